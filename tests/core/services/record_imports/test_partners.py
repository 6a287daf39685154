"""Partners as Feishu Base and HubSpot export them: days in stage are true on day one."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.services.partners import PARTNER, going_cold, stage_history
from tests.exports.partners import feishu_rows, hubspot_rows, write_feishu, write_hubspot

if TYPE_CHECKING:
    from tests.core.services.record_imports.conftest import Importer

TODAY = date(2026, 11, 25)
STAGE, AMOUNT = 2, 5  # columns of the HubSpot file


def partners(importer: "Importer") -> list[dict]:
    return importer.dump()["partner"]


def test_a_hubspot_file_of_41_deals_comes_in_with_its_days(importer: "Importer", tmp_path: Path) -> None:
    batch = importer.import_(write_hubspot(tmp_path / "deals.csv"))

    found = partners(importer)
    assert (batch.added, batch.left_out, batch.source) == (41, 0, "hubspot_deals")
    assert sum(row["value"] for row in found) == 10_000 * sum(range(1, 42))
    assert Counter(row["outcome"] for row in found) == {"open": 29, "won": 6, "lost": 6}
    # Deal n entered its stage 3n days before 24 November.
    assert [(TODAY - row["stage_since"]).days for row in found[:3]] == [4, 7, 10]


def test_who_goes_cold_is_known_on_the_day_of_the_import(importer: "Importer", tmp_path: Path) -> None:
    importer.import_(write_hubspot(tmp_path / "deals.csv"))

    with importer.database.read() as session:
        cold = going_cold(session, importer.company.id, TODAY)
        histories = [stage_history(session, row["id"]) for row in partners(importer)]

    # Open deals of more than 21 days: 3n + 1 > 21, so n from 7 to 41 but for those that are closed.
    closed = {n for n in range(7, 42) if n % 7 in (5, 6)}
    assert sorted(cold.values()) == [3 * n + 1 for n in range(7, 42) if n not in closed]
    assert all(len(history) == 1 for history in histories)


def test_a_feishu_base_of_23_partners_comes_in_with_contacts(importer: "Importer", tmp_path: Path) -> None:
    batch = importer.import_(write_feishu(tmp_path / "partners.xlsx"))

    dump = importer.dump()
    assert (batch.added, batch.left_out, batch.source) == (23, 0, "feishu_base")
    assert sum(row["value"] for row in dump["partner"]) == 10_000 * sum(range(1, 24))
    assert [row["name"] for row in dump["contact"]] == [f"联系人{n}" for n in range(1, 24)]
    # No column says since when; the last contact is the earliest day that is sure.
    assert (TODAY - dump["partner"][9]["stage_since"]).days == 11


@pytest.mark.parametrize("kind", ["hubspot", "feishu"])
def test_a_preset_imported_corrected_and_imported_changed_has_the_right_counts(
    importer: "Importer", tmp_path: Path, change: Callable[..., None], kind: str
) -> None:
    write, make, place = (write_hubspot, hubspot_rows, AMOUNT) if kind == "hubspot" else (write_feishu, feishu_rows, 3)
    first = importer.import_(write(tmp_path / f"a.{'csv' if kind == 'hubspot' else 'xlsx'}"))
    again = importer.import_(write(tmp_path / f"b.{'csv' if kind == 'hubspot' else 'xlsx'}"))
    ids = [row["id"] for row in partners(importer)]
    change(PARTNER, ids[0], value=123_456)
    rows = make()
    rows[0][place], rows[1][place], rows[2][place] = "77", "88", "99"
    changed = importer.import_(write(tmp_path / f"c.{'csv' if kind == 'hubspot' else 'xlsx'}", [*rows, *make(50)[-2:]]))

    assert (again.added, again.updated, again.unchanged) == (0, 0, first.added)
    assert (changed.added, changed.updated, changed.unchanged) == (2, 2, first.added - 2)
    factor = 1 if kind == "hubspot" else 10_000
    assert [row["value"] for row in partners(importer)][:3] == [123_456, 88 * factor, 99 * factor]


def test_a_deal_that_moved_elsewhere_moves_here_on_its_own_day(importer: "Importer", tmp_path: Path) -> None:
    importer.import_(write_hubspot(tmp_path / "a.csv"))
    rows = hubspot_rows()
    rows[0][STAGE], rows[0][-1] = "Contract Sent", "2026-11-23 09:00"

    batch = importer.import_(write_hubspot(tmp_path / "b.csv", rows))

    first = partners(importer)[0]
    with importer.database.read() as session:
        history = stage_history(session, first["id"])
    assert batch.updated == 1
    assert history == [(None, 4, date(2026, 11, 21)), (4, 6, date(2026, 11, 23))]


def test_own_stage_words_are_asked_once_and_remembered(importer: "Importer") -> None:
    from dataclasses import replace

    table = [["公司", "阶段", "金额"], ["云岭银行", "S1 摸需求", "30万"], ["港湾货运", "S4 谈价", "2.5w"]]
    setup = importer.setup(table, "partners")
    unknown = setup.unknown_words()
    chosen = replace(setup.mapping, words={"stage": {"s1 摸需求": 1, "s4 谈价": 5}})

    importer.run(replace(setup, mapping=chosen))

    assert unknown == {"stage": ["s1 摸需求", "s4 谈价"]}
    assert [row["stage"] for row in partners(importer)] == [1, 5]
    assert importer.setup(table).unknown_words() == {}
    wider = [[*table[0], "备注"], *([*row, ""] for row in table[1:])]
    assert importer.setup(wider, "partners").unknown_words() == {}


def test_two_deals_of_one_company_stay_two(importer: "Importer", tmp_path: Path) -> None:
    importer.import_(write_hubspot(tmp_path / "a.csv"))

    names = Counter(row["name"] for row in partners(importer))

    assert names["Yunling Bank"] == 4 and sum(names.values()) == 41


def test_a_deal_that_was_deleted_here_does_not_come_back_unasked(importer: "Importer", tmp_path: Path) -> None:
    from core.services.records import delete_records

    importer.import_(write_hubspot(tmp_path / "a.csv"))
    first = partners(importer)[0]["id"]
    with importer.database.write() as session:
        delete_records(session, PARTNER, [first], importer.company.id)

    batch = importer.import_(write_hubspot(tmp_path / "a.csv"))

    assert (batch.added, batch.unchanged, batch.left_out) == (0, 40, 1)
