import datetime
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.tables.reading import open_table
from core.tables.writing import EXCEL_CHARS, to_bytes, write_csv, write_xlsx


@pytest.mark.parametrize("start", list("=+-@\t\r\n"))
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    stream = io.StringIO(newline="")

    write_csv(stream, ["text"], [[f"{start}cmd|' /C calc'!A0"]])

    assert stream.getvalue().split("\r\n", 1)[1].lstrip('"').startswith(f"'{start}cmd")


def test_a_heading_cannot_be_a_formula_either() -> None:
    assert to_bytes("csv", ["=1+1"], []) == b"\xef\xbb\xbf'=1+1\r\n"


def test_numbers_stay_numbers_also_where_they_are_text() -> None:
    written = to_bytes("csv", ["a", "b", "c", "d", "e"], [[-1, -0.5, "-5", "+1.5e3", "-1+1"]])

    assert written.decode("utf-8-sig").splitlines()[1] == "-1,-0.5,-5,+1.5e3,'-1+1"


def test_blanks_and_dates_are_written_plainly() -> None:
    moment = datetime.datetime(2026, 11, 3, 9, 5)

    written = to_bytes("csv", ["a", "b", "c", "d"], [[None, float("nan"), moment.date(), moment]])

    assert written.decode("utf-8-sig").splitlines()[1] == ",,2026-11-03,2026-11-03 09:05:00"


def test_a_csv_file_starts_with_the_mark_that_excel_needs_for_chinese(tmp_path: Path) -> None:
    count = write_csv(tmp_path / "out.csv", ["内容"], [["很好"], ["不好"]])

    assert (tmp_path / "out.csv").read_bytes().startswith("\ufeff内容\r\n很好".encode())
    assert count == 2


def test_a_workbook_holds_no_formula_and_no_link(tmp_path: Path) -> None:
    rows = [["=1+1", '=HYPERLINK("http://x.invalid")', "http://x.invalid", "007", "@SUM(A1)"]]

    write_xlsx(tmp_path / "out.xlsx", ["a", "b", "c", "d", "e"], rows)

    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist() if "sheet1" in name)
    assert b"<f>" not in parts and b"hyperlink" not in parts
    assert [list(row.cells) for row in open_table(tmp_path / "out.xlsx").rows()] == rows


def test_a_text_too_long_for_excel_is_shortened_visibly(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "out.xlsx", ["text"], [["很" * (EXCEL_CHARS + 1)]])

    (row,) = open_table(tmp_path / "out.xlsx").rows()

    assert len(row.cells[0]) == EXCEL_CHARS
    assert row.cells[0].endswith("很…")


def test_numbers_truths_and_moments_keep_their_kind_in_a_workbook(tmp_path: Path) -> None:
    moment = datetime.datetime(2026, 11, 3, 9, 5, tzinfo=datetime.UTC)
    (tmp_path / "out.xlsx").write_bytes(to_bytes("xlsx", list("abcde"), [[1, 0.5, True, moment, 2**60]]))

    (row,) = open_table(tmp_path / "out.xlsx").rows()

    assert row.cells == ("1", "0.5", "TRUE", "2026-11-03 09:05:00", str(2**60))


XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)


@settings(deadline=None, max_examples=25)
@given(rows=st.lists(st.tuples(st.just("id"), XML_TEXT), min_size=1, max_size=3))
def test_what_is_written_as_a_workbook_is_read_back_the_same(
    rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("trip") / "trip.xlsx"
    write_xlsx(path, ["id", "text"], rows)

    assert [row.cells for row in open_table(path).rows()] == rows


@settings(deadline=None)
@given(st.text(max_size=20))
def test_control_characters_never_break_a_workbook(text: str) -> None:
    packed = to_bytes("xlsx", ["text"], [[text]])

    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert not set(range(32)) - {9, 10, 13} & set(archive.read("xl/worksheets/sheet1.xml"))
