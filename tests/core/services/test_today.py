"""What needs the founder: the six rules in their order, the reasons, whose it is, and what sleeps until a day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core.errors import SextantError
from core.i18n import format_date, in_locale, t
from core.services.initiatives import ACTION, INITIATIVE, NEED
from core.services.items import Item
from core.services.market import CUSTOMER
from core.services.outcomes import set_outcome
from core.services.partners import add_partner
from core.services.records import add_record, update_record
from core.services.resources import RESOURCE
from core.services.snoozes import snooze, snoozed_items, wake_items
from core.services.today import counts, most_urgent, urgent_items
from core.services.ventures import StoredCompany, get_venture, update_venture
from db.models import Prediction
from db.session import Database
from tests.core.services.conftest import AddComments

TODAY = date.today()  # gaps are reckoned for the day it is


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def say(item: Item) -> str:
    return t(item.message, **item.values)


def why(item: Item) -> str:
    return t(item.reason, **item.reason_values)


@pytest.fixture
def busy(database: Database, company: StoredCompany) -> StoredCompany:
    """Return a company with something for the rules 1 to 4 and 6, and more late actions than fit."""
    with database.write() as session:
        update_venture(session, company.id, {"net_burn": 150_000.0, "cash_on": TODAY})
        wanted = {"name": "Voice", "impact": 80, "state": "chosen", "owner": "Ida"}
        voice = add_record(session, INITIATIVE, company.id, wanted)
        add_record(session, NEED, company.id, {"initiative_id": voice.id, "capability": "speech", "level": 2})
        add_record(session, RESOURCE, company.id, {"name": "Lin", "skills": {"speech": 3}})
        for late, initiative in ((1, voice.id), (2, None), (3, None)):
            values = {"title": f"late {late}", "due_on": day(-late), "initiative_id": initiative, "owner": "Max"}
            add_record(session, ACTION, company.id, values)
        add_record(session, ACTION, company.id, {"title": "soon", "due_on": day(14), "owner": "Ida"})
        add_record(session, ACTION, company.id, {"title": "later", "due_on": day(15)})
        add_record(session, ACTION, company.id, {"title": "done", "due_on": TODAY, "done_on": TODAY})
        add_record(session, ACTION, company.id, {"title": "dropped", "due_on": day(-30), "dropped_on": TODAY})
        values = {"name": "Bank", "stage": 5, "stage_since": day(-40), "value": 1e5, "probability": 0.5}
        add_partner(session, company.id, values)
        return get_venture(session, company.id)


def items_of(database: Database, company: StoredCompany, **options: str) -> list[Item]:
    with database.read() as session:
        return urgent_items(session, company, TODAY, **options)


def test_the_most_urgent_comes_first_and_no_kind_fills_the_list(database: Database, busy: StoredCompany) -> None:
    items = items_of(database, busy)

    assert [item.kind for item in items] == ["late", "late", "money", "cold", "single", "due"]
    assert [say(item) for item in items] == [
        "late 1 is 1 day late (owner: Max).",
        "late 3 is 3 days late (owner: Max).",
        "Cash lasts about 6 months.",
        "Bank has been in its stage for 40 days. Next step: –.",
        "Only Lin holds speech; chosen initiatives that need it: 1.",
        "soon is due in 14 days (owner: Ida).",
    ]


def test_each_line_says_its_rule_and_its_numbers(database: Database, busy: StoredCompany) -> None:
    assert [why(item) for item in items_of(database, busy)] == [
        "Rule 1, late: 1 (days late) × 80 (value of Voice) = 80.",
        "Rule 1, late: 3 (days late) × 25 (it serves no open initiative) = 75.",
        "Rule 2, limits: less than 9 months of cash. CNY 900 k ÷ CNY 150 k a month, less the time since it was counted.",
        "Rule 3, partners: CNY 100 k × 50 % = CNY 50 k. Cold after 21 days in this stage.",
        "Rule 4, only one holder: Voice.",
        "Rule 6: due within 14 days, the soonest first.",
    ]


def test_the_lines_speak_chinese(database: Database, busy: StoredCompany) -> None:
    with in_locale("zh-CN"):
        items = items_of(database, busy)

        assert say(items[0]) == "late 1：逾期 1 天（负责人：Max）。"
        assert say(items[2]) == "现金还可支撑约 6 个月。"


def test_mine_shows_mine_alone(database: Database, busy: StoredCompany) -> None:
    assert {item.kind for item in items_of(database, busy, owner="ida ")} == {"single", "due"}


def test_what_ends_is_renewed_or_is_needed_within_thirty_days_comes_before_partners(
    database: Database, company: StoredCompany
) -> None:
    with database.write() as session:
        wanted = {"name": "Voice", "state": "chosen", "impact": 80}
        voice = add_record(session, INITIATIVE, company.id, wanted)
        idea = add_record(session, INITIATIVE, company.id, {"name": "Radio", "state": "idea"})
        for initiative, due in ((voice.id, 2), (voice.id, 31), (idea.id, 1)):
            values = {"initiative_id": initiative, "capability": f"skill {due}", "due_on": day(due)}
            add_record(session, NEED, company.id, values)
        add_record(session, RESOURCE, company.id, {"kind": "technology", "name": "Cards", "until_on": day(30)})
        add_record(session, RESOURCE, company.id, {"name": "Otto", "until_on": day(31)})
        for name, days, state in (("Bank", 1, "paying"), ("Shop", 31, "paying"), ("Gone", 1, "left")):
            add_record(session, CUSTOMER, company.id, {"name": name, "renewal_on": day(days), "state": state})

    assert [say(item) for item in items_of(database, company)] == [
        f"Bank is up for renewal on {format_date(day(1))}, tomorrow.",
        f"skill 2 is needed for Voice by {format_date(day(2))}, in 2 days: 100 % is missing.",
        f"Cards ends on {format_date(day(30))}, in 30 days.",
    ]


def test_partners_stand_by_value_times_probability(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        for name, value, chance in (("A", 1e6, 0.1), ("B", 3e5, 0.5), ("C", 1e5, 0.9)):
            values = {"name": name, "stage": 5, "value": value, "probability": chance, "stage_since": day(-30)}
            add_partner(session, company.id, values)
        late = {"name": "D", "stage": 5, "value": 9e9, "probability": 1, "stage_since": TODAY}
        add_partner(session, company.id, late | {"next_step": "call", "next_step_on": day(-1)})

    assert [(item.kind, item.values["name"]) for item in items_of(database, company)] == [
        ("step", "D"),
        ("cold", "B"),
        ("cold", "A"),
    ]


@pytest.fixture
def complaining(database: Database, company: StoredCompany, add_comments: AddComments) -> Callable[[int], None]:
    """Return a function that adds comments of a bank, so many of 40 negative, and of a shop, 8 of 80 negative."""

    def add(negative: int) -> None:
        said = [("Bank", n < negative) for n in range(40)] + [("Shop", n < 8) for n in range(80)]
        ids = add_comments([(f"comment {number}", TODAY, who) for number, (who, _) in enumerate(said)])
        with database.write() as session:
            for comment_id, (_, bad) in zip(ids, said, strict=True):
                label, share = ("negative", 0.1) if bad else ("positive", 0.9)
                session.add(
                    Prediction(
                        comment_id=comment_id, encoder_version="v", label=label, probability=share, language="en"
                    )
                )

    return add


def test_complaints_that_nobody_is_on_come_last_but_one(
    database: Database, company: StoredCompany, complaining: Callable[[int], None]
) -> None:
    complaining(20)

    [item] = items_of(database, company)

    # 28 of 120 are negative, without the bank 8 of 80: 23.33 % − 10 % = 13.33 points.
    assert say(item) == "Bank: 50 % of 40 comments are negative, and nobody is on it."
    assert why(item).startswith(
        "Rule 5, complaints: of 40 comments; they raise the negative share of all by 13.3 points ("
    )


def test_a_complaint_with_an_open_action_or_without_a_clear_effect_is_none(
    database: Database, company: StoredCompany, complaining: Callable[[int], None]
) -> None:
    complaining(6)
    unclear = items_of(database, company)
    complaining(40)
    with database.write() as session:
        owned = {"title": "Fewer complaints: bank", "due_on": day(56)}
        action = add_record(session, ACTION, company.id, owned)
    quiet = items_of(database, company)
    with database.write() as session:
        update_record(session, ACTION, action.id, company.id, {"done_on": TODAY})

    assert unclear == quiet == []
    assert [item.kind for item in items_of(database, company)] == ["complaint"]


def test_a_line_sleeps_until_its_day_for_the_one_who_sent_it_to_sleep(database: Database, busy: StoredCompany) -> None:
    first = items_of(database, busy)[0].key
    with database.write() as session:
        snooze(session, busy.id, first, day(9), who="Ida", today=TODAY)
        snooze(session, busy.id, first, day(2), who="Ida", today=TODAY)

    def keys(on: date, who: str) -> set[str]:
        with database.read() as session:
            return {item.key for item in urgent_items(session, busy, on, who=who)}

    assert [first in keys(on, "Ida") for on in (TODAY, day(1), day(2))] == [False, False, True]
    assert first in keys(TODAY, "")


def test_a_snooze_needs_a_day_that_lies_ahead_and_can_be_taken_back(database: Database, busy: StoredCompany) -> None:
    with database.write() as session, pytest.raises(SextantError, match="Choose a day after today"):
        snooze(session, busy.id, "money", TODAY, today=TODAY)
    with database.write() as session:
        snooze(session, busy.id, "money", day(1), today=TODAY)
        asleep = snoozed_items(session, busy.id, TODAY)
        wake_items(session, busy.id)

        assert (asleep, snoozed_items(session, busy.id, TODAY)) == ({"money": day(1)}, {})


def test_the_list_holds_seven_lines_and_two_of_a_kind() -> None:
    made = [Item(kind, f"{kind}{n}", "", {}, (n, 0), "") for kind in "abcde" for n in range(3)]

    chosen = most_urgent(made)

    assert len(chosen) == 7
    assert max(sum(item.kind == kind for item in chosen) for kind in "abcde") == 2


def test_the_figures_are_those_of_the_lists(database: Database, busy: StoredCompany) -> None:
    with database.read() as session:
        found = counts(session, busy)

    assert (found["resources"], found["seats"], found["partners"], found["comments"]) == (1, 0, 1, 0)
    assert found["actions"] == 5
    assert found["negative"].value is None


def test_an_empty_company_has_nothing_urgent(database: Database, company: StoredCompany) -> None:
    assert items_of(database, company) == []


def test_a_partner_is_shown_again_on_the_day_its_pause_ends(database: Database, company: StoredCompany) -> None:
    with database.write() as session:
        for name, days in (("Elm Bank", 0), ("Oak Fund", 1)):
            partner = add_partner(session, company.id, {"name": name, "value": 1000, "probability": 0.5})
            until = TODAY + timedelta(days=days)
            set_outcome(session, partner.id, company.id, "paused", reason="timing", paused_until=until)

    with database.read() as session:
        again = [item for item in urgent_items(session, company, TODAY) if item.kind == "again"]

    assert [(item.values["name"], item.page) for item in again] == [("Elm Bank", "partners")]
