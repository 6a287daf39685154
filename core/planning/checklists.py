"""What should be done before a partner moves on, by type of partner and stage."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from core.i18n import N_

OWNER, NEXT_STEP, VALUE = ("owner",), ("next_step", "next_step_on"), ("value",)


class PartnerLike(Protocol):
    """What a checklist reads of a partner."""

    @property
    def kind(self) -> str:
        """Return the type of partner."""

    @property
    def stage(self) -> int:
        """Return the stage it is in."""

    @property
    def done_checks(self) -> list[str]:
        """Return the keys of what was ticked."""


@dataclass(frozen=True)
class Check:
    """One thing to do: the key that is kept when it is done, its words, and fields of the record that show it is done."""

    key: str
    words: str
    fields: tuple[str, ...] = ()

    def is_done(self, partner: PartnerLike) -> bool:
        """Tell whether it was ticked, or the record shows it."""
        if self.fields:
            return all(getattr(partner, name) not in (None, "") for name in self.fields)
        return self.key in partner.done_checks


Step = tuple[str, str] | tuple[str, str, tuple[str, ...]]  # key, words, and fields where the record shows it

# By type and the stage that is left; types that are not named have the general ones.
_GENERAL: dict[int, tuple[Step, ...]] = {
    1: (
        ("sentence", N_("What we look for is one sentence")),
        ("owner", N_("Somebody on our side owns it"), OWNER),
    ),
    2: (
        ("compared", N_("At least two possible partners are compared")),
        ("return", N_("We know what we can give in return")),
    ),
    3: (("way", N_("The way to them is chosen: a person, a platform or an event")),),
    4: (
        ("their_words", N_("They have said in their own words what they want")),
        ("next_step", N_("The next step has a date"), NEXT_STEP),
    ),
    5: (
        ("who_does_what", N_("Who does what is written down")),
        ("price", N_("The price, or what is exchanged, is agreed")),
        ("who_signs", N_("Who signs on either side is known")),
    ),
    6: (
        ("signed", N_("The agreement is signed and filed")),
        ("owner", N_("Somebody on our side owns it"), OWNER),
    ),
}
_INVESTOR: dict[int, tuple[Step, ...]] = {
    1: (
        ("amount", N_("Amount and use are written down")),
        ("owner", N_("Somebody on our side owns it"), OWNER),
    ),
    2: (
        ("deck", N_("The deck is up to date")),
        ("figures", N_("The figures of the last three months are ready")),
    ),
    3: (
        ("introduction", N_("Somebody has agreed to introduce us")),
        ("fit", N_("They invest in our stage and field")),
    ),
    4: (
        ("one_page", N_("The one-page summary is sent")),
        ("demo", N_("They have seen the demo")),
        ("concern", N_("One concern of theirs is said and written down")),
        ("next_step", N_("The next step has a date"), NEXT_STEP),
    ),
    5: (
        ("questions", N_("The questions of due diligence are answered")),
        ("lawyer", N_("A lawyer has read the term sheet")),
        ("milestones", N_("Use of the money and milestones are agreed")),
    ),
    6: (
        ("money", N_("The money is on the account")),
        ("reports", N_("What they get to see, and when, is agreed")),
    ),
}
_PILOT: dict[int, tuple[Step, ...]] = {
    1: (
        ("sentence", N_("The use case is one sentence")),
        ("owner", N_("Somebody on our side owns it"), OWNER),
    ),
    2: (
        ("data", N_("They have the data and the volume the use case needs")),
        ("pays", N_("They pay for this problem today")),
    ),
    3: (("door", N_("The person who opens the door is known")),),
    4: (
        ("hurts", N_("They have said in their own words what hurts")),
        ("decides", N_("Who decides and who pays is known")),
        ("next_step", N_("The next step has a date"), NEXT_STEP),
    ),
    5: (
        ("numbers", N_("Success is written down in figures")),
        ("permission", N_("The permission to use their data is signed")),
        ("payment", N_("When and what they pay is clear")),
        ("both_owners", N_("Both sides have named who is responsible")),
    ),
    6: (
        ("signed", N_("The contract is signed")),
        ("delivery", N_("The first delivery has a date")),
    ),
}
_SUPPLIER: dict[int, tuple[Step, ...]] = {
    1: (
        ("volume", N_("Volume and months are estimated")),
        ("budget", N_("The budget is set (field: value)"), VALUE),
    ),
    2: (
        ("compared", N_("Three suppliers are compared")),
        ("exit", N_("How to get out, and how prices may rise, is checked")),
    ),
    3: (("way", N_("How to buy is chosen: direct, reseller or market place")),),
    4: (
        ("quote", N_("The quote is here in writing")),
        ("next_step", N_("The next step has a date"), NEXT_STEP),
    ),
    5: (
        ("tested", N_("Our own work ran on it as a test")),
        ("price", N_("Price and length are agreed")),
        ("place", N_("Where the data lies is clear")),
    ),
    6: (
        ("runs", N_("It runs under our account")),
        ("alarm", N_("An alarm watches use and cost")),
    ),
}
_UNIVERSITY: dict[int, tuple[Step, ...]] = {
    1: (
        ("page", N_("The topic is one page")),
        ("owner", N_("Somebody on our side owns it"), OWNER),
    ),
    2: (
        ("compared", N_("Two teams are compared")),
        ("papers", N_("Their last papers are read")),
    ),
    3: (("person", N_("The person to talk to is known")),),
    4: (
        ("their_words", N_("They have said in their own words what they want")),
        ("next_step", N_("The next step has a date"), NEXT_STEP),
    ),
    5: (
        ("results", N_("Who owns the results is agreed")),
        ("publish", N_("What may be published is agreed")),
        ("data", N_("Whether data may leave us is clear")),
    ),
    6: (
        ("signed", N_("The agreement is signed and filed")),
        ("delivery", N_("The first delivery has a date")),
    ),
}
_PUBLIC: dict[int, tuple[Step, ...]] = {
    1: (
        ("deadline", N_("The programme and its deadline are known")),
        ("owner", N_("Somebody on our side owns it"), OWNER),
    ),
    2: (
        ("conditions", N_("Each condition is checked and can be proved")),
        ("in_time", N_("The deadline can be met")),
    ),
    3: (("office", N_("The office and the contact there are known")),),
    4: (
        ("may_apply", N_("They have confirmed that we may apply")),
        ("papers", N_("The list of papers is complete")),
    ),
    5: (
        ("stamped", N_("All papers are signed and stamped")),
        ("handed_in", N_("It was handed in before the deadline")),
    ),
    6: (
        ("approval", N_("The approval is here in writing")),
        ("duties", N_("What must be reported, and when, is noted")),
    ),
}
_OF_KIND = {
    "investor": _INVESTOR,
    "pilot_customer": _PILOT,
    "supplier": _SUPPLIER,
    "university": _UNIVERSITY,
    "public": _PUBLIC,
}


def checks_of(kind: str, stage: int) -> tuple[Check, ...]:
    """Return what should be done before a partner of a type leaves a stage."""
    name = kind if kind in _OF_KIND else "general"
    steps = _OF_KIND.get(kind, _GENERAL).get(stage, ())
    return tuple(Check(f"{name}.{stage}.{step[0]}", step[1], *step[2:]) for step in steps)


def missing_checks(partner: PartnerLike, to_stage: int) -> list[Check]:
    """Return what is not done of the stages that a move leaves behind; nothing for a move back."""
    passed = (checks_of(partner.kind, stage) for stage in range(partner.stage, to_stage))
    return [check for checks in passed for check in checks if not check.is_done(partner)]


def with_check(done: Iterable[str], key: str, is_done: bool) -> list[str]:
    """Return the keys of what is done after one was ticked or unticked."""
    kept = [other for other in done if other != key]
    return [*kept, key] if is_done else kept
