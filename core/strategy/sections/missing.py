"""What the records do not say, and how many sentences each answer would unlock."""

from core.i18n import N_, t
from core.strategy import facts
from core.strategy.model import Question
from core.strategy.picture import Picture
from core.strategy.snapshot import Snapshot

MOST_QUESTIONS = 5


def questions(picture: Picture) -> list[Question]:
    """Return at most five questions, those first whose answers unlock most sentences."""
    snapshot = picture.snapshot
    found = [
        *_company(snapshot),
        *_resources(picture),
        *_initiatives(picture),
        *_partners(picture),
        *_feedback(snapshot),
    ]
    return sorted(found, key=lambda question: -question.unlocks)[:MOST_QUESTIONS]


def _ask(id: str, message: str, unlocks: int, page: str, **values: str) -> Question:
    return Question(id, t(message, **values), unlocks, page)


def _company(snapshot: Snapshot) -> list[Question]:
    card = snapshot.company
    found = []
    if card.cash is None or card.net_burn is None:
        found.append(
            _ask("company.cash", N_("How much cash is there, and how much does it fall by in a month?"), 3, "company")
        )
    if not card.offer or not card.customer:
        found.append(_ask("company.offer", N_("What do you sell, and who buys it?"), 2, "company"))
    return found


def _resources(picture: Picture) -> list[Question]:
    found = []
    people = picture.of_kind("talent")
    if not people:
        found.append(_ask("resources.talent", N_("Who is on the team, and what can each of them do?"), 6, "resources"))
    if not picture.of_kind("technology"):
        found.append(
            _ask("resources.technology", N_("What do you compute with, and which data do you have?"), 4, "resources")
        )
    if people and not any(person.skills for person in people):
        found.append(
            _ask(
                "resources.skills", N_("Which capabilities does each person hold, and at which level?"), 5, "resources"
            )
        )
    unpaid = [r.name for r in people if r.monthly_cost is None]
    if unpaid:
        message = N_("What do these people cost a month: {names}?")
        found.append(_ask("resources.cost", message, 1, "resources", names=_few(unpaid)))
    return found


def _initiatives(picture: Picture) -> list[Question]:
    if not picture.initiatives:
        return [_ask("initiatives", N_("Which initiatives do you work on, and what does each need?"), 8, "initiatives")]
    found = []
    bare = [i.name for i in picture.initiatives if i.id not in picture.coverage]
    if bare:
        message = N_("What do these initiatives need: {names}?")
        found.append(_ask("initiatives.needs", message, 3 * len(bare), "initiatives", names=_few(bare)))
    loose = [i.name for i in picture.initiatives if i.state == "chosen" and (i.due_on is None or not i.owner)]
    if loose:
        message = N_("Who owns these initiatives, and when are they due: {names}?")
        found.append(_ask("initiatives.due_on", message, len(loose), "initiatives", names=_few(loose)))
    if not picture.snapshot.actions:
        found.append(_ask("actions", N_("What will be done next, by whom and by when?"), 3, "initiatives"))
    return found


def _partners(picture: Picture) -> list[Question]:
    if not picture.snapshot.partners:
        return [_ask("partners", N_("Which customers, investors and suppliers are you talking to?"), 7, "partners")]
    blank = [p.title for p in picture.open_partners if p.value is None or p.probability is None]
    if not blank:
        return []
    message = N_("What are these partners worth, and how likely are they: {names}?")
    return [_ask("partners.value", message, 1, "partners", names=_few(blank))]


def _feedback(snapshot: Snapshot) -> list[Question]:
    feedback = snapshot.feedback
    if feedback.n == 0 and feedback.labelled == 0:
        return [_ask("feedback", N_("What do customers write? Import their feedback."), 7, "feedback")]
    if feedback.labelled == 0:
        return [_ask("feedback.unread", N_("The imported feedback is not read yet. Start the reading."), 6, "feedback")]
    return []


def _few(names: list[str]) -> str:
    shown = ", ".join(facts.short_name(name) for name in names[:3])
    return shown + (" …" if len(names) > 3 else "")
