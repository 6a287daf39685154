import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.cli import main
from core.runtime import Runtime
from core.services.ventures import add_venture
from tests.desk import desk_file
from tests.exports import comments as exports
from tests.secrets import SECRETS, add_company

if TYPE_CHECKING:
    from click.testing import Result

Run = Callable[..., "Result"]


@pytest.fixture
def tea(runtime: Runtime) -> int:
    with runtime.database.write() as session:
        return add_venture(session, {"name": "Tea", "name_en": "Tea Ltd"}).id


@pytest.mark.parametrize("command", main.commands)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_explains_itself(run_command: Run, command: str, option: str) -> None:
    result = run_command(command, option)

    assert result.exit_code == 0
    assert result.stdout.startswith("Usage:") and len(main.commands[command].get_short_help_str()) > 15


def test_help_lists_every_command_and_a_wrong_one_ends_with_two(run_command: Run) -> None:
    assert all(name in run_command("--help").stdout for name in main.commands)
    assert run_command("sorce").exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [["score"], ["score", "only-one.csv"], ["draft", "--venture", "1"], ["demo", "hide"], ["analyse"], ["backup"]],
)
def test_a_wrong_command_line_ends_with_two(run_command: Run, arguments: list[str]) -> None:
    result = run_command(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage:" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["import-comments", "nowhere.csv", "--venture", "Tea"],
        ["import-comments", "nowhere.csv", "--venture", "Coffee"],
        ["analyse", "--venture", "Coffee"],
        ["draft", "--venture", "Coffee", "--out", "d.md"],
        ["draft", "--venture", "Tea", "--out", "d.docx"],
        ["train-encoder", "--out", "x"],
        ["train-encoder", "--out", "x", "--data", ".", "--rows", "0"],
    ],
)
def test_what_the_user_can_mend_is_one_sentence_and_ends_with_one(
    run_command: Run, tea: int, arguments: list[str]
) -> None:
    result = run_command(*arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.strip().splitlines()) == 1 and result.stderr.strip().endswith(".")


def test_ventures_are_listed_and_an_empty_list_says_what_to_do(run_command: Run, runtime: Runtime) -> None:
    assert "python -m core demo add" in run_command("ventures").stdout
    assert json.loads(run_command("ventures", "--json").stdout) == []

    with runtime.database.write() as session:
        add_venture(session, {"name": "茶"})

    assert json.loads(run_command("ventures", "--json").stdout) == [
        {"id": 1, "name": "茶", "demo": False, "comments": 0}
    ]


def test_comments_are_imported_read_and_counted(run_command: Run, tea: int, tmp_path: Path) -> None:
    file = tmp_path / "comments.csv"
    file.write_text(
        "评论内容,日期\n物流很快，客服耐心，下次还来,2026-11-02\n物流很快，客服耐心，下次还来,2026-11-02\n,\n",
        "gb18030",
    )

    imported = json.loads(run_command("import-comments", file, "--venture", "tea ltd", "--json").stdout)
    read = json.loads(run_command("analyse", "--venture", tea, "--json").stdout)

    assert {key: imported[key] for key in ("rows_read", "imported", "duplicates", "empty")} == {
        "rows_read": 3,
        "imported": 1,
        "duplicates": 1,
        "empty": 1,
    }
    assert (read["read"], read["labels"]) == (1, {"positive": 1})
    assert json.loads(run_command("ventures", "--json").stdout)[0]["comments"] == 1


def test_the_demo_comes_read_and_goes_whole(run_command: Run, runtime: Runtime) -> None:
    added = json.loads(run_command("demo", "add", "--language", "zh-CN", "--json").stdout)
    assert added["is_demo"] is True
    [listed] = json.loads(run_command("ventures", "--json").stdout)
    assert listed["comments"] >= 240

    assert json.loads(run_command("demo", "remove", "--json").stdout) == {"removed": True}
    assert json.loads(run_command("demo", "remove", "--json").stdout) == {"removed": False}
    assert json.loads(run_command("ventures", "--json").stdout) == []


