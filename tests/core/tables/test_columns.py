import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SextantError
from core.tables.columns import find_column, name_columns, with_added_columns

HEADINGS = st.lists(st.sampled_from(["", " ", "text", "text (2)", "column_1", "column_2", "label", "input_label"]))


@given(HEADINGS)
def test_names_are_distinct_and_never_blank(headings: list[str]) -> None:
    names = name_columns(headings)

    assert len(set(names)) == len(headings)
    assert all(names)


def test_a_second_heading_is_numbered_and_a_blank_one_named_by_its_place() -> None:
    assert name_columns(["text", "", "text", " rating\n(1-5) "]) == ["text", "column_2", "text (2)", "rating (1-5)"]


def test_an_input_column_that_clashes_with_an_added_one_is_renamed() -> None:
    assert with_added_columns(["id", "label", "text"], ["label", "reason"]) == [
        *("id", "input_label", "text"),
        *("label", "reason"),
    ]


@given(HEADINGS, st.lists(st.sampled_from(["label", "input_label", "text"]), unique=True))
def test_no_two_columns_share_a_name_after_adding(headings: list[str], added: list[str]) -> None:
    columns = name_columns(headings)

    names = with_added_columns(columns, added)

    assert len(set(names)) == len(columns) + len(added)
    assert names[len(columns) :] == added


def test_a_column_is_found_by_name_or_by_place_from_one() -> None:
    columns = ["id", "text", "1"]

    assert (find_column(columns, "text"), find_column(columns, "2"), find_column(columns, "1")) == (1, 1, 2)


@pytest.mark.parametrize("wanted", ["0", "4", "body", "", "-1"])
def test_a_column_that_is_not_there_is_refused_with_those_that_are(wanted: str) -> None:
    with pytest.raises(SextantError, match="the columns are: id, text, note"):
        find_column(["id", "text", "note"], wanted)
