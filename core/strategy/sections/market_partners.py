"""Market and partners: where they stand, what they are worth, who goes cold, what is next, what was won and lost."""

from collections import Counter

from core.i18n import N_, t
from core.labels import PARTNER_KINDS, REASONS, STAGES
from core.strategy import facts
from core.strategy.model import Fact, Point
from core.strategy.picture import AGREEMENT, Picture, alike
from core.strategy.sections.gap_points import say_gap
from core.strategy.snapshot import Partner

ID = "market_partners"
SOON_DAYS = 14
RECENT_DAYS = 90
MOST_COLD, MOST_STEPS, MOST_GAPS, MOST_LOST, MOST_OFFERS = 2, 1, 1, 1, 1
MOST_AGREED = 5
NAMED = 3
# Money in from customers, from investors and from public programmes is never added up; a supplier's value is a cost.
WORTH = (("pilot_customer", "channel"), ("investor",), ("public",))


def points(picture: Picture) -> list[Point]:
    """Say how the company stands with its market and its partners; outside, only with whom it works."""
    if picture.for_outside:
        return _agreed(picture)
    cold = picture.cold[:MOST_COLD]
    return [
        *[_cold(picture, partner) for partner in cold],
        *[_step(picture, p) for p in _steps(picture) if p not in cold][:MOST_STEPS],
        *_worth(picture),
        *_stages(picture),
        *[say_gap(ID, picture, gap) for gap in picture.gaps_of("market", "funds", "network")[:MOST_GAPS]],
        *_expected(picture)[:MOST_OFFERS],
        *_unpriced(picture),
        *_lost(picture)[:MOST_LOST],
    ]


def named_partner(partner: Partner) -> Fact:
    """State a partner's name, or what is sought while there is none."""
    return facts.name(f"partner.{partner.id}", partner.title, f"partner:{partner.id}")


def stage_of(partner: Partner) -> Fact:
    """State the stage a partner is in."""
    return facts.words(
        f"partner.{partner.id}.stage",
        facts.short_name(partner.title),
        t(STAGES[partner.stage]),
        f"partner:{partner.id}",
    )


def _cold(picture: Picture, partner: Partner) -> Point:
    record, named = f"partner:{partner.id}", named_partner(partner)
    stay, stage = picture.days_in_stage(partner), stage_of(partner)
    slots = {
        "partner": named,
        "stage": stage,
        "days": facts.amount(f"partner.{partner.id}.days_in_stage", named.subject, stay, "day", record),
        "limit": facts.amount(f"partner.{partner.id}.days_limit", named.subject, partner.days_limit, "day", record),
    }
    if partner.next_step_on is None:
        return facts.say(
            ID,
            "computed",
            N_("{partner} has been in stage {stage} for {days} (limit {limit}) without a dated next step."),
            **slots,
        )
    slots["day"] = facts.day(f"partner.{partner.id}.next_step_on", named.subject, partner.next_step_on, record)
    if partner.next_step_on < picture.today:
        message = N_("{partner} has been in stage {stage} for {days} (limit {limit}); the next step was due on {day}.")
    else:
        message = N_("{partner} has been in stage {stage} for {days} (limit {limit}); the next step is on {day}.")
    return facts.say(ID, "computed", message, **slots)


def _steps(picture: Picture) -> list[Partner]:
    found = [p for p in picture.snapshot.partners if p.outcome != "lost" and p.next_step]
    soon = [p for p in found if picture.is_soon(p.next_step_on, SOON_DAYS)]
    return sorted(soon, key=lambda p: (p.next_step_on, p.id))


def _agreed(picture: Picture) -> list[Point]:
    agreed = [p for p in picture.snapshot.partners if p.outcome in ("open", "won") and p.stage >= AGREEMENT and p.name]
    if not agreed:
        return []
    names = [named_partner(partner) for partner in sorted(agreed, key=lambda p: (-p.stage, p.id))[:MOST_AGREED]]
    return [facts.say(ID, "record", N_("Partners by agreement: {names}."), names=names)]


def _step(picture: Picture, partner: Partner) -> Point:
    record, named = f"partner:{partner.id}", named_partner(partner)
    assert partner.next_step_on
    slots = {
        "partner": named,
        "step": facts.words(f"partner.{partner.id}.next_step", named.subject, partner.next_step, record),
        "day": facts.day(f"partner.{partner.id}.next_step_on", named.subject, partner.next_step_on, record),
    }
    if not partner.owner:
        message = N_("Next step with {partner} on {day}, no owner: {step}.")
        return facts.say(
            ID, "record", message if picture.for_team else N_("Next step with {partner} on {day}: {step}."), **slots
        )
    slots["owner"] = facts.words(f"partner.{partner.id}.owner", named.subject, partner.owner, record)
    return facts.say(ID, "record", N_("Next step with {partner} on {day} ({owner}): {step}."), **slots)


