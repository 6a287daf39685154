"""Messages copied or exported from WeCom and WeChat: name, time and text on one line or on several."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from core.i18n import N_
from core.tables.delimited import LINE_CHARS, DelimitedSource
from core.tables.derived import Record, derive
from core.tables.mapping import Mapping
from core.tables.presets.preset import Preset
from core.tables.problems import Problem
from core.tables.readers import Context
from core.tables.table import Note, Table

SAMPLE_LINES = 300
FEWEST = 2  # messages that must be seen before lines count as a chat
NAME_CHARS = 40
_DAY = r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}[-/月]\d{1,2}日?|昨天|前天|今天|(?:星期|周)[一二三四五六日天]|Yesterday|Today"
_CLOCK = r"(?:上午|下午|晚上|凌晨|中午)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?"
TIME = rf"(?:(?:{_DAY}),?[ T\u3000]*)?{_CLOCK}"
NAME = rf"[^\s:：\[\]()（）,，。\"][^\t:：\n]{{0,{NAME_CHARS - 1}}}?"
# 周宁 2026-11-03 10:02:33 (text below) · 2026-11-03 10:02 周宁 (text below)
NAME_TIME = re.compile(rf"(?P<name>{NAME})[ \u3000]+(?P<time>{TIME})")
TIME_NAME = re.compile(rf"(?P<time>{TIME})[ \u3000]+(?P<name>{NAME})")
# [2026-11-03 10:02] 周宁: text · 周宁 (2026-11-03 10:02): text
TIME_FIRST = re.compile(rf"[\[【(（]?(?P<time>{TIME})[\]】)）]?[ \u3000]+(?P<name>{NAME})\s*[:：]\s?(?P<text>.*)")
NAME_FIRST = re.compile(rf"(?P<name>{NAME})\s*[\[【(（](?P<time>{TIME})[\]】)）]\s*[:：]\s?(?P<text>.*)")
ONLY_CLOCK = re.compile(_CLOCK)
ONLY_TIME = re.compile(TIME)
ONLY_NAME = re.compile(NAME)
DATE_RULE = re.compile(rf"[-—–=\s]*(?P<day>{_DAY})(?:\s*(?:星期|周)[一二三四五六日天])?[-—–=\s]*|[-—–=]{{3,}}")
PLACEHOLDER = re.compile(
    r"\[(?:图片|照片|语音|视频|文件|表情|动画表情|链接|位置|红包|转账|名片|聊天记录|小程序|视频号|引用|通话|语音通话|视频通话"
    r"|Photo|Image|Voice|Video|File|Sticker|Link|Location|Contact Card)\](?:\s*[^\s\[\]]+\.(?:png|jpe?g|gif|mp4|pdf|docx?|xlsx?|pptx?|zip))?",
    re.IGNORECASE,
)
MENTION = re.compile(r"@[^\s@\u2005,，。:：]{1,20}[\u2005\u3000 ]|^@[^\s@\u2005]{1,20}$")
QUOTE = re.compile(r"^[「『].*[」』]\s*\n[-–—_ ]{6,}[ ]*\n", re.DOTALL)  # quotes of quotes end with the last rule
SHORT_QUOTE = re.compile(r"^[「『][^」』]*[」』][ ]*\n")
QUOTED_LINE = re.compile(r"^(?:>|＞|｜).*$", re.MULTILINE)
NOTICE = re.compile(
    r".{0,60}(?:撤回了一条消息|加入了?群聊|移出了?群聊|修改群名为|退出了?群聊|拍了拍|开启了.{0,10}验证|以上是打招呼的内容"
    r"|recalled a message|joined the group|left the group).{0,40}"
)
WORDLESS = "wordless"
COLUMNS = ("Message", "Name", "Company", "Time", "Text", "Channel")


@dataclass
class _Message:
    """One message while its lines are gathered."""

    line: int
    name: str
    time: str
    lines: list[str] = field(default_factory=list)


def recognise(table: Table) -> bool:
    """Say whether the text is one of messages: it begins with one, and many of its lines open another."""
    source = table.source
    if not isinstance(source, DelimitedSource):
        return False
    with source.file.open_text(source.encoding) as file:
        lines = [line.rstrip("\r\n") for line in islice(iter(lambda: file.readline(LINE_CHARS), ""), SAMPLE_LINES)]
    messages = list(_messages(enumerate(lines, start=1)))
    first = next((line for line in enumerate(lines, start=1) if line[1].strip() and not _is_rule(line[1])), None)
    if len(messages) < FEWEST or first is None or messages[0].line > first[0] + 1:
        return False
    return len({message.name for message in messages}) < len(messages) or len(messages) <= 6


def _is_rule(line: str) -> bool:
    plain = line.strip("\ufeff ")
    return bool(DATE_RULE.fullmatch(plain) or NOTICE.fullmatch(plain))


def open_chat(table: Table) -> Table:
    """Return one row for each message with words in it; pictures, voices, mentions, quotes and notices are no words."""
    source = table.source
    if not isinstance(source, DelimitedSource):
        return table

    def make(note: Note) -> Iterator[Record]:
        with source.file.open_text(source.encoding) as file:
            lines = enumerate(iter(lambda: file.readline(LINE_CHARS), ""), start=1)
            for message in _messages((number, line.rstrip("\r\n")) for number, line in lines):
                text = clean("\n".join(message.lines))
                if text:
                    name, _, company = message.name.partition("@")
                    company = "" if company in ("微信", "WeChat") else company
                    yield message.line, [str(message.line), name, company or name, message.time, text, "chat"]
                elif any(message.lines):
                    note(_without_words(message.line))

    return derive(table, COLUMNS, make)


def _without_words(line: int) -> Problem:
    return Problem(
        "The message in line {row} holds no words and was left out.", kept_out=True, counted=WORDLESS, row=line
    )


def clean(text: str) -> str:
    """Return a message's own words."""
    text = QUOTED_LINE.sub("", SHORT_QUOTE.sub("", QUOTE.sub("", text)))
    text = MENTION.sub("", PLACEHOLDER.sub("", text))
    lines = [line.strip() for line in text.splitlines() if not NOTICE.fullmatch(line.strip())]
    return "\n".join(filter(None, lines))


