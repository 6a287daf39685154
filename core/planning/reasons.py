"""Why an initiative is left out of the best choice."""

from collections.abc import Iterable, Mapping, Sequence

from core.planning.options import Choice, LeftOut, Option, is_complete, total, within


def why_left_out(
    option: Option, options: Sequence[Option], best: Choice, budget: float, person_months: float
) -> LeftOut:
    """Return the reason that binds: what is missing, worth nothing, never possible, or what it would displace."""
    known = {row.id: row for row in options}
    if missing := _missing(option):
        return LeftOut(missing)
    if option.value <= 0:
        return LeftOut("no_value")
    needed = required_by(option, known)
    if never := [n for n in needed if n not in known or not _is_possible(known[n], known, budget, person_months)]:
        return LeftOut("requires", tuple(never))
    package = [option, *(known[n] for n in needed)]
    if not within(cost := total(package, "cost"), budget):
        return LeftOut("budget", tuple(needed), cost)
    if not within(effort := total(package, "effort"), person_months):
        return LeftOut("person_months", tuple(needed), effort)
    gone = _displaced(package, [known[n] for n in sorted(best.chosen)], budget, person_months)
    return LeftOut("displaces", tuple(row.id for row in gone), worth=total(gone, "value"))


def required_by(option: Option, known: Mapping[int, Option]) -> list[int]:
    """Return all that an initiative requires, directly or through others, in the order met."""
    found: list[int] = []
    waiting = list(option.requires)
    while waiting:
        n = waiting.pop(0)
        if n not in found:
            found.append(n)
            waiting += known[n].requires if n in known else ()
    return found


def _missing(option: Option) -> str:
    missing = {"cost_missing": option.cost, "effort_missing": option.effort, "readiness_unknown": option.readiness}
    return next((reason for reason, value in missing.items() if value is None), "")


def _is_possible(option: Option, known: Mapping[int, Option], budget: float, person_months: float) -> bool:
    package = [option, *(known[n] for n in required_by(option, known) if n in known)]
    return (
        is_complete(option)
        and within(total(package, "cost"), budget)
        and within(total(package, "effort"), person_months)
    )


def _displaced(
    package: Sequence[Option], chosen: Sequence[Option], budget: float, person_months: float
) -> list[Option]:
    """Return the chosen that would have to go: the one of least value if one is enough, else the least that will do."""
    kept_anyway = {option.id for option in package}

    def fits(gone: Iterable[Option]) -> bool:
        out = {option.id for option in gone}
        rest = [option for option in chosen if option.id not in out | kept_anyway]
        both = [*package, *rest]
        return within(total(both, "cost"), budget) and within(total(both, "effort"), person_months)

    if fits(()):
        return []
    ways = [_with_followers(option, chosen) for option in chosen if option.id not in kept_anyway]
    ways = [way for way in ways if not kept_anyway & {option.id for option in way}]
    ways.sort(key=lambda way: (total(way, "value"), way[0].id))
    single = next((way for way in ways if fits(way)), None)
    if single is not None:
        return _all([single])
    needed: list[list[Option]] = []
    while not fits(_all(needed)) and len(needed) < len(ways):
        needed.append(ways[len(needed)])
    # What went first may turn out to be of no help once the larger ones have gone: it stays, the most valuable first.
    for way in reversed(needed[:-1]):
        others = [other for other in needed if other is not way]
        needed = others if fits(_all(others)) else needed
    return _all(needed)


def _all(ways: Iterable[Iterable[Option]]) -> list[Option]:
    found = {option.id: option for way in ways for option in way}
    return [found[n] for n in sorted(found)]


def _with_followers(option: Option, chosen: Sequence[Option]) -> list[Option]:
    known = {row.id: row for row in chosen}
    return [option, *(row for row in chosen if option.id in required_by(row, known))]
