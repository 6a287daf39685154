import time
from collections.abc import Callable

import pytest
from sqlalchemy import insert

from core.services.comments import CommentQuery, list_comments
from core.services.customers import comment_names, comments_by_customer, sum_of_values, unknown_names
from core.services.feedback import by_customer
from core.services.market import CUSTOMER, StoredCustomer
from core.services.records import add_record
from core.services.ventures import StoredCompany, add_venture
from db.models import Comment, ImportBatch, Prediction
from db.session import Database


@pytest.fixture
def add_customer(database: Database, company: StoredCompany) -> Callable[..., StoredCustomer]:
    def add(name: str, *other_names: str, **values: object) -> StoredCustomer:
        with database.write() as session:
            return add_record(session, CUSTOMER, company.id, {"name": name, "other_names": list(other_names)} | values)

    return add


def test_a_customers_comments_are_counted_with_n_and_interval(
    database: Database, company: StoredCompany, ids: list[int], add_customer: Callable[..., StoredCustomer]
) -> None:
    bank, shop, none = add_customer("Bank"), add_customer("Store", "Shop"), add_customer("Mill")

    with database.read() as session:
        heard = comments_by_customer([bank, shop, none], by_customer(session, company.id))

    # Bank wrote five: three negative ones, one has no words, one is not read.
    assert (heard[bank.id].comments, heard[bank.id].negative.k, heard[bank.id].negative.n) == (5, 3, 3)
    assert (heard[shop.id].comments, heard[shop.id].negative.k, heard[shop.id].negative.n) == (2, 0, 2)
    assert (heard[none.id].comments, heard[none.id].negative.value) == (0, None)
    assert 0 < heard[bank.id].negative.low < heard[bank.id].negative.high


@pytest.mark.parametrize(
    ("written", "known"),
    [("BANK", "bank"), ("École  du Nord", "ÉCOLE DU NORD"), ("银行", "银行"), ("STRASSE", "straße")],
)
def test_names_join_whatever_their_case_and_spaces(
    database: Database,
    company: StoredCompany,
    add_comments: Callable[..., list[int]],
    add_customer: Callable[..., StoredCustomer],
    written: str,
    known: str,
) -> None:
    add_comments([("late", None, written), ("other", None, f"{written} 2")])
    customer = add_customer("Somebody", known)

    with database.read() as session:
        names = comment_names([customer], by_customer(session, company.id))[customer.id]
        found, total = list_comments(session, company.id, CommentQuery(customers=names))

    assert names == (written,)
    assert (total, [row.text for row in found]) == (1, ["late"])


def test_names_that_nobody_bears_are_listed_most_comments_first(
    database: Database, company: StoredCompany, ids: list[int], add_customer: Callable[..., StoredCustomer]
) -> None:
    with database.read() as session:
        counts = by_customer(session, company.id)

    assert unknown_names([], counts) == [("Bank", 5), ("Shop", 2)]
    assert unknown_names([add_customer("Some bank", "bank")], counts) == [("Shop", 2)]


def test_a_missing_value_is_not_summed_as_zero(add_customer: Callable[..., StoredCustomer]) -> None:
    customers = [add_customer("A", yearly_value=5.0), add_customer("B"), add_customer("C", state="trial")]

    assert sum_of_values(customers, "paying") == (5.0, 1, 2)


def test_300_customers_of_100_000_comments_are_counted_fast(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        company = add_venture(session, {"name": "Big"})
        batch = ImportBatch(venture_id=company.id, file_name="x.csv")
        session.add(batch)
        session.flush()
        same = {"venture_id": company.id, "batch_id": batch.id, "text": "x"}
        own = [
            {"id": n, "row_number": n, "content_key": str(n), "unique_key": str(n), "customer": f"C {n % 500}"}
            for n in range(1, 100_001)
        ]
        session.execute(insert(Comment), [same | row for row in own])
        read = {"encoder_version": "v", "label": "negative", "probability": 0.1, "language": "en"}
        session.execute(insert(Prediction), [read | {"comment_id": row["id"]} for row in own])
        customers = [add_record(session, CUSTOMER, company.id, {"name": f"c {n}"}) for n in range(300)]

    with sqlite_database.read() as session:
        began = time.perf_counter()
        heard = comments_by_customer(customers, by_customer(session, company.id))
        seconds = time.perf_counter() - began

    assert {found.comments for found in heard.values()} == {200}
    assert seconds < 2