def _messages(lines: Iterator[tuple[int, str]] | enumerate[str]) -> Iterator[_Message]:
    """Yield the messages; a lone line is a name only where a lone time follows, and a day on a rule holds for all below."""
    current: _Message | None = None
    day = ""
    held: tuple[int, str] | None = None
    for number, raw in lines:
        line = raw.strip("\ufeff \u3000")
        opened = _opening(number, line)
        rule = DATE_RULE.fullmatch(line)
        day = (rule and rule["day"]) or day
        if held and ONLY_TIME.fullmatch(line):
            opened = _Message(held[0], held[1], line)
            held = None
        if held and current:
            current.lines.append(held[1])
        held = None
        if opened:
            if current:
                yield current
            current = opened
            if ONLY_CLOCK.fullmatch(opened.time):
                opened.time = f"{day} {opened.time}".strip()
        elif line and not _is_rule(line) and ONLY_NAME.fullmatch(line):
            held = (number, line)
        elif current and not _is_rule(line):
            current.lines.append(line)
    if current and held:
        current.lines.append(held[1])
    if current:
        yield current


def _opening(number: int, line: str) -> _Message | None:
    for pattern in (TIME_FIRST, NAME_FIRST, NAME_TIME, TIME_NAME):
        if match := pattern.fullmatch(line):
            text = match.groupdict().get("text")
            return _Message(number, match["name"].strip(), match["time"], [text] if text else [])
    return None


def mapping(table: Table, context: Context) -> Mapping:
    """Return which column is which part of a comment."""
    columns = {"text": "Text", "written_on": "Time", "speaker": "Name", "customer": "Company", "channel": "Channel"}
    return Mapping("comments", columns, source=PRESET.name)


PRESET = Preset("chat", N_("WeCom or WeChat messages"), recognise, mapping, open_chat)
