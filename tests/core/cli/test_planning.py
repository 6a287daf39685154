import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from core.runtime import Runtime
from core.services.records import all_records, delete_records, update_record
from core.services.resources import RESOURCE

if TYPE_CHECKING:
    from click.testing import Result

Run = Callable[..., "Result"]
BUDGET = ("--budget", 500_000, "--people-months", 10)


def ask(run_command: Run, *arguments: Any) -> Any:
    result = run_command(*arguments, "--venture", "1", "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_the_portfolio_has_the_fields_that_are_promised(run_command: Run, demo: Runtime) -> None:
    data = ask(run_command, "portfolio", *BUDGET)

    assert list(data) == ["budget", "person_months", "value", "value_with_10_percent_more", "initiatives"]
    fields = ["id", "name", "impact", "readiness", "cost", "effort", "requires", "chosen", "reason"]
    assert all(list(row) == fields for row in data["initiatives"])
    chosen = [row for row in data["initiatives"] if row["chosen"]]
    assert data["value"] == pytest.approx(sum(row["impact"] * row["readiness"] for row in chosen))
    assert sum(row["cost"] for row in chosen) <= 500_000
    assert all(row["reason"] for row in data["initiatives"] if not row["chosen"])
    assert [row["requires"] for row in data["initiatives"]] == [[], [], [2], []]


def test_coverage_readiness_and_value_are_the_same_in_all_three_commands(run_command: Run, demo: Runtime) -> None:
    covered = {row["id"]: row for row in ask(run_command, "coverage")["initiatives"]}
    chosen = {row["id"]: row for row in ask(run_command, "portfolio", *BUDGET)["initiatives"]}
    value = ask(run_command, "synergy")["value"]

    assert {n: row["readiness"] for n, row in covered.items()} == {n: row["readiness"] for n, row in chosen.items()}
    assert value == pytest.approx(sum(row["impact"] * (row["readiness"] or 0) for row in covered.values()))


def test_a_contribution_is_what_is_lost_when_the_resource_is_deleted(run_command: Run, demo: Runtime) -> None:
    before = ask(run_command, "synergy")
    first = before["contributions"][0]
    leaving = ask(run_command, "synergy", "--without", first["name"].upper())

    with demo.database.write() as session:
        delete_records(session, RESOURCE, [first["id"]], 1)

    assert ask(run_command, "synergy")["value"] == pytest.approx(before["value"] - first["value"])
    after = {row["id"]: row["readiness"] for row in ask(run_command, "coverage")["initiatives"]}
    assert sorted(row["id"] for row in leaving["initiatives"]) == sorted(first["initiatives"])
    assert all(after[row["id"]] == pytest.approx(row["readiness_after"]) for row in leaving["initiatives"])


def test_one_changed_resource_changes_all_three(run_command: Run, demo: Runtime) -> None:
    questions = (("coverage",), ("synergy",), ("portfolio", *BUDGET))
    before = [ask(run_command, *question) for question in questions]

    with demo.database.write() as session:
        [data] = [row for row in all_records(session, RESOURCE, 1) if "Labelled dialogue data" in row.skills]
        update_record(session, RESOURCE, data.id, 1, {"quantity": 60_000})

    after = [ask(run_command, *question) for question in questions]
    assert all(old != new for old, new in zip(before, after, strict=True))


def test_without_json_people_read_sentences(run_command: Run, demo: Runtime) -> None:
    assert "Voice assistant for hotlines: Readiness 64 %" in run_command("coverage", "--venture", "1").stdout
    assert "Value of the open initiatives: 175" in run_command("synergy", "--venture", "1").stdout
    answer = run_command("portfolio", "--venture", "1", *BUDGET).stdout
    assert "+ Reports that customers can export themselves" in answer and "Would displace" in answer
    assert "! Gu Wenqing is asked for 200 %." in answer
    nothing = run_command("synergy", "--venture", "1", "--without", "Cash in bank").stdout
    assert nothing == "Without Cash in bank nothing changes.\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["portfolio", "--budget", -1, "--people-months", 3], "at least 0; -1"),
        (["portfolio", "--budget", "nan", "--people-months", 3], "at least 0; nan"),
        (["synergy", "--without", "Nobody"], "0 resources are called Nobody."),
    ],
)
def test_what_cannot_be_reckoned_is_one_sentence(
    run_command: Run, demo: Runtime, arguments: list[str], words: str
) -> None:
    result = run_command(*arguments, "--venture", "1")

    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
