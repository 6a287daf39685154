"""What is said of a gap, the same way in every section."""

from core.i18n import N_, t
from core.labels import LEVELS, MATURITY
from core.planning.coverage import Gap
from core.strategy import facts
from core.strategy.model import Fact, Point
from core.strategy.picture import Picture


def say_gap(section: str, picture: Picture, gap: Gap) -> Point:
    """Say what an initiative lacks: capability, level, how much and by when."""
    slots = gap_facts(picture, gap)
    labels = LEVELS if gap.need.kind == "talent" else MATURITY
    slots["level"] = facts.words(
        f"need.{gap.need.id}.level", slots["initiative"].subject, t(labels[gap.need.level]), f"need:{gap.need.id}"
    )
    if "day" not in slots:
        message = N_("{initiative} lacks {missing} of {required} for {capability} ({level}); no date is set.")
    elif gap.days_left is not None and gap.days_left < 0:
        message = N_("{initiative} lacks {missing} of {required} for {capability} ({level}); it was needed on {day}.")
    else:
        message = N_("{initiative} lacks {missing} of {required} for {capability} ({level}), needed on {day}.")
    return facts.say(section, "computed", message, **slots)


def gap_facts(picture: Picture, gap: Gap) -> dict[str, Fact]:
    """Return a gap's facts by the place they fill; `day` only where there is a date."""
    need, initiative = gap.need, picture.by_id[gap.need.initiative_id]
    record, who = f"need:{need.id}", facts.short_name(initiative.name)
    slots = {
        "initiative": facts.name(f"initiative.{initiative.id}", initiative.name, f"initiative:{initiative.id}"),
        "missing": facts.number(f"need.{need.id}.missing", who, gap.quantity, record, digits=2),
        "required": amount_needed(picture, gap, who),
        "capability": facts.words(f"need.{need.id}.capability", who, need.capability, record),
    }
    if gap.due_on:
        slots["day"] = facts.day(f"need.{need.id}.due_on", who, gap.due_on, record)
    return slots


def amount_needed(picture: Picture, gap: Gap, subject: str) -> Fact:
    """State the quantity needed, in FTE for talent, else in the unit of the resources with the capability."""
    need = gap.need
    if need.kind == "talent":
        return facts.amount(
            f"need.{need.id}.quantity", subject, need.quantity, "fte", f"need:{need.id}", "record", digits=2
        )
    units = [r.unit for r in picture.of_kind(need.kind) if need.capability in r.skills and r.unit]
    return facts.quantity(
        f"need.{need.id}.quantity", subject, need.quantity, units[0] if units else "", f"need:{need.id}"
    )
