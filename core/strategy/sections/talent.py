"""Talent: what hangs on one person, open seats, candidates for them, and who is counted on twice."""

from core.i18n import N_, t
from core.labels import CANDIDATE_STAGES, LEVELS
from core.planning.coverage import EXACT, NeedCoverage, SingleHolder, cover_one
from core.strategy import facts
from core.strategy.model import Fact, Point
from core.strategy.picture import Picture, alike
from core.strategy.sections.gap_points import say_gap
from core.strategy.snapshot import Candidate, Initiative, Resource

ID = "talent"
MOST_HOLDERS, MOST_GAPS, MOST_CANDIDATES, MOST_CONFLICTS = 3, 2, 2, 1
NAMED_INITIATIVES = 2
STEPS = ("offer", "interview", "screening", "applied")


def points(picture: Picture) -> list[Point]:
    """Say what the team can carry and what it lacks."""
    holders = [h for h in picture.holders if h.kind == "talent"]
    return [
        *[_leaver(picture, person) for person in picture.of_kind("talent") if picture.is_soon(person.until_on)],
        *[_single_holder(picture, holder) for holder in holders[:1]],
        *[say_gap(ID, picture, gap) for gap in picture.gaps_of("talent")[:MOST_GAPS]],
        *_candidates(picture),
        *_conflicts(picture)[:MOST_CONFLICTS],
        *[_single_holder(picture, holder) for holder in holders[1:MOST_HOLDERS]],
    ]


def initiative_names(initiatives: list[Initiative]) -> list[Fact]:
    """Return the names of a few initiatives as facts."""
    return [facts.name(f"initiative.{i.id}", i.name, f"initiative:{i.id}") for i in initiatives[:NAMED_INITIATIVES]]


def _leaver(picture: Picture, person: Resource) -> Point:
    assert person.until_on
    named = facts.name(f"resource.{person.id}", person.name, f"resource:{person.id}")
    last = facts.day(f"resource.{person.id}.until_on", named.subject, person.until_on, f"resource:{person.id}")
    served = picture.used_by(person)
    if not served:
        return facts.say(ID, "record", N_("{name} leaves on {day}."), name=named, day=last)
    message = N_("{name} leaves on {day}; needed by {initiatives}.")
    return facts.say(ID, "computed", message, name=named, day=last, initiatives=initiative_names(served))


def _single_holder(picture: Picture, holder: SingleHolder) -> Point:
    person = next(r for r in picture.resources if r.id == holder.resource_id)
    record = f"resource:{person.id}"
    named = facts.name(f"resource.{person.id}", person.name, record)
    capability = facts.words(
        f"resource.{person.id}.holds.{holder.capability}", named.subject, holder.capability, record
    )
    level = facts.words(f"capability.{holder.capability}.level", named.subject, t(LEVELS[holder.level]), record)
    served = initiative_names([picture.by_id[i] for i in holder.initiative_ids])
    message = N_("Only {name} holds {capability} at the level needed ({level}); needed by {initiatives}.")
    return facts.say(ID, "computed", message, name=named, capability=capability, level=level, initiatives=served)


def _conflicts(picture: Picture) -> list[Point]:
    chosen = [n for n in picture.snapshot.needs if n.kind == "talent" and picture.is_chosen(n.initiative_id)]
    alone = {row.need.id: row.share for i in picture.coverage.values() for row in i.needs}
    together = cover_one(chosen, picture.resources).needs
    lost = {row.need.capability for row in together if row.share < alone[row.need.id] - EXACT}
    return [
        _conflict(picture, capability, [r for r in together if r.need.capability == capability])
        for capability in sorted(lost)
    ]


def _conflict(picture: Picture, capability: str, rows: list[NeedCoverage]) -> Point:
    record = f"needs:capability={capability}"
    needed, got = sum(row.need.quantity for row in rows), sum(row.matched for row in rows)
    slots = {
        "capability": facts.words(f"capability.{capability}", capability, capability, record),
        "needed": facts.amount(f"capability.{capability}.needed", capability, needed, "fte", record, digits=2),
        "got": facts.amount(f"capability.{capability}.together", capability, got, "fte", record, digits=2),
    }
    served = initiative_names([picture.by_id[i] for i in dict.fromkeys(row.need.initiative_id for row in rows)])
    message = N_(
        "{capability}: chosen initiatives need {needed}, {got} can serve them; put them in order: {initiatives}."
    )
    return facts.say(ID, "computed", message, initiatives=served, **slots)


def _candidates(picture: Picture) -> list[Point]:
    waiting = sorted((c for c in picture.snapshot.candidates if c.stage in STEPS), key=lambda c: STEPS.index(c.stage))
    seats = [gap.need.capability for gap in picture.gaps_of("talent")]
    alone = [holder.capability for holder in picture.holders if holder.kind == "talent"]
    fitting = [(c, alike(c.role, seats), alike(c.role, alone)) for c in waiting]
    fitting.sort(key=lambda row: row[1] is None and row[2] is None)
    return [_candidate(picture, *row) for row in fitting[:MOST_CANDIDATES]]


def _candidate(picture: Picture, candidate: Candidate, seat: str | None, alone: str | None) -> Point:
    record = f"candidate:{candidate.id}"
    named = facts.name(f"candidate.{candidate.id}", candidate.name, record)
    slots = {
        "name": named,
        "role": facts.words(
            f"candidate.{candidate.id}.role", named.subject, candidate.role or t("no role recorded"), record
        ),
        "step": facts.words(
            f"candidate.{candidate.id}.stage", named.subject, t(CANDIDATE_STAGES[candidate.stage]), record
        ),
    }
    if seat is None and alone is not None:
        slots["capability"] = facts.words(f"capability.{alone}", named.subject, alone, f"needs:capability={alone}")
        message = N_("{name}, candidate ({role}, {step}), may relieve the only holder of {capability}.")
        return facts.say(ID, "assumption", message, **slots)
    if seat is None:
        return facts.say(ID, "record", N_("{name}, candidate ({role}, {step}), matches no open seat by role."), **slots)
    gap = next(g for g in picture.gaps_of("talent") if g.need.capability == seat)
    slots["seat"] = facts.words(f"need.{gap.need.id}.capability", named.subject, seat, f"need:{gap.need.id}")
    if candidate.from_on is None or gap.due_on is None:
        return facts.say(
            ID, "assumption", N_("{name}, candidate ({role}, {step}), may fill the open seat {seat}."), **slots
        )
    slots["day"] = facts.day(f"candidate.{candidate.id}.from_on", named.subject, candidate.from_on, record)
    slots["due"] = facts.day(f"need.{gap.need.id}.due_on", seat, gap.due_on, f"need:{gap.need.id}")
    message = N_("{name} can start on {day}; candidate ({role}, {step}) for {seat}, needed on {due}.")
    return facts.say(ID, "assumption", message, **slots)
