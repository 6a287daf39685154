"""Ten comments that a person labels before seeing the reading: how often does the reader agree?"""

from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from core.errors import SextantError
from core.feedback.kinds import KINDS
from core.services.comments import comments_of, correct_comment, correct_kind, get_comment
from core.services.feedback import LABELLED, Share
from db.base import now
from db.models import BlindLabel, Comment, Correction, Prediction

ROUND = 10


@dataclass(frozen=True)
class Judged:
    """A comment with what a person said of it blind, and what the reader had said."""

    comment_id: int
    text: str
    label: str
    kind: str
    read_label: str
    read_kind: str

    @property
    def agrees(self) -> bool:
        """Tell whether both said the same."""
        return self.label == self.read_label

    @property
    def is_doubtful(self) -> bool:
        """Tell whether one of them was not sure."""
        return "unclear" in (self.label, self.read_label)


@dataclass(frozen=True)
class Agreement:
    """How often person and reader agree; misses are those where both were sure and said something else."""

    labels: Share
    kinds: Share
    misses: list[Judged]
    doubtful: list[Judged]
    reader_unsure: int


def next_comments(session: Session, venture_id: int) -> list[int]:
    """Return the comments that are left of this round, in a random order that stays the same.

    All comments with a reading have the same chance, those that somebody corrected too: their readings are part of what
    the reader does. Each company has its own order, in which labelled comments are passed over.
    """
    labelled = set(session.scalars(_labels(venture_id, BlindLabel.comment_id)))
    read = comments_of(venture_id, Comment.id).where(Prediction.label.in_(LABELLED))
    waiting = [comment_id for comment_id in session.scalars(read) if comment_id not in labelled]
    left = ROUND - len(labelled) % ROUND
    return nsmallest(left, waiting, key=lambda comment_id: _place(venture_id, comment_id))


def _place(venture_id: int, comment_id: int) -> bytes:
    """Return where a comment stands in the company's random order."""
    return blake2b(f"{venture_id}/{comment_id}".encode(), digest_size=8).digest()


def count_judged(session: Session, venture_id: int) -> int:
    """Return how many comments were labelled blind."""
    return session.scalar(_labels(venture_id, func.count(BlindLabel.comment_id))) or 0


def judge_blind(session: Session, venture_id: int, comment_id: int, label: str, kind: str = "", who: str = "") -> None:
    """Keep what a person said of a comment, beside the reading of this moment; the first answer stands."""
    get_comment(session, venture_id, comment_id)
    if label not in LABELLED:
        raise SextantError("{label} is no label. Choose positive, negative or not sure.", label=label)
    if kind and kind not in KINDS:
        raise SextantError("{kind} is no kind. Choose complaint, request, question, praise or other.", kind=kind)
    reading = session.get(Prediction, comment_id)
    if reading is None or session.get(BlindLabel, comment_id) is not None:
        return
    session.add(
        BlindLabel(
            comment_id=comment_id,
            label=label,
            kind=kind,
            read_label=reading.label,
            read_kind=reading.kind,
            encoder_version=reading.encoder_version,
            who=who,
            labelled_at=now(),
        )
    )
    session.flush()


def agreement(session: Session, venture_id: int) -> Agreement:
    """Return how often the reader agreed, over all comments that were labelled blind, the newest first."""
    rows = session.execute(_labels(venture_id, BlindLabel, Comment.text).order_by(BlindLabel.labelled_at.desc()))
    judged = [Judged(b.comment_id, text, b.label, b.kind, b.read_label, b.read_kind) for b, text in rows]
    kinds = [row for row in judged if row.kind and row.read_kind]
    return Agreement(
        Share(sum(row.agrees for row in judged), len(judged)),
        Share(sum(row.kind == row.read_kind for row in kinds), len(kinds)),
        [row for row in judged if not row.agrees and not row.is_doubtful],
        [row for row in judged if row.is_doubtful],
        sum(row.read_label == "unclear" for row in judged),
    )


def keep_as_corrections(session: Session, venture_id: int) -> int:
    """Make the blind labels corrections, which count from now on; return how many comments that settled.

    “Not sure for me” settles nothing, and a correction that is there already stays.
    """
    settled = 0
    for row in session.scalars(_labels(venture_id, BlindLabel)).all():
        known = session.get(Correction, row.comment_id)
        label = row.label if row.label != "unclear" and not (known and known.label) else None
        kind = row.kind if row.kind and not (known and known.kind) else None
        if label:
            correct_comment(session, venture_id, row.comment_id, label)
        if kind:
            correct_kind(session, venture_id, row.comment_id, kind)
        settled += bool(label or kind)
    return settled


def _labels(venture_id: int, *columns: Any) -> Select[Any]:
    mine = Comment.id == BlindLabel.comment_id
    live = (Comment.venture_id == venture_id, Comment.deleted_at.is_(None))
    return select(*columns).select_from(BlindLabel).join(Comment, mine).where(*live)
