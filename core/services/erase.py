"""Erase one person or customer everywhere in a company, for good: first counted, then done."""

import logging
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.i18n import N_, t
from core.services.erase_files import drop_uploads, list_copies, scrub_logs
from core.services.erase_find import OWNERS, Found, Names, all_names, find, texts_of
from core.services.jobs import list_jobs
from core.services.venture_tables import CHUNK, TABLES
from core.services.ventures import get_venture
from db.base import Base
from db.models import DraftSentence, Evidence, Venture
from db.session import Database
from db.upgrade import compact

log = logging.getLogger(__name__)
MARK = N_("[erased]")
SENTENCE = N_("[erased: this sentence named somebody who has been erased]")
# Columns in which no two rows of a company may say the same.
SINGLE = {("assessment", "rater"), ("capability", "name"), ("import_preset", "headings"), ("snooze", "item")}


@dataclass(frozen=True)
class Preview:
    """What would be erased: rows by table that go and that only mention the name, and copies that keep it."""

    names: tuple[str, ...]
    gone: dict[str, int]
    mentions: dict[str, int]
    copies: list[Path]

    @property
    def total(self) -> int:
        """Return how many rows are touched."""
        return sum(self.gone.values()) + sum(self.mentions.values())


def preview(database: Database, venture_id: int, names: Iterable[str], home: Path) -> Preview:
    """Count where one person or customer stands; `names` are all they go by."""
    with database.read() as session:
        wanted = _wanted(session, venture_id, names)
        counts = find(session, venture_id, wanted).counts()
    return Preview(wanted.names, counts["gone"], counts["mentions"], list_copies(home))


def erase(database: Database, venture_id: int, names: Iterable[str], confirmed: str, home: Path) -> Preview:
    """Erase one person or customer for good; raise SextantError unless `confirmed` is one of the names.

    Their records and comments are deleted, mentions are replaced by a mark, sentences of drafts replaced whole. Staged
    files go, log files lose the name, and the database is written anew so that no byte stays. Backups are only listed.
    """
    with database.write() as session:
        wanted = _wanted(session, venture_id, names)
        if not wanted.are(confirmed):
            raise SextantError("Type the name exactly as above to erase it.")
        if list_jobs(session, venture_id, active=True):
            raise SextantError("A background task is running. Wait until it has ended, then erase.")
        found = find(session, venture_id, wanted)
        counts = found.counts()
        _apply(session, found, wanted)
        # What the pages have reckoned holds until a mark changes, and comments and capabilities carry none of their own.
        session.execute(update(Venture).where(Venture.id == venture_id).values(version=Venture.version + 1))
    drop_uploads(home)
    scrub_logs(home, wanted, t(MARK))
    _write_anew(database)
    done = Preview(wanted.names, counts["gone"], counts["mentions"], list_copies(home))
    log.info("somebody was erased from company %s: %s rows", venture_id, done.total)
    return done


def _write_anew(database: Database) -> None:
    try:
        compact(database)
    except sqlite3.OperationalError as error:
        message = N_("No record holds the name any more, but the file is in use and still has old bytes. Erase again.")
        raise SextantError(message) from error


def _wanted(session: Session, venture_id: int, names: Iterable[str]) -> Names:
    given = Names(tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip())))
    if not given.names:
        raise SextantError("Write the name of the person or customer.")
    company = get_venture(session, venture_id)
    if given.are([company.name, company.name_en]):
        raise SextantError("{name} is the company itself.", name=company.name)
    return all_names(session, venture_id, given)


def _apply(session: Session, found: Found, names: Names) -> None:
    _replace_sentences(session, found.sentences)
    for name, rows in found.mentions.items():
        for row in rows:
            _replace(session, name, row, found, names)
    for name in reversed(TABLES):
        for part in _parts(found.gone.get(name, ())):
            table = TABLES[name]
            session.execute(delete(table).where(table.c.id.in_(part)))


def _replace(session: Session, name: str, row: dict[str, Any], found: Found, names: Names) -> None:
    table = Base.metadata.tables[name]
    mine = [column == row[column.name] for column in table.primary_key]
    about_them = "record_id" in row and row["record_id"] in found.gone.get(row["noun"], ())
    if name == "external_id" and (about_them or names.in_value(row["key"])) or name == "team_session":
        session.execute(delete(table).where(*mine))
        return
    new = {column: _without(name, column, row, names) for column in texts_of(table) if row[column] is not None}
    if about_them:
        # A line of the log holds more than a name: an address, a salary.
        new |= {"title": t(MARK), "fields": {}}
    session.execute(update(table).where(*mine).values(**new))


def _without(table: str, column: str, row: dict[str, Any], names: Names) -> Any:
    value = row[column]
    if column in OWNERS and names.are(value):
        return ""
    kept = names.without(value, t(MARK))
    return f"{kept} {row['id']}" if kept != value and (table, column) in SINGLE else kept


def _replace_sentences(session: Session, ids: set[int]) -> None:
    for part in _parts(ids):
        session.execute(delete(Evidence).where(Evidence.sentence_id.in_(part)))
        said = {"text": t(SENTENCE), "source": "assumption", "worded_by": "planner", "refused": ""}
        session.execute(update(DraftSentence).where(DraftSentence.id.in_(part)).values(**said))


def _parts(ids: Iterable[int]) -> Iterable[list[int]]:
    left = iter(sorted(ids))
    while part := list(islice(left, CHUNK)):
        yield part
