"""Who may see which field: the table is whole, a record's own choice counts, and hard rules hold."""

from typing import Any

import pytest

from core.reach.consents import Consents
from core.reach.fields import FIELDS
from core.reach.rules import AUDIENCES, may_show, may_show_any
from core.reach.withheld import REASONS, Withheld, say_withheld
from core.services.trash import NOUNS
from db.models import CompanyCard

BOOKKEEPING = {"id", "token", "version", "created_at", "updated_at", "deleted_at", "venture_id", "unique_key", "reach"}


def columns(model: Any) -> set[str]:
    return {column.name.removesuffix("_id") for column in model.__table__.columns if column.name not in BOOKKEEPING}


@pytest.mark.parametrize("noun", [*NOUNS, "company"])
def test_every_field_of_every_noun_has_a_reach(noun: str) -> None:
    model = CompanyCard if noun == "company" else NOUNS[noun].model
    form = set() if noun == "company" else {name.removesuffix("_id") for name in NOUNS[noun].form.model_fields}

    assert (columns(model) | form) - {"reach"} <= set(FIELDS[noun])


@pytest.mark.parametrize("field", FIELDS["candidate"])
@pytest.mark.parametrize("reach", ["", "board", "outside"])
def test_nothing_of_a_candidate_or_an_assessment_ever_leaves(field: str, reach: str) -> None:
    assert not may_show("candidate", field, {"reach": reach}, "outside")
    assert not may_show_any("assessment", {"reach": reach}, "outside")


def test_a_salary_stays_with_the_team_and_no_choice_takes_it_outside() -> None:
    person = {"kind": "talent", "reach": "outside"}

    assert [may_show("resource", "monthly_cost", {"kind": "talent"}, who) for who in AUDIENCES] == [True, False, False]
    assert not may_show("resource", "monthly_cost", person, "outside")
    assert may_show("resource", "monthly_cost", {"kind": "technology", "reach": "outside"}, "outside")
    assert may_show("resource", "name", person, "outside")


@pytest.mark.parametrize(
    ("partner", "told"),
    [
        ({"stage": 5}, ["team"]),
        ({"stage": 5, "reach": "outside"}, ["team", "board"]),
        ({"stage": 6}, ["team", "board", "outside"]),
        ({"stage": 7, "under_nda": True}, ["team"]),
        ({"stage": 7, "under_nda": True, "reach": "outside"}, ["team", "board"]),
        ({"stage": 7, "reach": "team"}, ["team"]),
    ],
)
def test_a_partner_is_named_outside_from_agreement_on_unless_under_nda(partner: Any, told: list[str]) -> None:
    assert [who for who in AUDIENCES if may_show("partner", "name", partner, who)] == told


def test_what_an_investor_offers_never_leaves() -> None:
    investor, supplier = ({"stage": 7, "kind": kind, "reach": "outside"} for kind in ("investor", "supplier"))

    assert not may_show("partner", "value", investor, "outside")
    assert may_show("partner", "value", supplier, "outside")


def test_money_is_for_the_board_and_the_offer_for_everybody() -> None:
    assert may_show("company", "cash", None, "board") and not may_show("company", "cash", None, "outside")
    assert may_show("company", "offer", None, "outside") and may_show("company", "difference", None, "outside")


def test_an_unknown_field_stays_with_the_team() -> None:
    assert not may_show("resource", "bonus", {"reach": "outside"}, "board")


def test_a_customer_is_named_and_quoted_only_as_it_agreed_under_each_of_its_names() -> None:
    agreed = {"name": "Bright Harbour", "other_names": ["BH"], "may_be_named": True, "may_be_quoted": False}
    consents = Consents([agreed, {"name": "Dunmore", "other_names": []}], "outside")

    assert [consents.may_name(n) for n in ("bright  harbour", "BH", "Dunmore", "Nobody", "")] == [True, True] + [
        False
    ] * 3
    assert not consents.may_quote("BH")
    assert Consents([], "team").may_quote("Nobody")


def test_two_customers_of_one_name_must_both_agree() -> None:
    both = [{"name": "Harbour", "other_names": [], "may_be_named": agreed} for agreed in (True, False)]

    assert not Consents(both, "outside").may_name("Harbour")


def test_what_is_withheld_is_counted_once_by_reason() -> None:
    withheld = Withheld()
    people = [{"id": n, "kind": "talent", "name": f"P{n}", "monthly_cost": 9.0, "note": "x"} for n in (1, 2)]

    withheld.collect("resource", people, "outside")
    withheld.collect("resource", people, "outside")

    assert withheld.counts() == {"salary": 2, "person": 2, "remark": 2}
    assert say_withheld(withheld.counts()) == "Withheld: 6 items (salaries 2, names of people 2, remarks 2)."


def test_every_reason_has_words() -> None:
    assert all(REASONS.values())
