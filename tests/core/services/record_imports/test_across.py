"""Tables of which the months stand across, and the ideas of a Notion export."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.services.initiatives import INITIATIVE
from tests.exports import notion

if TYPE_CHECKING:
    from tests.core.services.record_imports.conftest import Importer

MONEY = [
    ["项目", "2026-09", "2026年10月", "2026-11"],
    ["收入", "18万", "21万", "23万"],
    ["人力成本", "42万", "43万", "43万"],
    ["算力", "6.5万", "7万", ""],
    ["期末现金", "520万", "487万", "460万"],
]
MEASURES = [
    ["指标", "单位", "目标", "2026-09", "2026-10", "2026-11"],
    ["负面占比", "%", "20", "31", "28", "26"],
    ["周活客户", "家", "50", "", "34", "37"],
]


def test_money_with_the_months_across_becomes_a_row_a_month(importer: "Importer") -> None:
    first, again = importer.import_(MONEY), importer.import_(MONEY)

    months = importer.dump()["money_month"]
    assert (first.list_key, first.added, first.problems, again.unchanged) == ("months", 3, [], 3)
    assert [row["income"] for row in months] == [180_000, 210_000, 230_000]
    assert [row["compute"] for row in months] == [65_000, 70_000, None]
    assert [row["cash_end"] for row in months] == [5_200_000, 4_870_000, 4_600_000]


def test_measures_with_the_months_across_keep_their_values(importer: "Importer") -> None:
    first, again = importer.import_(MEASURES), importer.import_(MEASURES)

    figures = importer.dump()["figure"]
    assert (first.list_key, first.added, first.problems, again.unchanged) == ("figures", 2, [], 2)
    assert [[point["value"] for point in row["values"]] for row in figures] == [[31, 28, 26], [34, 37]]
    assert [(row["unit"], row["target"]) for row in figures] == [("%", 20), ("家", 50)]


def test_ideas_of_notion_are_imported_corrected_and_imported_changed(
    importer: "Importer", change: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = importer.import_(notion.write_notion(tmp_path / "a.zip"))
    again = importer.import_(notion.write_notion(tmp_path / "b.zip", nested=True))
    rows = importer.dump()["initiative"]
    change(INITIATIVE, rows[0]["id"], cost=350_000)
    one, two, three = notion.IDEAS
    monkeypatch.setattr(notion, "IDEAS", [(*one[:3], "40万", *one[4:]), ("Batch export 2", *two[1:]), three])

    changed = importer.import_(notion.write_notion(tmp_path / "c.zip"))

    after = importer.dump()["initiative"]
    assert (first.list_key, first.source, first.added) == ("initiatives", "notion_zip", 3)
    assert (again.unchanged, changed.added, changed.updated, changed.unchanged) == (3, 0, 1, 2)
    assert [row["cost"] for row in rows] == [300_000, 80_000, None]
    assert [(row["name"], row["cost"]) for row in after][:2] == [
        ("银行客户私有化部署 POC", 350_000),
        ("Batch export 2", 80_000),
    ]
