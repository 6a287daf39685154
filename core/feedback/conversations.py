"""From the lines of a conversation to one text in the customer's own words."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import normalize

from core.feedback.mails import is_auto_reply, own_words
from core.feedback.speakers import Speakers, split_transcript

NO_SPEAKERS = Speakers()
OWN_LINES, PRIVATE, AUTO_REPLIES, NON_ANSWERS = "own_lines", "private", "auto_replies", "non_answers"

_NONE_ZH = (
    "无 没 没有 暂无 没了 没有了 没什么 没有什么 无意见 没意见 没有意见 暂无意见 无建议 没建议 没有建议 暂无建议 暂时没有 目前没有 "
    "暂时无 目前无 无反馈 没有反馈 不适用 无补充 没有补充 没有问题 空 略 都没有"
)
_NONE_EN = "na|n/a|n.a|none|no|nope|nil|null|nan|nothing|no comment|no comments|not applicable|nothing to add|no feedback|no suggestions"
NO_ANSWERS = frozenset([*_NONE_ZH.split(), *_NONE_EN.split("|"), ""])
EDGES = " \t\r\n.。,，!！~～…-—_/\\、;；:：*()（）[]【】'\"“”"
REPLY_MARKS = re.compile(r"^\s*(?:(?:re|fw|fwd|回复|答复|转发)\s*[:：]\s*)+", re.I)
CLOCKED = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")

_PRIVATE = "private|internal|note|internal note|private note|internal comment|内部|私密|私有|内部备注|私有备注|备注|内部回复|不公开"
_PUBLIC = "public|external|reply|comment|public reply|public comment|公开|外部|对外|公开回复|回复|对外可见"
PRIVATE_WORDS, PUBLIC_WORDS = frozenset(_PRIVATE.split("|")), frozenset(_PUBLIC.split("|"))
YES = frozenset({"true", "yes", "y", "t", "1", "是", "对", "真", "√"})
NO = frozenset({"false", "no", "n", "f", "0", "否", "不是", "假", "×", ""})
PUBLIC_HEADING = re.compile(r"(?<![a-z])(?:is[ _]?)?public|公开|对外|visible", re.I)


class Line(NamedTuple):
    """What one speaker wrote; `moment` is the time as it stands in the file."""

    text: str
    speaker: str = ""
    private: bool = False
    moment: str = ""


class Words(NamedTuple):
    """The customer's words ("" where there are none), and how much of each kind was left out."""

    text: str
    counts: Counter[str]


def customer_words(
    lines: Sequence[Line], speakers: Speakers | None = None, *, title: str = "", drop_own: bool = True
) -> Words:
    """Return one text of what the customer wrote in a ticket, its lines in the order of time.

    Left out and counted: our own lines, private notes, auto-replies, signatures, quoted mails; a text that only says
    that there is nothing to say.
    """
    counts: Counter[str] = Counter()
    speakers = speakers or NO_SPEAKERS
    told = [_told(line, speakers, counts, drop_own=drop_own) for line in in_order(lines)]
    text = "\n".join(filter(None, told))
    # A title over our own lines alone is not the customer's.
    heading = REPLY_MARKS.sub("", title).strip() if title and (text or not any(line.text for line in lines)) else ""
    if text and is_no_answer(text):
        counts[NON_ANSWERS] += 1
        text = ""
    if heading and not text.startswith(heading) and not is_no_answer(heading):
        text = f"{heading}\n{text}".strip()
    return Words(text, +counts if counts else counts)


def _told(line: Line, speakers: Speakers, counts: Counter[str], *, drop_own: bool) -> str:
    """Return what a line holds of the customer's words, and count what else it holds."""
    if not line.text.strip():
        return ""
    if reason := _reason_to_drop(line, speakers, drop_own=drop_own):
        counts[reason] += 1
        return ""
    turns = split_transcript(line.text, speakers) if drop_own else []
    if not turns:
        words, cut = own_words(line.text)
        if cut:
            counts.update(cut)
        return words
    counts[OWN_LINES] += sum(turn.own for turn in turns)
    return "\n".join(turn.text for turn in turns if not turn.own and turn.text)


def _reason_to_drop(line: Line, speakers: Speakers, *, drop_own: bool) -> str:
    if line.private:
        return PRIVATE
    if drop_own and line.speaker and speakers.is_own(line.speaker):
        return OWN_LINES
    return AUTO_REPLIES if is_auto_reply(line.text) else ""


def in_order(lines: Sequence[Line]) -> list[Line]:
    """Return the lines by time where each has one; as they stand, otherwise.

    A file that begins with the newest line is turned round first, so that lines of one minute keep their order.
    """
    moments = [_moment(line.moment) for line in lines] if len(lines) > 1 else [()]
    if not all(moments):
        return list(lines)
    pairs = list(zip(moments, lines, strict=True))
    falling = all(first >= second for first, second in zip(moments, moments[1:], strict=False))
    if falling and moments and moments[0] > moments[-1]:
        pairs.reverse()
    return [line for _, line in sorted(pairs, key=lambda pair: pair[0])]


def _moment(text: str) -> tuple[float, ...]:
    match = CLOCKED.match(text.strip())
    return tuple(float(part) for part in re.split(r"[-/.T :]", match[0], maxsplit=5)) if match else ()


def is_no_answer(text: str) -> bool:
    """Tell whether a text says only that there is nothing to say: 无, 暂无, n/a, none."""
    return len(text) < 40 and normalize("NFKC", text).casefold().strip(EDGES) in NO_ANSWERS


def read_private(value: str, heading: str) -> bool | None:
    """Return whether a cell marks a private note, None where it cannot be told; `heading` may ask for public instead."""
    word = " ".join(value.split()).casefold()
    if word in PRIVATE_WORDS or word in PUBLIC_WORDS:
        return word in PRIVATE_WORDS
    if word not in YES and word not in NO:
        return None
    public = bool(PUBLIC_HEADING.search(heading))
    return bool(word) and (word in YES) != public
