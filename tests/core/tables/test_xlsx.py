import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from core.errors import SextantError
from core.tables.reading import open_table
from core.tables.writing import write_xlsx

COLUMNS = ["日期", "内容", "评分"]
ROWS = [[datetime.date(2026, 11, 3), "很好用 = 1+1", 5], [datetime.date(2026, 11, 4), "=1+1", 4.5]]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "comments.xlsx"
    write_xlsx(path, COLUMNS, ROWS)
    return path


def change(path: Path, entry: str, edit: Callable[[bytes], bytes]) -> None:
    """Rewrite one part of a workbook."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, edit(old.read(name)) if name == entry else old.read(name))
    path.write_bytes(packed.getvalue())


def add(path: Path, entry: str, content: bytes) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(entry, content)


def test_dates_numbers_and_texts_come_as_text(workbook: Path) -> None:
    table = open_table(workbook)

    assert table.columns == COLUMNS
    assert [row.cells for row in table.rows()] == [("2026-11-03", "很好用 = 1+1", "5"), ("2026-11-04", "=1+1", "4.5")]


def test_the_content_decides_not_the_name(workbook: Path) -> None:
    renamed = workbook.rename(workbook.with_suffix(".csv"))

    assert open_table(renamed).columns == COLUMNS


def test_rows_have_the_numbers_that_excel_shows(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "gaps.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(2, 1, ["id", "text"])
        page.write_row(3, 1, [1, "one"])
        page.write_row(6, 1, [2, "two"])

    rows = list(open_table(tmp_path / "gaps.xlsx").rows())

    assert [(row.number, row.cells) for row in rows] == [(4, ("1", "one")), (7, ("2", "two"))]


def test_the_first_visible_sheet_is_read_unless_another_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "sheets.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("secret", "一月", "二月"):
            book.add_worksheet(name).write_column(0, 0, ["text", f"from {name}"])
        book.get_worksheet_by_name("一月").activate()
        book.get_worksheet_by_name("secret").hide()

    first, second = open_table(path), open_table(path, sheet="二月")

    assert (first.sheets, first.preview()[0].cells) == (["一月", "二月"], ("from 一月",))
    assert (len(first.warnings), second.preview()[0].cells) == (1, ("from 二月",))
    with pytest.raises(SextantError, match="has no sheet 三月. Its sheets are: 一月, 二月"):
        open_table(path, sheet="三月")


def test_a_formula_gives_its_stored_value_and_one_without_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["text", "rating"])
        page.write_row(1, 0, ["stored"])
        page.write_formula(1, 1, "=2+2", None, 4)
        page.write_row(2, 0, ["not stored"])
        page.write_formula(2, 1, "=2+3", None, "")
        page.write_row(3, 0, ["error"])
        page.write_formula(3, 1, "=1/0", None, "#DIV/0!")

    table = open_table(path)

    assert [row.cells[1] for row in table.rows()] == ["4", "", ""]
    assert [(problem.row, problem.values["cell"]) for problem in table.problems] == [(3, "B3"), (4, "B4")]


@pytest.mark.parametrize("content", [b"id,text\n1,fine\n", b"nothing of the kind", b"\x00\x01\x02"])
def test_an_xlsx_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "renamed.xlsx"
    path.write_bytes(content)

    with pytest.raises(SextantError, match="named like an Excel workbook but is none"):
        open_table(path)


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_workbook_that_was_cut_off_is_refused(workbook: Path, share: float) -> None:
    whole = workbook.read_bytes()
    workbook.write_bytes(whole[: int(share * len(whole))])

    with pytest.raises(SextantError, match="damaged or was cut off"):
        open_table(workbook)


@pytest.mark.parametrize("entry", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_a_broken_part_is_refused(workbook: Path, entry: str) -> None:
    change(workbook, entry, lambda text: text[: len(text) // 2])

    with pytest.raises(SextantError, match="damaged or was cut off"):
        open_table(workbook)


@pytest.mark.parametrize(
    ("entry", "content", "says"),
    [
        ("xl/vbaProject.bin", b"x", "contains macros"),
        ("xl/workbook.bin", b"x", "binary format"),
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", "OpenDocument"),
        ("xl/media/zeros.bin", bytes(30_000_000), "would unpack to 29 MB"),
    ],
)
def test_other_archives_are_refused_each_in_its_own_words(
    workbook: Path, entry: str, content: bytes, says: str
) -> None:
    add(workbook, entry, content)

    with pytest.raises(SextantError, match=says):
        open_table(workbook)


def test_an_archive_without_a_workbook_is_refused(tmp_path: Path) -> None:
    add(tmp_path / "a.zip", "readme.txt", b"hello")

    with pytest.raises(SextantError, match="without an Excel workbook in it"):
        open_table(tmp_path / "a.zip")


@pytest.mark.parametrize(("stream", "says"), [("EncryptedPackage", "protected by a password"), ("Workbook", ".xls")])
def test_old_and_encrypted_workbooks_are_refused(tmp_path: Path, stream: str, says: str) -> None:
    path = tmp_path / "old.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le"))

    with pytest.raises(SextantError, match=re.escape(says)):
        open_table(path)


def test_one_cell_at_the_far_corner_is_refused_before_it_fills_the_memory(workbook: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    change(workbook, "xl/worksheets/sheet1.xml", lambda text: text.replace(b"</sheetData>", far))

    with pytest.raises(SextantError, match="row 1048576 and right to column XFD"):
        open_table(workbook)


def test_a_sheet_that_lies_about_its_size_is_refused(workbook: Path) -> None:
    padding = b" " * 50_000_000
    change(workbook, "xl/worksheets/sheet1.xml", lambda text: text.replace(b"<sheetData>", b"<sheetData>" + padding))
    with zipfile.ZipFile(workbook) as archive:
        true = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    workbook.write_bytes(workbook.read_bytes().replace(true.to_bytes(4, "little"), (1000).to_bytes(4, "little")))

    with pytest.raises(SextantError, match="damaged or was cut off"):
        open_table(workbook)
