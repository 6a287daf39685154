"""One changed record changes the board, the commands, the portfolio and the draft."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from core.runtime import Runtime
from core.services.initiatives import NEED
from core.services.records import all_records, update_record
from core.services.resources import RESOURCE

if TYPE_CHECKING:
    from click.testing import Result

pytestmark = pytest.mark.usefixtures("browser_of_page")
MAIN = Path(__file__).parents[1] / "pages" / "main.py"
DATA = "Labelled dialogue data"


def page(name: str) -> str:
    """Return all words of a page."""
    at = AppTest.from_file(MAIN, default_timeout=60).run()
    at.switch_page(name).run()
    assert not at.exception
    elements = [*at.markdown, *at.caption, *at.warning, *at.get("badge"), *at.get("progress")]
    words = [str(getattr(element, "value", "")) + str(getattr(element, "proto", "")) for element in elements]
    return "\n".join(words).replace("\\", "")


def command(run_command: Callable[..., "Result"], *arguments: str) -> Any:
    result = run_command(*arguments, "--venture", "1", "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def draft(run_command: Callable[..., "Result"], out: Path) -> dict[str, Any]:
    command(run_command, "draft", "--out", str(out))
    data: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return data


def readiness_of(run_command: Callable[..., "Result"], initiative: int) -> tuple[float, float]:
    """Return what the board and what the portfolio say."""
    board = {row["id"]: row["readiness"] for row in command(run_command, "coverage")["initiatives"]}
    chosen = command(run_command, "portfolio", "--budget", "1e7", "--people-months", "99")["initiatives"]
    return board[initiative], {row["id"]: row["readiness"] for row in chosen}[initiative]


def sentences_about(data: dict[str, Any], word: str) -> list[str]:
    return [s["text"] for section in data["sections"] for s in section["sentences"] if word in s["text"]]


def test_one_changed_resource_changes_board_commands_portfolio_and_draft(
    demo: Runtime, run_command: Callable[..., "Result"], tmp_path: Path
) -> None:
    with demo.database.read() as session:
        needs = [need for need in all_records(session, NEED, 1) if need.capability == DATA]
        initiative = max(needs, key=lambda need: need.quantity).initiative_id
    before_page, before = page("resources.py"), draft(run_command, tmp_path / "before.json")
    ready, ready_in_portfolio = readiness_of(run_command, initiative)
    worth = command(run_command, "portfolio", "--budget", "1e7", "--people-months", "99")["value"]
    assert ready == ready_in_portfolio
    assert "missing: 21,600" in before_page
    assert any("lacks 21,600 of 60,000 rows" in text for text in sentences_about(before, DATA))
    assert "Source changed" not in page("plans.py")

    with demo.database.write() as session:
        [resource] = [row for row in all_records(session, RESOURCE, 1) if DATA in row.skills]
        update_record(session, RESOURCE, resource.id, 1, {"quantity": 50_000})

    stale = page("plans.py")
    assert "Source changed" in stale and "21,600 → 10,000" in stale
    after_page, after = page("resources.py"), draft(run_command, tmp_path / "after.json")
    assert "missing: 10,000" in after_page and "missing: 21,600" not in after_page
    now, now_in_portfolio = readiness_of(run_command, initiative)
    assert now == now_in_portfolio > ready
    assert command(run_command, "portfolio", "--budget", "1e7", "--people-months", "99")["value"] > worth
    assert any("lacks 10,000 of 60,000 rows" in text for text in sentences_about(after, DATA))
    assert "Source changed" not in page("plans.py")
