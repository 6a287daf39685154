"""人员.xlsx of the first hour: six people and three candidates in one sheet, as founders write them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from core.services.record_imports.plan import Choices
from core.services.record_imports.sheets import Split
from core.services.resources import RESOURCE
from core.tables.shares import MOST_FTE
from tests.exports.founder import PEOPLE_ZH

if TYPE_CHECKING:
    from tests.core.services.record_imports.conftest import Importer

PEOPLE = PEOPLE_ZH
HEADINGS, *ROWS = PEOPLE


def test_people_and_candidates_of_one_file_come_into_their_lists(importer: "Importer") -> None:
    setup = importer.setup(PEOPLE)

    batch = importer.run(setup)

    assert setup.split == Split("状态", frozenset({"候选", "面试中"}))
    assert (batch.added, batch.updated, batch.left_out) == (9, 0, 0)
    dump = importer.dump()
    assert [row["name"] for row in dump["candidate"]] == ["吴昊", "郑爽", "冯雪"]
    assert [row["stage"] for row in dump["candidate"]] == ["applied", "interview", "applied"]
    assert {row["name"]: row["quantity"] for row in dump["resource"]} == {
        **dict.fromkeys(("李娜", "陈刚", "王芳", "孙磊"), 1.0),
        "赵敏": 0.5,
        "周杰": 0.4,
    }


def test_the_salaries_add_up_by_the_month(importer: "Importer") -> None:
    importer.import_(PEOPLE)

    people = importer.dump()["resource"]

    # 50,000 + 25,000 + 30,000 + 8,000 + 18,000; 300 an hour is no salary and was refused.
    assert sum(row["monthly_cost"] or 0 for row in people) == 131_000
    assert next(row for row in people if row["name"] == "李娜")["from_on"] == date(2023, 7, 1)
    assert next(row for row in people if row["name"] == "李娜")["skills"] == {"PyTorch": 3, "数据标注": 2}


def test_doubtful_and_refused_cells_are_named_and_the_rest_is_kept(importer: "Importer") -> None:
    plan = importer.plan(importer.setup(PEOPLE))

    marked = {row.title: (dict(row.record.doubts), list(row.record.refused)) for row in plan.rows if row.doubtful}
    assert set(marked) == {"李娜", "陈刚", "周杰", "吴昊", "郑爽"}
    assert list(marked["李娜"][0]) == ["from_on"] and list(marked["陈刚"][0]) == ["monthly_cost"]
    assert marked["周杰"] == ({}, ["monthly_cost"]) and marked["郑爽"] == ({}, ["monthly_cost"])
    assert importer.run(plan.setup).added == 9


def test_a_cell_corrected_in_the_preview_is_imported_as_corrected(importer: "Importer") -> None:
    setup = importer.setup(PEOPLE)
    row = next(row.number for row in setup.sheet.rows if row.cells[0] == "周杰")

    importer.run(replace(setup, corrections={row: {"薪资": "1.2万/月"}}))

    assert next(r for r in importer.dump()["resource"] if r["name"] == "周杰")["monthly_cost"] == 12_000


def test_the_same_file_a_second_time_changes_nothing(importer: "Importer") -> None:
    importer.import_(PEOPLE)
    before = importer.dump()

    again = importer.import_(PEOPLE)

    assert (again.added, again.updated, again.unchanged, again.left_out) == (0, 0, 9, 0)
    assert importer.dump() == before


def test_a_changed_file_changes_only_what_it_changed(importer: "Importer") -> None:
    importer.import_(PEOPLE)
    changed = [
        *PEOPLE[:2],
        [*ROWS[1][:2], "3w/月", *ROWS[1][3:]],
        *PEOPLE[3:],
        ["何洁", "测试", "", "", "", "", "在职"],
    ]

    plan = importer.plan(importer.setup(changed))
    batch = importer.run(plan.setup)

    assert [row.changes for row in plan.rows if row.does == "update"] == [{"monthly_cost": (25_000, 30_000)}]
    assert (batch.added, batch.updated, batch.unchanged) == (1, 1, 8)


def test_what_was_edited_here_is_kept_unless_the_file_is_chosen(
    importer: "Importer", change: Callable[..., None]
) -> None:
    importer.import_(PEOPLE)
    na = next(row for row in importer.dump()["resource"] if row["name"] == "李娜")
    change(RESOURCE, na["id"], monthly_cost=55_000, role="CTO")
    setup = importer.setup([HEADINGS, ["李娜", "首席科学家", "66万/年", *ROWS[0][3:]]])
    plan = importer.plan(setup)
    number = plan.rows[0].number

    assert (plan.rows[0].does, plan.rows[0].conflicts) == ("unchanged", {"role": ("CTO", "首席科学家")})
    importer.run(setup, Choices(take=frozenset({(number, "role")})))

    after = next(row for row in importer.dump()["resource"] if row["name"] == "李娜")
    assert (after["role"], after["monthly_cost"]) == ("首席科学家", 55_000)


def test_a_row_without_a_name_is_left_out_and_said_so(importer: "Importer") -> None:
    batch = importer.import_([HEADINGS, ["", "工程师", "2万/月", "", "", "", "在职"], ROWS[0]])

    assert (batch.added, batch.left_out) == (1, 1)
    assert [(p["row"], p["message"]) for p in batch.problems] == [(2, "The row has no name.")]


def test_the_same_person_twice_in_a_file_comes_in_once(importer: "Importer") -> None:
    batch = importer.import_([HEADINGS, ROWS[0], ROWS[1], [" 李 娜", *ROWS[0][1:]]])

    assert (batch.added, batch.left_out) == (2, 1)
    assert batch.problems[0]["values"] == {"first": 2}


def test_more_than_one_and_a_half_jobs_are_refused_and_the_person_is_kept(importer: "Importer") -> None:
    batch = importer.import_([HEADINGS, [*ROWS[0][:4], str(MOST_FTE + 1), *ROWS[0][5:]]])

    assert (batch.added, [problem["field"] for problem in batch.problems]) == (1, ["quantity"])


def test_a_candidate_that_was_chosen_as_a_person_comes_among_the_people(importer: "Importer") -> None:
    importer.run(replace(importer.setup(PEOPLE), split=None))

    dump = importer.dump()
    assert (len(dump["resource"]), len(dump["candidate"])) == (9, 0)
