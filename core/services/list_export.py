"""Lists as they leave: of records, and of comments, for the team, the board or readers outside."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session

from core.reach.consents import Consents
from core.reach.fields import TEAM
from core.reach.lists import Column, Told, tell
from core.reach.rules import may_show
from core.reach.withheld import Withheld
from core.services.comments import CommentQuery, StoredComment, comments_of, filtered, list_comments
from core.services.drafts import names_withheld
from core.services.reach import customers_of
from core.services.records import Noun, all_records
from core.strategy.mentions import mentions
from db.models import Comment
from db.session import Database

CHUNK = 5000
COMMENT_FIELDS = (
    "id",
    "text",
    "written_on",
    "rating",
    "customer",
    "channel",
    "label",
    "probability",
    "kind",
    "language",
    "reason",
    "corrected",
    "kind_corrected",
)


def tell_list(
    session: Session, noun: Noun[Any], venture_id: int, columns: Sequence[Column], audience: str, **equal: Any
) -> Told:
    """Return a whole list of records as an audience may have it."""
    records = all_records(session, noun, venture_id, **equal)
    return tell(noun.name, columns, records, audience, _hides(session, venture_id, audience))


def _hides(session: Session, venture_id: int, audience: str) -> Callable[[str], bool]:
    names = names_withheld(session, venture_id, audience)
    return lambda text: bool(names and mentions(text, names))


def comment_fields(audience: str) -> list[str]:
    """Return the columns of comments that an audience may have at all."""
    agreed = {"may_be_named": True, "may_be_quoted": True}
    return [name for name in COMMENT_FIELDS if may_show("comment", name, agreed, audience)]


def comment_rows(database: Database, venture_id: int, query: CommentQuery, audience: str) -> Iterator[list[Any]]:
    """Yield the comments that fit a query, a part at a time; without consent the name and the words are blank."""
    with database.read() as session:
        consents = Consents(customers_of(session, venture_id), audience)
        hides = _hides(session, venture_id, audience)
    fields, page = comment_fields(audience), 1
    while True:
        with database.read() as session:
            part = CommentQuery(**{**query.__dict__, "page": page, "size": CHUNK})
            found, _ = list_comments(session, venture_id, part)
        for row in found:
            yield [_told(row, name, audience, consents, hides) for name in fields]
        if len(found) < CHUNK:
            return
        page += 1


def _told(row: StoredComment, name: str, audience: str, consents: Consents, hides: Callable[[str], bool]) -> Any:
    value = getattr(row, name)
    if audience == TEAM:
        return value
    if name == "customer":
        return value if consents.may_name(value) else ""
    if name == "text" and (not consents.may_quote(row.customer) or hides(value)):
        return ""
    return value


def comments_withheld(session: Session, venture_id: int, query: CommentQuery, audience: str) -> dict[str, int]:
    """Return how many customers and comments' words are withheld of those that fit a query."""
    withheld, quotes = Withheld(), 0
    if audience == TEAM:
        return {}
    consents = Consents(customers_of(session, venture_id), audience)
    counted = filtered(comments_of(venture_id, Comment.customer, func.count(Comment.id)), query)
    for customer, n in session.execute(counted.group_by(Comment.customer)):
        if customer and not consents.may_name(customer):
            withheld.add("customer", consents.name_of(customer))
        quotes += 0 if consents.may_quote(customer) else n
    return withheld.counts() | ({"quote": quotes} if quotes else {})
