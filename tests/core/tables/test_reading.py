from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import SextantError
from core.tables.reading import Table, open_table
from core.tables.writing import FORMULA_STARTS, write_csv

Save = Callable[..., Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def write(content: str | bytes, name: str = "comments.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_a_table_reads_the_same_in_every_encoding_and_with_every_delimiter(
    save: Save, encoding: str, delimiter: str
) -> None:
    text = "日期,内容,评分\r\n2026-11-03,界面很好看，就是有点卡,4\r\n2026-11-04,不错,5\r\n".replace(",", delimiter)

    table = open_table(save(text, encoding=encoding))

    assert table.columns == ["日期", "内容", "评分"]
    assert cells(table) == [("2026-11-03", "界面很好看，就是有点卡", "4"), ("2026-11-04", "不错", "5")]


def test_values_that_look_missing_or_numeric_stay_as_they_are_written(save: Save) -> None:
    table = open_table(save("id,text,code\n007,NA,null\n1e5,None,\n"))

    assert cells(table) == [("007", "NA", "null"), ("1e5", "None", "")]


def test_a_quoted_cell_keeps_its_lines_and_the_next_row_its_number(save: Save) -> None:
    table = open_table(save('id,text\n1,"one\r\ntwo, ""three"""\n2,four\n'))

    assert [tuple(row) for row in table.rows()] == [(2, ("1", 'one\r\ntwo, "three"')), (3, ("2", "four"))]


def test_a_file_without_headings_gets_numbered_columns_and_loses_no_row(save: Save) -> None:
    table = open_table(save("a fine film\t1\na dull one , alas\t0\n", name="test.tsv"), header=False)

    assert table.columns == ["column_1", "column_2"]
    assert [row.number for row in table.rows()] == [1, 2]


def test_plain_lines_with_commas_are_one_column(save: Save) -> None:
    table = open_table(save("slow, but good\nfine\none, two, three, four\n"), header=False)

    assert table.delimiter is None
    assert cells(table) == [("slow, but good",), ("fine",), ("one, two, three, four",)]


def test_reading_goes_on_after_the_last_row_that_was_seen(save: Save) -> None:
    table = open_table(save("id,text\n" + "".join(f"{n},comment {n}\n" for n in range(100))))
    half = table.preview(50)

    rest = list(table.rows(start=half[-1].number))

    assert half + rest == list(table.rows())


@pytest.mark.parametrize(
    ("line", "expected", "problem"),
    [
        ("only one", ("only one", "", ""), "Row 3 is 2 cells short; they count as blank."),
        ("a,b,c,d", ("a", "b", "c,d"), "Row 3 has 1 cells too many; they were joined to the column c."),
        ("a,b\0b,c", ("a", "bb", "c"), "Row 3 held NUL characters; they were removed."),
        ('"a,b,c', ('"a', "b", "c"), "The quotation mark in row 3 is never closed; the row was read as it stands."),
    ],
)
def test_a_broken_row_is_mended_and_reported_and_the_others_stay(
    save: Save, line: str, expected: tuple[str, ...], problem: str
) -> None:
    table = open_table(save(f"a,b,c\n1,2,3\n{line}\n4,5,6\n"))

    assert cells(table) == [("1", "2", "3"), expected, ("4", "5", "6")]
    assert [str(found) for found in table.problems] == [problem]


@pytest.mark.parametrize("delimiter", ["\t", ","])
def test_stray_quotation_marks_do_not_swallow_the_rows_between_them(save: Save, delimiter: str) -> None:
    text = '"a great film\t1\nfine\t1\nhe said "wow" twice\t0\nend\t1\n'.replace("\t", delimiter)

    table = open_table(save(text), header=False)

    assert cells(table) == [('"a great film', "1"), ("fine", "1"), ('he said "wow" twice', "0"), ("end", "1")]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_of_two_megabytes_is_left_out_with_its_row_number(save: Save, quote: str) -> None:
    huge = "x" * 2 * 1024 * 1024
    table = open_table(save(f"id,text\n1,fine\n2,{quote}{huge}{quote}\n3,fine too\n"))

    assert cells(table) == [("1", "fine"), ("3", "fine too")]
    assert str(table.problems[0]) == (
        "The cell in row 3, column text holds 2.0 MB; the limit is 1 MB. Shorten it and import it again."
    )


def test_a_cell_of_just_under_a_megabyte_is_kept(save: Save) -> None:
    big = "很" * 349_000

    assert cells(open_table(save(f"id,text\n1,{big}\n"))) == [("1", big)]


def test_a_line_without_end_is_left_out_with_its_row_number(save: Save) -> None:
    table = open_table(save("id,text\n1," + "x" * 17_000_000 + "\n2,fine\n"))

    assert cells(table) == [("2", "fine")]
    assert [(problem.row, problem.kept_out) for problem in table.problems] == [(2, True)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "is empty"),
        (b"id,text\n", "has headings but no rows"),
        (b"%PDF-1.7 and so on", "is a PDF file"),
        (b"<!DOCTYPE html><table><tr><td>1</td></tr></table>", "holds a web page"),
    ],
)
def test_a_file_without_a_table_is_refused_in_its_own_words(save: Save, content: bytes, says: str) -> None:
    with pytest.raises(SextantError, match=says):
        open_table(save(content))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("你好，這個軟體很好用，請問如何退款？繼續加油", "big5"), ("プリが落ちる。使いやすい", "shift_jis")],
)
def test_a_wrong_encoding_is_explained_with_the_row_and_a_likely_one(save: Save, text: str, encoding: str) -> None:
    path = save("id,text\n" + f"1,{text}\n" * 50, encoding=encoding)

    with pytest.raises(SextantError, match=r"byte \d+, in line 2, does not fit. It looks like"):
        open_table(path)