@pytest.mark.parametrize("suffix", [".md", ".json"])
def test_a_draft_is_written_to_a_file(run_command: Run, demo: Runtime, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"plan{suffix}"

    result = run_command("draft", "--venture", "1", "--language", "zh-CN", "--out", out)

    assert (result.exit_code, result.stdout.strip()) == (0, str(out))
    text = out.read_text("utf-8")
    assert "我们在哪" in text and "¥386 万" in text


def test_tickets_are_imported_as_the_customers_words(run_command: Run, tea: int, tmp_path: Path) -> None:
    file = tmp_path / "desk.csv"
    file.write_bytes(desk_file(20, 2))

    result = run_command("import-comments", file, "--venture", tea)
    again = json.loads(
        run_command(
            *("import-comments", file, "--venture", tea, "--ticket-column", "ticket_id", "--speaker-column", "author"),
            *("--own", "Anna", "--own", "carl", "--keep-personal", "--json"),
        ).stdout
    )

    assert result.stdout.splitlines() == [
        "Read as: Tickets of a service desk.",
        "126 rows of 26 tickets read: 20 tickets imported, 0 updated, 0 unchanged, 6 without a customer's words.",
        "Left out: lines of our own 42 · private notes 20 · automatic replies 2 · signatures 10 · quoted mails 6 · "
        "answers that say nothing 2.",
        "Hidden: phone numbers 4 · e-mail addresses 3 · ID numbers 1 · card numbers 1.",
    ]
    assert (again["imported"], again["updated"], again["counts"]["own_lines"]) == (0, 6, 42)
    assert "masked_phone" not in again["counts"]


def test_a_survey_is_read_as_one_unless_a_plain_table_is_asked_for(run_command: Run, tea: int, tmp_path: Path) -> None:
    file = exports.write_survey(tmp_path / "survey.xlsx")

    result = run_command("import-comments", file, "--venture", tea)
    plain = json.loads(run_command("import-comments", file, "--venture", tea, "--plain", "--json").stdout)
    chosen = run_command(
        *("import-comments", file, "--venture", tea, "--text-column", "4、您最想改进哪一点？", "--json")
    )

    assert result.stdout.splitlines() == [
        "Read as: Survey with a column for each question.",
        "90 texts read: 70 imported, 0 updated, 0 unchanged, 20 without a customer's words.",
        "Left out: answers that say nothing 20.",
    ]
    assert (plain["rows_read"], plain["preset"]) == (50, "")
    assert json.loads(chosen.stdout)["rows_read"] == 50


def test_a_draft_that_cannot_be_written_says_where(run_command: Run, tea: int, tmp_path: Path) -> None:
    result = run_command("draft", "--venture", tea, "--out", tmp_path / "no folder" / "plan.md")

    assert result.exit_code == 1
    assert "no folder/plan.md cannot be written" in result.stderr


def test_a_backup_is_a_whole_copy(run_command: Run, tea: int, tmp_path: Path) -> None:
    result = run_command("backup", tmp_path / "copies" / "copy.db", "--json")

    with sqlite3.connect(json.loads(result.stdout)["file"]) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT name FROM venture").fetchall() == [("Tea",)]


@pytest.mark.parametrize("target", ["home", "home/sextant.db", "home/sextant.db/x.db"])
def test_a_backup_never_lands_on_the_database_itself(run_command: Run, tea: int, tmp_path: Path, target: str) -> None:
    result = run_command("backup", tmp_path / target)

    assert result.exit_code == 1
    assert json.loads(run_command("ventures", "--json").stdout)[0]["name"] == "Tea"


def test_the_doctor_says_what_is_installed_and_whether_it_is_well(run_command: Run, home: Path) -> None:
    result = run_command("doctor", "--json")

    report = json.loads(result.stdout)
    assert (result.exit_code, report["problems"], report["integrity"]) == (0, [], "ok")
    assert report["database"] == str(home / "sextant.db")
    assert {"python", "torch", "transformers", "streamlit", "device", "reader", "writer"} <= report.keys()


def test_the_doctor_ends_with_one_where_the_reader_is_missing(
    run_command: Run, runtime: Runtime, tmp_path: Path
) -> None:
    runtime.networks._encoder = None
    runtime.networks.settings = runtime.settings.model_copy(update={"encoder": tmp_path})

    result = run_command("doctor", "--json")

    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["problems"]) == 1


def test_messages_are_in_the_language_that_was_chosen(
    run_command: Run, tea: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = run_command("analyse", "--venture", "Coffee").stderr

    monkeypatch.setenv("SEXTANT_LANGUAGE", "zh-CN")

    assert run_command("analyse", "--venture", "Coffee").stderr != english


def test_a_draft_for_readers_outside_says_what_it_withheld(
    runtime: "Runtime", run_command: Run, tmp_path: Path
) -> None:
    with runtime.database.write() as session:
        add_company(session)
    out = tmp_path / "draft.md"

    result = run_command("draft", "--venture", "Lamplight", "--audience", "outside", "--out", out)

    assert result.exit_code == 0, result.stderr
    assert "Withheld:" in result.stdout and "salaries 2" in result.stdout
    assert [secret for secret in SECRETS if secret in out.read_text("utf-8")] == []


def test_a_company_goes_out_and_comes_in_as_one_file(run_command: Run, tea: int, tmp_path: Path) -> None:
    out = run_command("export-company", "Tea", tmp_path / "tea.zip", "--json")
    back = run_command("import-company", tmp_path / "tea.zip")
    broken = run_command("import-company", tmp_path / "none.zip")

    assert json.loads(out.stdout)["tables"]["venture"]["rows"] == 1
    assert back.stdout == "2  Tea (2)\n"
    assert broken.exit_code == 1 and "cannot be read" in broken.stderr
