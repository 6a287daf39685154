import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SextantError
from core.tables.json_source import flatten_object
from core.tables.reading import Table, open_pasted, open_table

TICKETS = [
    {"id": 1, "requester": {"name": "周宁", "email": None}, "tags": ["bug", "urgent"], "solved": False, "score": 4.0},
    {"id": 2, "requester": {"name": "Ann"}, "tags": [], "body": "Export\nfails", "fields": [{"id": 7, "value": "x"}]},
]


def cells(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows()]


@pytest.mark.parametrize(
    "write",
    [
        lambda rows: "\n".join(json.dumps(row) for row in rows),
        lambda rows: "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n",
        json.dumps,
        lambda rows: json.dumps(rows, indent=2),
        lambda rows: json.dumps({"count": 2, "tickets": rows}),
        lambda rows: json.dumps({"count": 2, "tickets": rows}, indent=1),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_objects_are_read_from_lines_and_lists_alike(tmp_path: Path, write, encoding: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "tickets.jsonl"
    path.write_text(write(TICKETS), encoding)

    table = open_table(path)

    assert table.columns == ["id", "requester.name", "requester.email", "tags", "solved", "score", "body", "fields"]
    assert cells(table)[0] == {
        **{"id": "1", "requester.name": "周宁", "requester.email": "", "tags": "bug; urgent", "solved": "false"},
        **{"score": "4", "body": "", "fields": ""},
    }
    assert (cells(table)[1]["body"], cells(table)[1]["fields"]) == ("Export\nfails", '[{"id": 7, "value": "x"}]')


def test_a_broken_line_costs_its_own_row_only(tmp_path: Path) -> None:
    path = tmp_path / "tickets.jsonl"
    path.write_text('{"id": 1}\n{"id": 2\n[3]\n{"id": 4}\n')

    table = open_table(path)

    assert [(row.number, row.cells) for row in table.rows()] == [(1, ("1",)), (4, ("4",))]
    assert [problem.row for problem in table.problems] == [2, 3]


@pytest.mark.parametrize("content", ["name,text\n", "[1, 2]", '{"a": ', "[" * 100_000, '"text"'])
def test_what_is_named_json_and_is_none_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "tickets.json"
    path.write_text(content)

    with pytest.raises(SextantError, match="is not JSON that holds a table"):
        open_table(path)


@pytest.mark.parametrize("text", ["[图片]\n你好\n", "{客户}说不好用\n一般\n"])
def test_lines_that_begin_with_a_bracket_are_no_json(text: str) -> None:
    assert open_pasted(text, header=False).kind == "text"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


@given(st.lists(st.dictionaries(st.text(max_size=5), json_values, max_size=4), min_size=1, max_size=4))
def test_any_objects_become_a_table_of_texts_or_a_refusal(rows: list[dict[str, object]]) -> None:
    try:
        table = open_pasted(json.dumps(rows), tidy=False)
    except SextantError as error:
        assert "is empty" in str(error) or "no rows" in str(error)
    else:
        assert len(table.columns) == len({key for row in rows for key in flatten_object(row)})
