"""Who uses Sextant over the network: sessions and refused tries."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, now


class TeamSession(Base):
    """A signed-in browser: only the hash of its token is kept."""

    __tablename__ = "team_session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]


class AccessAttempt(Base):
    """A try to get in that was refused, or one that was let in."""

    __tablename__ = "access_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    address: Mapped[str] = mapped_column(index=True)
    what: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
