import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from core.errors import SextantError
from core.tables import notion
from core.tables.mapping import read_record
from core.tables.presets import find_preset
from core.tables.readers import Context
from core.tables.reading import open_table
from tests.exports.notion import ident, write_notion

TODAY = Context(date(2026, 11, 25), "CNY")


def add(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)


@pytest.mark.parametrize("nested", [False, True])
def test_a_database_comes_with_ids_names_of_relations_and_the_text_of_its_pages(tmp_path: Path, nested: bool) -> None:
    table = open_table(write_notion(tmp_path / "Export.zip", nested=nested))

    assert table.columns == ["Name", "Status", "Owner", "Cost", "Due", "Customer", "Notion ID", "Page text"]
    assert [row.cells[0] for row in table.rows()] == ["银行客户私有化部署 POC", "Batch export", "客服知识库"]
    first, second, third = (row.cells[5:] for row in table.rows())
    assert first == ("Yunling Bank", ident(1), "三家银行都问过。\n\n先做一家。")
    assert second == ("", ident(2), "Asked for in forty tickets.")
    assert third == ("", ident(3), "")


def test_a_notion_page_of_ideas_becomes_initiatives(tmp_path: Path) -> None:
    table = open_table(write_notion(tmp_path / "Export.zip"))
    mapping = find_preset(table).mapping(table, TODAY)

    records = [read_record(mapping, table.columns, row, TODAY) for row in table.rows()]

    assert (mapping.list_key, records[0].key) == ("initiatives", ident(1))
    assert records[0].values == {
        **{"name": "银行客户私有化部署 POC", "state": "idea", "owner": "李娜", "cost": 300_000},
        **{"due_on": date(2026, 12, 1), "goal": "三家银行都问过。\n\n先做一家。"},
    }
    assert (records[1].values["state"], records[1].values["due_on"]) == ("chosen", date(2026, 11, 3))


def test_pages_alone_are_a_table_of_their_titles(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    add(path, f"Idea one {ident(7)}.md", b"# Idea one\n\nLonger text\nin two lines")

    table = open_table(path)

    assert [row.cells for row in table.rows()] == [("Idea one", ident(7), "Longer text\nin two lines")]


def test_another_database_of_the_export_can_be_chosen(tmp_path: Path) -> None:
    path = write_notion(tmp_path / "Export.zip")
    add(path, f"Customers {ident(99)}.csv", b"Name\nYunling Bank\n")

    first, second = open_table(path), open_table(path, sheet="Customers")

    assert (first.sheet, second.sheet, second.sheets) == ("Ideas", "Customers", ["Ideas", "Customers"])
    assert [str(warning) for warning in first.warnings] == ["The archive has 2 tables; the first one, Ideas, was read."]
    with pytest.raises(SextantError, match="has no table Others. Its tables are: Ideas, Customers"):
        open_table(path, sheet="Others")


def test_pages_of_one_title_are_told_apart_by_their_properties(tmp_path: Path) -> None:
    path = tmp_path / "twins.zip"
    add(path, f"T {ident(1)}.csv", b"Name,State\nTwin,a\nTwin,b\nTwin,c\n")
    for number, state in enumerate("abb", start=2):
        add(path, f"T/Twin {ident(number)}.md", f"# Twin\n\nState: {state}\n\ntext {state}".encode())

    rows = [row.cells for row in open_table(path).rows()]

    assert [row[2] for row in rows] == [ident(2), "", ""]  # two pages fit the second row, none the third


@pytest.mark.parametrize("name", ["../../evil {}.csv", "/etc/evil {}.csv", "a/../../evil {}.csv", "..\\evil {}.csv"])
def test_a_path_that_leaves_the_archive_is_never_read(tmp_path: Path, name: str) -> None:
    path = write_notion(tmp_path / "Export.zip")
    add(path, name.format(ident(66)), b"Name\nstolen\n")

    table = open_table(path)

    assert table.sheets == ["Ideas"]
    assert list(tmp_path.parent.rglob("*evil*")) == []


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notion, "MAX_READ", 10_000)
    path = write_notion(tmp_path / "Export.zip")
    add(path, f"Big {ident(77)}.csv", b"a" * 20_000)

    with pytest.raises(SextantError, match="would unpack to more than"):
        open_table(path)


def test_a_bomb_within_the_archive_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notion, "MAX_READ", 10_000)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"Big {ident(77)}.csv", b"a" * 20_000)
    path = tmp_path / "Export.zip"
    add(path, "ExportBlock-12-Part-1.zip", inner.getvalue())

    with pytest.raises(SextantError, match="would unpack to more than"):
        open_table(path)


def test_a_cut_off_or_other_zip_is_refused_in_words(tmp_path: Path) -> None:
    path = write_notion(tmp_path / "Export.zip")
    path.write_bytes(path.read_bytes()[:-100])
    other = tmp_path / "other.zip"
    add(other, "table.csv", b"a,b\n1,2\n")

    with pytest.raises(SextantError, match="damaged"):
        open_table(path)
    with pytest.raises(SextantError, match="without an Excel workbook"):
        open_table(other)