def test_one_damaged_byte_in_utf8_is_named_by_its_line(save: Save) -> None:
    content = ("编号,内容\n" + "1,很好用\n" * 20).encode() + b"2,bad \xff byte\n" + "3,好\n".encode()

    with pytest.raises(SextantError, match=r"is UTF-8, but byte \d+, in line 22, is damaged"):
        open_table(save(content))


def test_traditional_characters_and_emoji_in_gb18030_are_read_with_a_warning(save: Save) -> None:
    table = open_table(save("id,text\n1,閃退，體驗差，请修复😀\n", encoding="gb18030"))

    assert cells(table) == [("1", "閃退，體驗差，请修复😀")]
    assert "read as GB18030" in str(table.warnings[0])


def test_a_chosen_encoding_is_used_and_an_unknown_one_refused(save: Save) -> None:
    path = save("id,text\n1,這個軟體\n", encoding="big5")

    assert cells(open_table(path, encoding="big5")) == [("1", "這個軟體")]
    with pytest.raises(SextantError, match="no encoding called klingon"):
        open_table(path, encoding="klingon")


def test_a_longer_table_than_the_limit_is_refused_before_a_row_is_read(save: Save) -> None:
    path = save("id,text\n" + "1,x\n" * 11)

    assert len(cells(open_table(path, row_limit=11))) == 11
    with pytest.raises(SextantError, match="more than 10 rows"):
        open_table(path, row_limit=10)


def test_line_ends_inside_cells_do_not_count_as_rows_for_the_limit(save: Save) -> None:
    path = save("id,text\n" + '1,"a\nb\nc"\n' * 10)

    assert len(cells(open_table(path, row_limit=10))) == 10


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1f"), max_size=40)


@settings(deadline=None)
@given(rows=st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=8))
def test_what_is_written_as_csv_is_read_back_the_same(
    rows: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("trip") / "trip.csv"
    write_csv(path, ["id", "text", "note"], rows)

    read = cells(open_table(path))

    assert [[without_mark(cell) for cell in row] for row in read] == [list(row) for row in rows]


def without_mark(cell: str) -> str:
    return cell[1:] if cell.startswith(tuple("'" + start for start in FORMULA_STARTS)) else cell


@settings(deadline=None)
@given(content=st.binary(max_size=120) | st.text('ab,;\t"\n\r\0好', max_size=60).map(str.encode), header=st.booleans())
def test_any_bytes_are_a_table_or_a_refusal(
    content: bytes, header: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "any.csv"
    path.write_bytes(content)

    try:
        table = open_table(path, header=header)
    except SextantError as error:
        assert "any.csv" in str(error)
    else:
        assert {len(row.cells) for row in table.rows()} <= {len(table.columns)}
