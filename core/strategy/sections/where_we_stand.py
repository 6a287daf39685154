"""Where we stand: the last draft's promises, money, people, and how ready each initiative is."""

from math import isinf

from core.i18n import N_, t
from core.labels import RESOURCE_KINDS
from core.planning.coverage import Coverage
from core.planning.money import cash_end, runway_months
from core.planning.progress import Use
from core.strategy import facts
from core.strategy.model import Fact, Point
from core.strategy.picture import Picture
from core.strategy.snapshot import Initiative, Previous

ID = "where_we_stand"
OLD_CASH_DAYS = 35  # a cash figure older than a month's close is no longer today's
MOST_INITIATIVES = 3
MOST_PROMISES = 2
MOST_SPENT = 2


def points(picture: Picture) -> list[Point]:
    """Say where the company stands."""
    covered = [initiative for initiative in picture.initiatives if initiative.id in picture.coverage]
    short = [i for i in covered if (picture.coverage[i.id].readiness or 0) < 1]
    ready = [i for i in covered if i not in short]
    spent = [i for i in picture.initiatives if i.state == "chosen" and None not in (i.cost, i.cost_spent)]
    return [
        *_promises(picture.snapshot.previous),
        *_money(picture),
        *_people(picture),
        *[_spent(picture, i) for i in spent if _use(i).over is not None][:MOST_SPENT],
        *[_readiness(i, picture.coverage[i.id]) for i in short[:MOST_INITIATIVES]],
        *_offer(picture),
        *[_readiness(i, picture.coverage[i.id]) for i in ready[:MOST_INITIATIVES]],
        *[_spent(picture, i) for i in spent if _use(i).over is None][:MOST_SPENT],
    ]


def _promises(previous: Previous | None) -> list[Point]:
    if previous is None or not previous.actions:
        return []
    record = f"draft:{previous.number}"
    draft = t("draft {number}", number=previous.number)
    total = facts.amount("draft.promised", draft, len(previous.actions), "action", record)
    done = facts.number("draft.kept", draft, sum(a.done for a in previous.actions), record)
    named = Fact("draft.number", "name", draft, draft, "", draft, (str(previous.number),), record)
    made_on = facts.day("draft.made_on", draft, previous.made_on, record)
    still = [
        facts.words(f"action.{a.id}.title", facts.shorten(a.title), a.title, f"action:{a.id}")
        for a in previous.actions
        if not a.done
    ]
    slots = {"draft": named, "day": made_on, "done": done, "total": total}
    if not still:
        return [
            facts.say(ID, "computed", N_("Since {draft} of {day}: {done} of {total} promised then are done."), **slots)
        ]
    message = N_("Since {draft} of {day}: {done} of {total} promised then are done; open: {titles}.")
    return [facts.say(ID, "computed", message, titles=still[:MOST_PROMISES], **slots)]


def _money(picture: Picture) -> list[Point]:
    card = picture.snapshot.company
    if card.cash is None:
        return []
    counted = card.cash_on or picture.today
    cash = facts.money("company.cash", t("Cash"), card.cash, card.currency, card.money_record)
    on = facts.day("company.cash_on", t("Cash"), counted, card.money_record)
    found = [_runway(picture, cash, on)]
    age = (picture.today - counted).days
    if age > OLD_CASH_DAYS:
        days = facts.amount("company.cash_age", t("Cash"), age, "day", card.money_record)
        message = N_("Cash was counted {days} ago, on {day}: enter today's figure before this plan is used.")
        found.append(facts.say(ID, "computed", message, days=days, day=on))
    return found


def _runway(picture: Picture, cash: Fact, on: Fact) -> Point:
    card = picture.snapshot.company
    months = runway_months(card.cash, card.net_burn)
    if months is None or card.net_burn is None:
        return facts.say(ID, "record", N_("Cash is {cash}, counted on {day}."), cash=cash, day=on)
    if card.net_burn_least is not None:
        return _range(picture, cash, on)
    burn = facts.money("company.net_burn", t("net burn"), card.net_burn, card.currency, card.money_record)
    if isinf(months):
        message = N_("Cash is {cash}; net burn is {burn} a month, so there is no end date.")
        return facts.say(ID, "computed", message, on, cash=cash, burn=burn)
    lasting = facts.amount("company.runway", t("Cash"), round(months, 1), "month", card.money_record)
    end = cash_end(card.cash, card.net_burn, card.cash_on or picture.today)
    if end is None:
        message = N_("Cash is {cash} and lasts {months}, at a net burn of {burn} a month.")
        return facts.say(ID, "computed", message, on, cash=cash, burn=burn, months=lasting)
    until = facts.month("company.cash_end", t("Cash"), end, card.money_record)
    message = N_("Cash is {cash} and lasts {months}, into {month}, at a net burn of {burn} a month.")
    return facts.say(ID, "computed", message, on, cash=cash, burn=burn, months=lasting, month=until)


def _range(picture: Picture, cash: Fact, on: Fact) -> Point:
    card = picture.snapshot.company
    least, most = runway_months(card.cash, card.net_burn), runway_months(card.cash, card.net_burn_least)
    high = facts.money("company.net_burn", t("net burn"), card.net_burn or 0.0, card.currency, card.money_record)
    if least is None or most is None or isinf(least):
        message = N_("Cash is {cash}; net burn is at most {high} a month, figures of some months are missing.")
        return facts.say(ID, "computed", message, on, cash=cash, high=high)
    slots = {
        "high": high,
        "least": facts.amount("company.runway", t("Cash"), round(least, 1), "month", card.money_record),
    }
    if isinf(most):
        message = N_(
            "Cash is {cash} and lasts at least {least}: net burn is at most {high} a month, figures of some months are missing."
        )
        return facts.say(ID, "computed", message, on, cash=cash, **slots)
    low = facts.money(
        "company.net_burn_least", t("net burn"), card.net_burn_least or 0.0, card.currency, card.money_record
    )
    longest = facts.amount("company.runway_most", t("Cash"), round(most, 1), "month", card.money_record)
    message = N_(
        "Cash is {cash} and lasts {least} to {most}: net burn is {low} to {high} a month, figures of some months are missing."
    )
    return facts.say(ID, "computed", message, on, cash=cash, low=low, most=longest, **slots)


