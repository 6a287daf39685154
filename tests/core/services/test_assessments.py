import pytest

from core.errors import NotFound, SextantError
from core.services.assessments import hand_in, raters, sheets_for
from core.services.records import add_record, all_records, delete_records
from core.services.resources import ASSESSMENT, CANDIDATE, RESOURCE, update_candidate
from core.services.ventures import StoredCompany
from db.session import Database


@pytest.fixture
def candidate(database: Database, company: StoredCompany) -> int:
    with database.write() as session:
        for name in ("Lu", "Zheng"):
            add_record(session, RESOURCE, company.id, {"kind": "talent", "name": name})
        return add_record(session, CANDIDATE, company.id, {"name": "Tang"}).id


def test_a_rater_sees_nothing_of_the_others_before_the_own_sheet_is_handed_in(
    database: Database, company: StoredCompany, candidate: int
) -> None:
    with database.write() as session:
        hand_in(session, company.id, candidate, "Lu", {"technical": 5, "note": "strong"})

    with database.read() as session:
        before = sheets_for(session, company.id, candidate, "Zheng")
    assert (before.mine, before.count, before.others, before.score) == (None, 1, [], None)

    with database.write() as session:
        hand_in(session, company.id, candidate, "Zheng", {"technical": 2})
        after = sheets_for(session, company.id, candidate, "Zheng")
    assert [(sheet.rater, sheet.technical, sheet.note) for sheet in after.others] == [("Lu", 5, "strong")]


def test_mean_spread_and_n_leave_blanks_out(database: Database, company: StoredCompany, candidate: int) -> None:
    # Technical (5 + 2) ÷ 2 = 3.5, teamwork 4 by one alone; the mean of the two factors is 3.75.
    with database.write() as session:
        hand_in(session, company.id, candidate, "Lu", {"technical": 5, "teamwork": None})
        hand_in(session, company.id, candidate, "Zheng", {"technical": 2, "teamwork": 4})
        score = sheets_for(session, company.id, candidate, "Lu").score

    assert score and (score.mean, score.n) == (3.75, 2)
    assert (score.factors["technical"].mean, score.factors["technical"].spread) == (3.5, 3)
    assert (score.factors["teamwork"].n, "education" in score.factors) == (1, False)


def test_a_second_sheet_of_the_same_rater_changes_the_first(
    database: Database, company: StoredCompany, candidate: int
) -> None:
    with database.write() as session:
        first = hand_in(session, company.id, candidate, "Lu", {"technical": 5})
        second = hand_in(session, company.id, candidate, " lu ", {"technical": 3, "education": None})

    with database.read() as session:
        [kept] = all_records(session, ASSESSMENT, company.id)
    assert (second.id, kept.technical, kept.rater) == (first.id, 3, "Lu")


def test_a_deleted_sheet_comes_back_when_the_rater_hands_in_again(
    database: Database, company: StoredCompany, candidate: int
) -> None:
    with database.write() as session:
        sheet = hand_in(session, company.id, candidate, "Lu", {"technical": 5})
        delete_records(session, ASSESSMENT, [sheet.id], company.id)
        hand_in(session, company.id, candidate, "Lu", {"technical": 1})

    with database.read() as session:
        assert [row.technical for row in all_records(session, ASSESSMENT, company.id)] == [1]


@pytest.mark.parametrize(
    ("values", "message"),
    [({}, "at least one"), ({"technical": None, "note": "?"}, "at least one"), ({"technical": 6}, "at most 5")],
)
def test_a_sheet_without_a_rating_or_with_a_six_is_refused(
    database: Database, company: StoredCompany, candidate: int, values: dict[str, object], message: str
) -> None:
    with pytest.raises(SextantError, match=message), database.write() as session:
        hand_in(session, company.id, candidate, "Lu", values)


def test_a_colleague_is_not_assessed(database: Database, company: StoredCompany, candidate: int) -> None:
    with database.write() as session:
        update_candidate(session, candidate, company.id, {"stage": "hired"})

    with pytest.raises(SextantError, match="colleagues"), database.write() as session:
        hand_in(session, company.id, candidate, "Lu", {"technical": 5})


def test_another_companys_candidate_is_not_there(database: Database, company: StoredCompany, candidate: int) -> None:
    with pytest.raises(NotFound), database.write() as session:
        hand_in(session, company.id + 1, candidate, "Lu", {"technical": 5})


def test_raters_are_the_people_of_the_company(database: Database, company: StoredCompany, candidate: int) -> None:
    with database.read() as session:
        assert raters(session, company.id) == ["Lu", "Zheng"]
