import pytest

from db.models import CompanyCard, Resource, Venture
from db.repository import Query, apply_query, count, live, ordered, paged, restore, trash
from db.session import Database

NAMES = ["50% off", "a_b", "axb", "O'Neill", 'say "hi"', "back\\slash", "林小满", "ÉCOLE", "plain"]


@pytest.fixture
def shelf(database: Database) -> Database:
    with database.write() as session:
        venture = Venture(name="Tea", card=CompanyCard())
        session.add(venture)
        session.flush()
        for number, name in enumerate(NAMES):
            cost = float(number) if number % 2 else None
            session.add(Resource(venture_id=venture.id, kind="talent", name=name, note="n", monthly_cost=cost))
    return database


def find(database: Database, query: Query) -> list[str]:
    with database.read() as session:
        statement = apply_query(live(Resource), Resource, query, ("name",))
        return [row.name for row in session.scalars(paged(ordered(statement, Resource, query), query))]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("%", ["50% off"]),
        ("_", ["a_b"]),
        ("'", ["O'Neill"]),
        ('"', ['say "hi"']),
        ("\\", ["back\\slash"]),
        ("小满", ["林小满"]),
        ("PLAIN", ["plain"]),
        ("  plain  ", ["plain"]),
        ("/", []),
        ("' OR 1=1 --", []),
    ],
)
def test_a_search_takes_every_character_as_it_is(shelf: Database, words: str, found: list[str]) -> None:
    assert find(shelf, Query(search=words)) == found


def test_pages_together_are_the_whole_list_without_doubles(shelf: Database) -> None:
    pages = [find(shelf, Query(sort="note", page=page, size=4)) for page in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [4, 4, 1, 0]
    assert [name for page in pages for name in page] == NAMES


@pytest.mark.parametrize("descending", [False, True])
def test_blanks_come_last_whichever_way_one_sorts(shelf: Database, descending: bool) -> None:
    names = find(shelf, Query(sort="monthly_cost", descending=descending))

    known = [NAMES[number] for number in (1, 3, 5, 7)]
    assert names[:4] == (known[::-1] if descending else known)


def test_a_record_in_the_trash_is_out_of_every_list_until_it_is_restored(shelf: Database) -> None:
    with shelf.write() as session:
        row = session.scalars(live(Resource, name="plain")).one()
        trash(row)
        session.flush()
        assert count(session, live(Resource)) == len(NAMES) - 1

        restore(row)
        session.flush()
        assert count(session, live(Resource)) == len(NAMES)


def test_filters_take_one_value_or_several_and_ignore_blanks(shelf: Database) -> None:
    several = Query(filters={"name": ["plain", "axb"], "kind": "", "role": None})

    assert find(shelf, several) == ["axb", "plain"]
    assert find(shelf, Query(filters={"kind": "market"})) == []