def _expected(picture: Picture) -> list[Point]:
    wanted = {gap.need.capability: gap for gap in reversed(picture.gaps)}
    found = []
    for partner in picture.open_partners:
        said = picture.offered_by(partner)
        seat = alike(said, wanted) if partner.stage < AGREEMENT else None
        if seat:
            named = named_partner(partner)
            offer = facts.words(f"partner.{partner.id}.offers", named.subject, said, f"partner:{partner.id}")
            need = wanted[seat].need
            lacking = facts.words(f"need.{need.id}.capability", named.subject, seat, f"need:{need.id}")
            message = N_("Expected from {partner} for {capability}: {offer}; it counts from the stage {stage} on.")
            stage = facts.words("stage.agreement", named.subject, t(STAGES[AGREEMENT]), f"partner:{partner.id}")
            found.append(
                facts.say(ID, "assumption", message, partner=named, capability=lacking, offer=offer, stage=stage)
            )
    return found


def _stages(picture: Picture) -> list[Point]:
    counted = sorted(Counter(partner.stage for partner in picture.counted_partners).items())
    everybody = (*picture.snapshot.partners, *picture.snapshot.unnamed)
    won, lost = (sum(p.outcome == outcome for p in everybody) for outcome in ("won", "lost"))
    who, record, over = t("In talks"), "partners:outcome=open", t("decided")
    total = facts.amount("partners.open", who, len(picture.counted_partners), "partner", record)
    each = [
        facts.labelled(facts.number(f"partners.stage.{stage}", who, n, f"{record}&stage={stage}"), t(STAGES[stage]))
        for stage, n in counted
    ]
    decided = {
        "won": facts.number("partners.won", over, won, "partners:outcome=won"),
        "lost": facts.number("partners.lost", over, lost, "partners:outcome=lost"),
        "n": facts.number("partners.decided", over, won + lost, "partners:outcome=won,lost"),
    }
    if each and won + lost:
        message = N_("In talks: {total} ({stages}); decided: {won} won, {lost} lost (n = {n}).")
        return [facts.say(ID, "computed", message, total=total, stages=each, **decided)]
    if each:
        return [
            facts.say(
                ID, "computed", N_("In talks: {total} ({stages}); no outcome is recorded."), total=total, stages=each
            )
        ]
    return (
        [facts.say(ID, "computed", N_("Decided partners: {won} won, {lost} lost (n = {n})."), **decided)]
        if won + lost
        else []
    )


def _worth(picture: Picture) -> list[Point]:
    sums, currency = [], picture.snapshot.company.currency
    for kinds in WORTH:
        priced = [
            p for p in picture.counted_partners if p.kind in kinds and p.value is not None and p.probability is not None
        ]
        if priced:
            record, who = "partners:outcome=open&kind=" + ",".join(kinds), t(PARTNER_KINDS[kinds[0]])
            value = sum(p.weighted_value for p in priced)
            fact = facts.money(f"partners.weighted.{kinds[0]}", who, value, currency, record, "computed")
            sums.append(facts.labelled(fact, " + ".join(t(PARTNER_KINDS[kind]) for kind in kinds)))
    message = N_("Weighted value (value × probability) of open partners: {sums}.")
    return [facts.say(ID, "computed", message, sums=sums)] if sums else []


def _unpriced(picture: Picture) -> list[Point]:
    blank = [p for p in picture.open_partners if p.value is None or p.probability is None]
    if not blank or not picture.for_team:
        return []
    n = facts.amount("partners.unpriced", t("weighted value"), len(blank), "partner", "partners:value=none")
    message = N_("Left out of the weighted value, as value or probability is missing: {n} ({names}).")
    return [facts.say(ID, "computed", message, n=n, names=[named_partner(p) for p in blank[:NAMED]])]


def _lost(picture: Picture) -> list[Point]:
    lost = [p for p in picture.snapshot.partners if p.outcome == "lost" and p.outcome_on]
    recent = [p for p in lost if 0 <= -(picture.days_to(p.outcome_on) or 0) <= RECENT_DAYS]
    return [_loss(p) for p in sorted(recent, key=lambda p: (-(p.value or 0), p.id))]


def _loss(partner: Partner) -> Point:
    record, named = f"partner:{partner.id}", named_partner(partner)
    assert partner.outcome_on
    day = facts.day(f"partner.{partner.id}.outcome_on", named.subject, partner.outcome_on, record)
    if not partner.outcome_reason:
        return facts.say(
            ID, "record", N_("{partner} was lost on {day}; no reason is recorded."), partner=named, day=day
        )
    reason = facts.words(
        f"partner.{partner.id}.outcome_reason", named.subject, t(REASONS[partner.outcome_reason]), record
    )
    return facts.say(
        ID, "record", N_("{partner} was lost on {day}; reason: {reason}."), partner=named, day=day, reason=reason
    )