def _people(picture: Picture) -> list[Point]:
    team = picture.of_kind("talent")
    card = picture.snapshot.company
    if not team:
        return []
    record, who = "resources:kind=talent", t("team")
    people = facts.amount("team.people", who, len(team), "person", record)
    fte = facts.amount("team.fte", who, sum(r.quantity for r in team), "fte", record, digits=2)
    total, paid = picture.cost_of("talent")
    cost = facts.money("team.cost", who, total, card.currency, record, "computed")
    slots = {"people": people, "fte": fte, "cost": cost}
    if paid == len(team):
        found = [facts.say(ID, "computed", N_("The team is {people} with {fte} and costs {cost} a month."), **slots)]
    elif paid:
        known = facts.number("team.cost_n", who, paid, record)
        message = N_("The team is {people} with {fte}; the {known} with a recorded cost come to {cost} a month.")
        found = [facts.say(ID, "computed", message, known=known, **slots)]
    else:
        bare = N_("The team is {people} with {fte}; no cost is recorded.")
        message = bare if picture.for_team else N_("The team is {people} with {fte}.")
        found = [facts.say(ID, "computed", message, people=people, fte=fte)]
    if picture.for_team and card.headcount is not None and card.headcount != len(team):
        heads = facts.amount("company.headcount", t("company card"), card.headcount, "person", "company", "record")
        message = N_("The company card says {heads}, the team list has {people}: correct what is wrong.")
        found.append(facts.say(ID, "computed", message, heads=heads, people=people))
    return found


def _readiness(initiative: Initiative, coverage: Coverage) -> Point:
    record, who = f"initiative:{initiative.id}", facts.short_name(initiative.name)
    named = facts.name(f"initiative.{initiative.id}", initiative.name, record)
    ready = facts.share(f"initiative.{initiative.id}.readiness", who, coverage.readiness or 0.0, record)
    missing = [row for row in coverage.needs if row.share < 1]
    if not missing:
        needs = facts.amount(f"initiative.{initiative.id}.needs", who, len(coverage.needs), "need", record)
        message = N_("{initiative} is {ready} ready: its {needs} are met.")
        return facts.say(ID, "computed", message, initiative=named, ready=ready, needs=needs)
    kinds = coverage.kinds or {}
    weakest = min(kinds, key=lambda kind: kinds[kind])
    row = min((row for row in missing if row.need.kind == weakest), key=lambda row: row.share)
    lacking = facts.words(f"need.{row.need.id}.capability", who, row.need.capability, f"need:{row.need.id}")
    slots = {
        "initiative": named,
        "ready": ready,
        "kind": facts.words(f"initiative.{initiative.id}.weakest", who, t(RESOURCE_KINDS[weakest]), record),
        "capability": lacking,
    }
    if coverage.blockers:
        message = N_("{initiative} is blocked, readiness {ready}: {kind} has nothing for {capability}.")
        return facts.say(ID, "computed", message, **slots)
    met = facts.share(f"initiative.{initiative.id}.coverage.{weakest}", who, kinds[weakest], record)
    message = N_("{initiative} is {ready} ready; {kind} holds it back with a coverage of {met}: {capability}.")
    return facts.say(ID, "computed", message, met=met, **slots)


def _use(initiative: Initiative) -> Use:
    return Use(initiative.cost, initiative.cost_spent)


def _spent(picture: Picture, initiative: Initiative) -> Point:
    record, who = f"initiative:{initiative.id}", facts.short_name(initiative.name)
    use, key, currency = _use(initiative), f"initiative.{initiative.id}", picture.snapshot.company.currency
    slots = {
        "initiative": facts.name(key, initiative.name, record),
        "spent": facts.money(f"{key}.cost_spent", who, use.used or 0.0, currency, record),
        "cost": facts.money(f"{key}.cost", who, use.planned or 0.0, currency, record),
    }
    if use.over is None:
        return facts.say(ID, "record", N_("{initiative} has spent {spent} of the {cost} planned."), **slots)
    over = facts.money(f"{key}.cost_over", who, use.over, currency, record, "computed")
    message = N_("{initiative} is over plan by {over}: {spent} spent, {cost} planned.")
    return facts.say(ID, "computed", message, over=over, **slots)


def _offer(picture: Picture) -> list[Point]:
    card = picture.snapshot.company
    found = []
    named = facts.name("company.name", card.name, "company")
    if card.offer:
        offer = facts.words("company.offer", named.subject, card.offer, "company")
        found.append(facts.say(ID, "record", N_("{company} sells: {offer}."), company=named, offer=offer))
    if card.customer:
        customer = facts.words("company.customer", named.subject, card.customer, "company")
        found.append(facts.say(ID, "record", N_("Buyers of {company}: {customer}."), company=named, customer=customer))
    if card.difference and not picture.for_team:
        why = facts.words("company.difference", named.subject, card.difference, "company")
        found.append(facts.say(ID, "record", N_("Why {company}: {difference}."), company=named, difference=why))
    return found
