"""The planner: from the records to the points of a draft, without any network."""

from core.errors import SextantError
from core.i18n import N_, in_locale, t
from core.reach.rules import AUDIENCES
from core.strategy import facts
from core.strategy.audience import left_out, restrict, unsayable, without_mentions
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
UNKNOWN_AUDIENCE = N_("There is no audience {audience}. Choose team, board or outside.")
_BUILDERS = (where_we_stand, talent, technology, market_partners, customers_say, next_90_days)


def plan_draft(snapshot: Snapshot, locale: str, audience: str = "team", *, whole: bool = False) -> Plan:
    """Work out what a draft says in a language: questions first, then each section's points, the most important first.

    `whole` keeps the points for which a draft has no room, so that a fact that lost its place is still known.

    Sections see only what the audience may know, so nothing that is withheld can be said. Questions are for the team.
    """
    if audience not in AUDIENCES:
        raise SextantError(UNKNOWN_AUDIENCE, audience=audience)
    with in_locale(locale):
        names, withheld = unsayable(snapshot, audience), left_out(snapshot, audience)
        picture = Picture(restrict(snapshot, audience))
        most = dict.fromkeys(MOST_POINTS) if whole else MOST_POINTS
        points = [
            point
            for section in _BUILDERS
            for point in without_mentions(section.points(picture), names, withheld)[: most[section.ID]]
        ]
        titles = {id: t(title) for id, title in SECTIONS.items()}
        questions = missing.questions(picture) if picture.for_team else []
        return Plan(tuple(points or [_nothing(picture)]), tuple(questions), titles, withheld.counts(), names)


def _nothing(picture: Picture) -> Point:
    named = facts.name("company.name", picture.snapshot.company.name, "company")
    first = N_("{company} has no records yet: the questions above come first.")
    message = first if picture.for_team else N_("{company} has nothing recorded that this reader may see.")
    return facts.say(where_we_stand.ID, "record", message, company=named)
