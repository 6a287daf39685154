import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SextantError
from core.tables.reading import Table, open_pasted


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows()]


def test_a_range_copied_from_a_spreadsheet_keeps_line_breaks_tabs_and_quotes_in_its_cells() -> None:
    table = open_pasted('姓名\t备注\r\n陈立\t"第一行\n第二行，他说 ""好"""\r\n王敏\t"a\tb"\r\n')

    assert table.columns == ["姓名", "备注"]
    assert cells(table) == [("陈立", '第一行\n第二行，他说 "好"'), ("王敏", "a\tb")]


def test_a_range_whose_cells_hold_commas_is_divided_by_its_tabs() -> None:
    table = open_pasted("公司\t金额\n云岭银行, 上海\t1,200\n港运, 宁波\t3,400\n")

    assert (table.delimiter, cells(table)) == ("\t", [("云岭银行, 上海", "1,200"), ("港运, 宁波", "3,400")])


@pytest.mark.parametrize(
    "text",
    [
        "| 姓名 | 月薪 |\n| --- | ---: |\n| 陈立 | 2.5w |\n| 王敏 |  |\n",
        "| 姓名 | 月薪 |\n| 陈立 | 2.5w |\n| 王敏 | |\n",
        "姓名 | 月薪\n--- | ---\n陈立 | 2.5w\n王敏 | \n",
        "+------+------+\n| 姓名 | 月薪 |\n+------+------+\n| 陈立 | 2.5w |\n| 王敏 |      |\n+------+------+\n",
    ],
)
def test_a_table_drawn_with_pipes_is_read(text: str) -> None:
    table = open_pasted(text)

    assert table.columns == ["姓名", "月薪"]
    assert cells(table) == [("陈立", "2.5w"), ("王敏", "")]


def test_escaped_pipes_and_breaks_stay_inside_their_cell() -> None:
    assert cells(open_pasted("| a | b |\n|---|---|\n| x \\| y | one<br>two |\n")) == [("x | y", "one\ntwo")]


def test_two_rows_of_headings_are_joined_where_blanks_stand_beside_a_groups_name() -> None:
    table = open_pasted(
        "姓名\t岗位\t薪酬\t\t投入\n\t\t月薪\t年终奖\t\n陈立\t算法\t2.5w\t3万\t全职\n王敏\t产品\t2万\t2万\t半职\n"
    )

    assert table.columns == ["姓名", "岗位", "薪酬 / 月薪", "薪酬 / 年终奖", "投入"]
    assert [row.number for row in table.rows()] == [3, 4]
    assert [str(warning) for warning in table.warnings] == ["Rows 1 and 2 were read as one heading."]


@pytest.mark.parametrize(
    "text",
    [
        "姓名\t\t月薪\n陈立\t高级\t面议\n王敏\t初级\t2.5w\n",  # a heading that somebody forgot
        "text\trating\ngood\t5\nbad\t1\n",
        "a\tb\nc\td\ne\tf\n",
    ],
)
def test_an_ordinary_first_row_of_data_is_no_second_heading(text: str) -> None:
    table = open_pasted(text)

    assert (len(cells(table)), table.warnings) == (2, [])


def test_sums_are_left_out_and_told() -> None:
    table = open_pasted("公司\t金额\n云岭银行\t3万\n华东小计\t3万\n港运\t2万\nTotal\t\n合 计：\t5万\n")

    assert cells(table) == [("云岭银行", "3万"), ("港运", "2万")]
    assert [str(problem) for problem in table.problems] == [
        "Row 3 is a sum (华东小计) and was left out.",
        "Row 5 is a sum (Total) and was left out.",
        "Row 6 is a sum (合计：) and was left out.",
    ]
    assert table.problems.kept_out == 3


def test_a_company_called_total_with_words_beside_it_is_no_sum() -> None:
    assert len(cells(open_pasted("公司\t阶段\nTotal\t洽谈\n港运\t建联\n"))) == 2


def test_a_title_above_the_table_is_told_and_not_read() -> None:
    table = open_pasted("2026 年人员表\n姓名\t岗位\t月薪\n陈立\t算法\t2.5w\n")

    assert (table.columns, cells(table)) == (["姓名", "岗位", "月薪"], [("陈立", "算法", "2.5w")])
    assert [str(warning) for warning in table.warnings] == ["Row 1 was taken for the table's title: 2026 年人员表."]


@pytest.mark.parametrize("text", ["内容\n好\n一般\n差\n", "a\tb\nc\t\nd\te\n"])
def test_rows_of_a_narrow_table_are_never_taken_for_a_title(text: str) -> None:
    assert [row.number for row in open_pasted(text).rows()] == list(range(2, text.count("\n") + 1))


def test_pasted_json_is_read_like_a_file() -> None:
    assert cells(open_pasted('[{"name": "陈立", "pay": 25000}, {"name": "王敏"}]')) == [("陈立", "25000"), ("王敏", "")]


def test_nothing_pasted_is_refused() -> None:
    with pytest.raises(SextantError, match="Nothing was pasted"):
        open_pasted(" \n")


@given(st.text(max_size=200))
def test_any_text_is_a_table_or_a_refusal(text: str) -> None:
    try:
        table = open_pasted(text)
        read = list(table.rows())
    except SextantError as error:
        assert str(error)
    else:
        assert all(len(row.cells) == len(table.columns) for row in read)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0\r\t"), max_size=8), min_size=3, max_size=3
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_a_spreadsheet_copies_comes_back_whole(rows: list[list[str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    text = "\n".join("\t".join(map(quoted, row)) for row in [["a", "b", "c"], *rows])

    assert cells(open_pasted(text, tidy=False)) == [tuple(row) for row in rows]
