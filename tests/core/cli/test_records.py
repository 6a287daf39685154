import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.services.partners import PARTNER
from core.services.records import all_records
from core.services.ventures import add_venture
from tests.exports.partners import write_hubspot

if TYPE_CHECKING:
    from click.testing import Result

    from core.runtime import Runtime

    Run = Callable[..., Result]


@pytest.fixture
def company_id(runtime: "Runtime") -> int:
    with runtime.database.write() as session:
        return add_venture(session, {"name": "Mountain Tea"}).id


def test_a_dry_run_counts_and_writes_nothing(
    runtime: "Runtime", run_command: "Run", company_id: int, tmp_path: Path
) -> None:
    result = run_command(
        "import-records", write_hubspot(tmp_path / "deals.csv"), "--venture", "1", "--dry-run", "--json"
    )

    data = json.loads(result.stdout)
    with runtime.database.read() as session:
        assert all_records(session, PARTNER, company_id) == []
    assert (data["list"], data["written"], data["problems"]) == ("partners", False, [])
    assert data["counts"] == {"added": 41, "updated": 0, "unchanged": 0, "left_out": 0}


def test_an_import_says_what_it_did_and_what_it_could_not_read(
    run_command: "Run", company_id: int, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("姓名,岗位,月薪\n李娜,CTO,60万/年\n陈刚,销售,300元/小时\n,实习,3000\n", "utf-8")

    result = run_command("import-records", file, "--venture", "Mountain Tea")

    assert result.output.splitlines() == [
        "2 new, 0 changed, 0 as they were, 1 left out.",
        "Row 3, Cost a month: 300元/小时 is an amount a day or an hour. Write it as one a month or a year.",
        "Row 4: The row has no name.",
    ]


def test_a_file_that_tells_no_list_is_refused_with_the_way_out(
    run_command: "Run", company_id: int, tmp_path: Path
) -> None:
    file = tmp_path / "x.csv"
    file.write_text("a,b\n1,2\n", "utf-8")

    result = run_command("import-records", file, "--venture", "1")

    assert result.exit_code == 1
    assert "--list" in result.stderr
