import ast
import re
from pathlib import Path

import pytest

from core.cli import main
from core.settings import Settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "README.md").read_text("utf-8")


def page_titles() -> list[str]:
    tree = ast.parse((ROOT / "pages" / "main.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page"]
    titles = [keyword.value for call in calls for keyword in call.keywords if keyword.arg == "title"]
    return [str(ast.literal_eval(title.args[0])) for title in titles if isinstance(title, ast.Call)]


def test_every_page_is_named(readme: str) -> None:
    assert len(page_titles()) >= 9
    assert [title for title in page_titles() if title not in readme] == []


def test_every_command_is_named(readme: str) -> None:
    assert [name for name in main.commands if not re.search(rf"core {name}\b|`{name}\b", readme)] == []


def test_every_setting_is_named(readme: str) -> None:
    assert [name for name in Settings.model_fields if f"SEXTANT_{name.upper()}" not in readme] == []


def test_every_file_it_links_to_is_there(readme: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", readme)

    assert [target for target in targets if not (ROOT / target).exists()] == []
