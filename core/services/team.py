"""Who uses Sextant over the network: signing in with the team's PIN, sessions, and how often one may try."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from db.models import AccessAttempt, Resource, TeamSession, Venture
from db.repository import live

STAYS = timedelta(days=30)
SEEN_AGAIN = timedelta(minutes=5)  # how often a session notes that it is in use
REMEMBERED = timedelta(days=1)  # wrong tries older than this no longer count
FREE_TRIES, MOST_TRIES = 5, 10
LOCK = timedelta(minutes=15)
# All addresses together: one device that changes its address must not get ten tries under each.
MOST_TRIES_OF_ALL = 30
KEPT = timedelta(days=90)
LONGEST_NAME = 60
MOST_PEOPLE = 40

WRONG, EARLY, RIGHT = "wrong PIN", "too early", "signed in"


@dataclass(frozen=True)
class Member:
    """A signed-in browser; the name is empty until its user has said who they are."""

    token_hash: str
    name: str
    address: str
    created_at: datetime
    last_seen_at: datetime


def hash_token(token: str) -> str:
    """Return what is kept of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin_session(session: Session, address: str, at: datetime) -> str:
    """Begin a session without a name and return its token, which is kept nowhere here."""
    token = secrets.token_urlsafe(32)
    session.execute(delete(TeamSession).where(TeamSession.expires_at <= at))
    row = TeamSession(token_hash=hash_token(token), name="", address=address, created_at=at, last_seen_at=at)
    row.expires_at = at + STAYS
    session.add(row)
    return token


def find_member(session: Session, token: str | None, at: datetime) -> Member | None:
    """Return whose session a token belongs to, or None if it is unknown, ended or too old."""
    row = session.get(TeamSession, hash_token(token)) if token else None
    return _member(row) if row and row.expires_at > at else None


def name_member(session: Session, token: str, name: str) -> str:
    """Give a session its user's name and return it as it is kept: one line, no control characters, never empty."""
    clean = "".join(sign for sign in " ".join(name.split()) if sign.isprintable())[:LONGEST_NAME].strip()
    row = session.get(TeamSession, hash_token(token))
    if row and clean:
        row.name = clean
    return clean


def note_member(session: Session, member: Member, at: datetime) -> None:
    """Note that a session is in use."""
    row = session.get(TeamSession, member.token_hash)
    if row:
        row.last_seen_at = at


def is_due(member: Member, at: datetime) -> bool:
    """Return whether a session's last sign of life is old enough to be noted anew."""
    return at - member.last_seen_at > SEEN_AGAIN


def end_session(session: Session, token: str | None) -> None:
    """End the session of a token."""
    session.execute(delete(TeamSession).where(TeamSession.token_hash == hash_token(token or "")))


def end_all_sessions(session: Session) -> int:
    """End every session and return how many there were; also forget wrong tries, so that all can sign in anew."""
    ended = list_members(session, None)
    session.execute(delete(TeamSession))
    session.execute(delete(AccessAttempt).where(AccessAttempt.what != RIGHT))
    return len(ended)


def list_members(session: Session, at: datetime | None) -> list[Member]:
    """Return the sessions that hold at a moment (at any, for None), last seen first."""
    statement = select(TeamSession).order_by(TeamSession.last_seen_at.desc())
    rows = session.scalars(statement if at is None else statement.where(TeamSession.expires_at > at))
    return [_member(row) for row in rows]


def list_people(session: Session) -> list[str]:
    """Return the names a user may choose from: the talent of all companies, the demo's only where there is no other."""
    statement = live(Resource, kind="talent").join(Venture, Resource.venture_id == Venture.id)
    rows = session.execute(
        statement.with_only_columns(Resource.name, Venture.is_demo).where(Venture.deleted_at.is_(None))
    )
    found = rows.all()
    own = [name for name, is_demo in found if not is_demo] or [name for name, _ in found]
    return sorted(set(own))[:MOST_PEOPLE]


def note_try(session: Session, source: str, what: str, at: datetime) -> None:
    """Keep a try with the PIN and drop those nobody asks about any more."""
    session.execute(delete(AccessAttempt).where(AccessAttempt.at < at - KEPT))
    session.add(AccessAttempt(at=at, address=source, what=what))


def wait_until(session: Session, source: str, at: datetime) -> datetime | None:
    """Return until when an address, or everybody, must wait before the next try; None if not at all."""
    moments = [_own_wait(session, source, at), _wait_of_all(session, at)]
    return max((moment for moment in moments if moment and moment > at), default=None)


def note_early_try(session: Session, source: str, at: datetime) -> None:
    """Count a try made while its address had to wait; once it is locked out no more, or the lock would never end."""
    wrong, last = _wrong_tries(session, source, at)
    if last and at < last + wait_after(wrong) and wrong < MOST_TRIES:
        note_try(session, source, EARLY, at)


def wait_after(wrong: int) -> timedelta:
    """Return how long one waits after so many wrong tries: nothing before the fifth, then 1, 2, 4, 8 minutes, then the lock."""
    if wrong < FREE_TRIES:
        return timedelta()
    return LOCK if wrong >= MOST_TRIES else min(LOCK, timedelta(minutes=2 ** (wrong - FREE_TRIES)))


def _own_wait(session: Session, source: str, at: datetime) -> datetime | None:
    wrong, last = _wrong_tries(session, source, at)
    return last + wait_after(wrong) if last else None


def _wrong_tries(session: Session, source: str, at: datetime) -> tuple[int, datetime | None]:
    """Return how many tries an address has made in vain since it last got in, and when the last was."""
    rows = select(AccessAttempt.at, AccessAttempt.what).where(AccessAttempt.address == source)
    recent = session.execute(rows.where(AccessAttempt.at > at - REMEMBERED).order_by(AccessAttempt.id.desc()))
    moments: list[datetime] = []
    for moment, what in recent:
        if what == RIGHT:
            break
        moments.append(moment)
    return len(moments), moments[0] if moments else None


def _wait_of_all(session: Session, at: datetime) -> datetime | None:
    recent = (AccessAttempt.what != RIGHT, AccessAttempt.at > at - LOCK)
    wrong, first = session.execute(select(func.count(), func.min(AccessAttempt.at)).where(*recent)).one()
    return first + LOCK if wrong >= MOST_TRIES_OF_ALL else None


def _member(row: TeamSession) -> Member:
    return Member(row.token_hash, row.name, row.address, row.created_at, row.last_seen_at)
