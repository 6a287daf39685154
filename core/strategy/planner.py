"""The planner: from the records to the points of a draft, without any network."""

from core.errors import SextantError
from core.i18n import N_, in_locale, t
from core.strategy import facts
from core.strategy.model import Plan, Point
from core.strategy.picture import Picture
from core.strategy.sections import (
    customers_say,
    market_partners,
    missing,
    next_90_days,
    talent,
    technology,
    where_we_stand,
)
from core.strategy.snapshot import Snapshot

SECTIONS = {
    where_we_stand.ID: N_("Where we stand"),
    talent.ID: N_("Talent"),
    technology.ID: N_("Technology"),
    market_partners.ID: N_("Market and partners"),
    customers_say.ID: N_("What customers say"),
    next_90_days.ID: N_("Next 90 days"),
}
# What six people read on a Monday: two pages.
MOST_POINTS = {
    where_we_stand.ID: 7,
    talent.ID: 6,
    technology.ID: 4,
    market_partners.ID: 6,
    customers_say.ID: 5,
    next_90_days.ID: 7,
}
_BUILDERS = (where_we_stand, talent, technology, market_partners, customers_say, next_90_days)


def plan_draft(snapshot: Snapshot, locale: str, audience: str = "team", *, whole: bool = False) -> Plan:
    """Work out what a draft says in a language: questions first, then each section's points, the most important first.

    `whole` keeps the points for which a draft has no room, so that a fact that lost its place is still known.

    Raises SextantError for a reader outside the team: what may not leave is not yet withheld.
    """
    if audience != "team":
        raise SextantError("Drafts are written for the team so far. Choose the audience team.")
    with in_locale(locale):
        picture = Picture(snapshot)
        most = dict.fromkeys(MOST_POINTS) if whole else MOST_POINTS
        points = [point for section in _BUILDERS for point in section.points(picture)[: most[section.ID]]]
        titles = {id: t(title) for id, title in SECTIONS.items()}
        return Plan(tuple(points or [_nothing(snapshot)]), tuple(missing.questions(picture)), titles)


def _nothing(snapshot: Snapshot) -> Point:
    named = facts.name("company.name", snapshot.company.name, "company")
    message = N_("{company} has no records yet: the questions above come first.")
    return facts.say(where_we_stand.ID, "record", message, company=named)
