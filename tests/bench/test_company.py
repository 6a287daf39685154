"""The company that the measurements are made with."""

from bench.company import ACTIONS, NEEDS, Size, fill_company
from core.services.board import get_board
from core.services.events import EVENT
from core.services.feedback import get_counts
from core.services.initiatives import ACTION
from core.services.partners import NOTE, count_by_stage, stage_moves
from core.services.records import all_records
from core.services.resources import ASSESSMENT
from db.session import Database

SMALL = Size(resources=30, partners=14, initiatives=12, candidates=3, events=2, customers=4, comments=40)


def test_a_company_has_as_many_records_as_asked_for_in_all_stages(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        venture_id = fill_company(session, SMALL)

    with sqlite_database.read() as session:
        board = get_board(session, venture_id)
        assert (len(board.resources), len(board.initiatives), len(board.needs)) == (30, 12, 12 * NEEDS)
        assert len(board.offers) == 14 and board.gaps and any(row.requires for row in board.initiatives.values())
        assert len(all_records(session, ACTION, venture_id)) == 12 * ACTIONS
        assert len(stage_moves(session, venture_id)) == 2 * sum(range(1, 8))
        assert len(count_by_stage(session, venture_id)) > 3
        assert [len(event.partner_ids) for event in all_records(session, EVENT, venture_id)] == [3, 3]
        assert len(all_records(session, NOTE, venture_id)) == 14 * 4
        assert len(all_records(session, ASSESSMENT, venture_id)) == 3 * 3
        assert get_counts(session, venture_id).total == 40


def test_a_company_is_the_same_every_time(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        first, second = (fill_company(session, Size(30, 14, 6, 3, 2, 4), name) for name in ("Bench", "Again"))

    with sqlite_database.read() as session:
        boards = [get_board(session, venture_id) for venture_id in (first, second)]
    assert [row.skills for row in boards[0].resources] == [row.skills for row in boards[1].resources]
    readiness = [[row.readiness for row in board.coverages.values()] for board in boards]
    assert readiness[0] == readiness[1]
