"""Rows of one ticket brought together, wherever they stand."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.tables import grouping
from core.tables.grouping import Group, group_rows, read_groups
from core.tables.reading import Row, Table, open_table


def table(folder: Path, *lines: str) -> Table:
    path = folder / "lines.csv"
    path.write_text("\n".join(["ticket,text", *lines]), "utf-8")
    return open_table(path)


def grouped(folder: Path, *lines: str) -> Path:
    path = folder / "lines.tickets"
    group_rows(table(folder, *lines), "ticket", path)
    return path


def test_rows_of_a_ticket_come_together_in_the_order_of_their_first(tmp_path: Path) -> None:
    path = grouped(tmp_path, "b,one", "a,two", " b ,three", ",four", ",five", "a,six")

    assert list(read_groups(path)) == [
        Group(2, [Row(2, ("b", "one")), Row(4, (" b ", "three"))], 2),
        Group(3, [Row(3, ("a", "two")), Row(7, ("a", "six"))], 2),
        Group(5, [Row(5, ("", "four"))], 1),
        Group(6, [Row(6, ("", "five"))], 1),
    ]


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(["a", "b", "c", "7", ""]), min_size=1, max_size=30), data=st.data())
def test_no_row_is_lost_and_a_reading_goes_on_after_any_group(
    tmp_path: Path, keys: list[str], data: st.DataObject
) -> None:
    path = grouped(tmp_path, *(f"{key},line {n}" for n, key in enumerate(keys)))
    groups = list(read_groups(path))
    broken_off = data.draw(st.integers(0, len(groups)))

    done = groups[:broken_off]

    assert sorted(row.number for group in groups for row in group.rows) == list(range(2, len(keys) + 2))
    assert done + list(read_groups(path, done[-1].number if done else 0)) == groups
    assert list(read_groups(grouped(tmp_path, *(f"{key},line {n}" for n, key in enumerate(keys))))) == groups


def test_a_group_that_is_too_long_is_cut_and_its_rows_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "GROUP_CHARS", 40)

    [group] = read_groups(grouped(tmp_path, *(f"a,line {n}" for n in range(9))))

    assert (len(group.rows), group.size) == (2, 9)


def test_broken_off_it_leaves_nothing(tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        group_rows(table(tmp_path, "a,one"), "ticket", tmp_path / "lines.tickets", stop)

    assert [file.name for file in tmp_path.glob("lines*")] == ["lines.csv"]
