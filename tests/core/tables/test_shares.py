import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SextantError
from core.tables.shares import FORTY_HOURS, parse_fte, parse_share, read_fte


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 %", 0.3),
        ("30%", 0.3),
        ("３０％", 0.3),
        ("0.3", 0.3),
        (".3", 0.3),
        ("1", 1),
        ("0", 0),
        ("100%", 1),
        ("12.5 percent", 0.125),
        ("百分之三十", None),
        ("百分之30", 0.3),
        ("三成", 0.3),
        ("3成", 0.3),
        ("三成五", 0.35),
        ("两成半", 0.25),
        ("半", 0.5),
        ("一半", 0.5),
        ("half", 0.5),
        ("30", None),
        ("-5%", None),
        ("3,0%", None),
        ("much", None),
        ("", None),
    ],
)
def test_a_share_is_read_or_refused(text: str, expected: float | None) -> None:
    if expected is None:
        with pytest.raises(SextantError):
            parse_share(text)
    else:
        assert parse_share(text) == expected


def test_more_than_the_whole_is_refused_unless_it_is_allowed() -> None:
    with pytest.raises(SextantError, match="more than the whole"):
        parse_share("130 %")

    assert parse_share("130 %", over_one=True) == 1.3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全职", 1),
        ("Full-time", 1),
        ("半职", 0.5),
        ("半", 0.5),
        ("half", 0.5),
        ("0.5", 0.5),
        ("０．８", 0.8),
        ("50 %", 0.5),
        ("1人", 1),
        ("0.5 FTE", 0.5),
        ("每周2天", 0.4),
        ("每周两天", 0.4),
        ("周三天", 0.6),
        ("2天/周", 0.4),
        ("2 days a week", 0.4),
        ("3 days/week", 0.6),
        ("每周20小时", 0.5),
        ("兼职 0.5", 0.5),
        ("兼职（每周2天）", 0.4),
        ("part-time, 40 %", 0.4),
        ("三成", 0.3),
    ],
)
def test_how_much_of_a_job_is_read(text: str, expected: float) -> None:
    assert parse_fte(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("兼职", "does not say how much"),
        ("part-time", "does not say how much"),
        ("Part time", "does not say how much"),
        ("2人", "more than one and a half"),
        ("50", "more than one and a half"),
        ("实习", "not a share of a full job"),
        ("周三", "not a share of a full job"),
        ("2天", "not a share of a full job"),
        ("", "not a share of a full job"),
    ],
)
def test_what_does_not_say_how_much_is_refused(text: str, says: str) -> None:
    with pytest.raises(SextantError, match=says):
        parse_fte(text)


def test_hours_are_marked_because_the_length_of_the_week_is_supposed() -> None:
    assert (read_fte("20 hours a week").doubt, read_fte("每周2天").doubt) == (FORTY_HOURS, None)


@given(st.integers(0, 100))
def test_a_share_survives_being_written_and_read(percent: int) -> None:
    assert parse_share(f"{percent} %") == parse_share(f"{percent}％") == parse_fte(f"{percent}%") == percent / 100


@given(st.one_of(st.text(max_size=30), st.text("0123456789.%半成三兼职每周天 dayshour/week", max_size=15)))
def test_any_text_is_a_share_or_a_refusal(text: str) -> None:
    for parse, most in ((parse_share, 1.0), (parse_fte, 1.5)):
        try:
            found = parse(text)
        except SextantError as error:
            assert str(error)
        else:
            assert 0 <= found <= most
