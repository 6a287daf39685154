from collections.abc import Callable, Sequence
from datetime import date

import pytest

from core.services.ventures import StoredCompany
from db.models import Comment, ImportBatch
from db.session import Database

AddComments = Callable[[Sequence[tuple[str, date | None, str]]], list[int]]


@pytest.fixture
def add_comments(database: Database, company: StoredCompany) -> AddComments:
    """Return a function that adds comments (text, day, customer) and gives their ids."""

    def add(comments: Sequence[tuple[str, date | None, str]]) -> list[int]:
        with database.write() as session:
            batch = ImportBatch(venture_id=company.id, file_name="x.csv")
            session.add(batch)
            session.flush()
            rows = [
                Comment(
                    venture_id=company.id,
                    batch_id=batch.id,
                    row_number=number,
                    text=text,
                    content_key=f"{batch.id}-{number}",
                    unique_key=f"{batch.id}-{number}",
                    written_on=day,
                    customer=customer,
                    channel="ticket" if number % 2 else "chat",
                )
                for number, (text, day, customer) in enumerate(comments)
            ]
            session.add_all(rows)
            session.flush()
            return [row.id for row in rows]

    return add
