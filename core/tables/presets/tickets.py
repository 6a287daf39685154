"""Tickets of a service desk such as Zendesk: one row for each comment or each ticket, or tickets that hold comments."""

import json
from collections.abc import Iterator
from typing import Any

from core.i18n import N_
from core.tables.derived import Cells, with_columns, with_rows
from core.tables.json_source import value_text
from core.tables.mapping import Mapping
from core.tables.presets.headings import find_heading
from core.tables.presets.preset import Preset
from core.tables.readers import Context
from core.tables.table import Note, Table

TICKET = (
    "ticket id|ticket|ticket number|ticket #|工单编号|工单号|工单id|会话id|会话编号|case number|case id|conversation id"
)
OWN_ID = "id|编号"
TEXT = "comment body|comment plain body|plain body|body|comment|message|content|description|回复内容|消息内容|内容|描述|问题描述"
SUBJECT = "ticket subject|subject|title|标题|主题"
REQUESTER = "requester name|requester|requester id|requester email|customer|end user|提交人|客户|客户名称|用户|访客"
AGENT = "assignee|assignee name|assignee id|agent|受理人|处理人|客服|受理客服"
SPEAKER = "author role|comment author role|role|sender type|发送方|角色|author name|author|comment author|sender|发送人|author id"
PUBLIC = "public|is public|comment public|公开|是否公开|private|is private|internal|是否内部|是否私密|visibility|可见性"
COMPANY = "organization|organization name|organisation|company|公司|公司名称"
WRITTEN = "comment created at|created at|created|created time|time|发送时间|创建时间|提交时间|时间"
COMMENTS = "comments|回复"
CHANNEL = "channel|via channel|来源|渠道"
COLUMNS = ("Ticket", "Subject", "Speaker", "Public", "Text", "Written at", "Customer", "Channel")
DESK = "Desk channel"


def recognise(table: Table) -> bool:
    """Say whether the table has tickets, words in them, and somebody who asked or answered."""
    columns = table.columns
    has_ticket = find_heading(columns, TICKET) or (
        find_heading(columns, OWN_ID) and find_heading(columns, SUBJECT) and find_heading(columns, REQUESTER)
    )
    has_words = find_heading(columns, TEXT) or _holds_comments(table)
    people = [find_heading(columns, names) for names in (REQUESTER, AGENT, SPEAKER, PUBLIC)]
    return bool(has_ticket and has_words and any(people))


def _holds_comments(table: Table) -> str | None:
    """Return the column in which a ticket's comments stand as a JSON list."""
    column = find_heading(table.columns, COMMENTS)
    if column is None:
        return None
    place = table.columns.index(column)
    return column if any(_comments(row.cells[place]) for row in table.preview(20)) else None


def _comments(cell: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(cell)
    except ValueError:
        return []
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def open_tickets(table: Table) -> Table:
    """Return one row for each comment, with its ticket, its speaker and whether the customer could see it."""
    column = _holds_comments(table)
    if column is None:
        return with_columns(table, (DESK,), _channel(table))
    columns = table.columns

    def make(cells: Cells, number: int) -> Iterator[list[str]]:
        def get(names: str) -> str:
            return cells.get(find_heading(columns, names) or "", "")

        ticket = [get(TICKET) or get(OWN_ID), get(SUBJECT)]
        about = [get(COMPANY) or get(REQUESTER), "ticket"]
        comments = _comments(cells[column])
        if not comments and get(TEXT):
            yield [*ticket, "end-user", "true", get(TEXT), get(WRITTEN), *about]
        for comment in comments:
            public = value_text(comment.get("public", True))
            body = value_text(comment.get("plain_body") or comment.get("body") or comment.get("text"))
            moment = value_text(comment.get("created_at") or comment.get("time"))
            yield [*ticket, _speaker(comment, cells, columns), public, body, moment, *about]

    return with_rows(table, COLUMNS, make)


def _channel(table: Table) -> Any:
    own = find_heading(table.columns, CHANNEL)

    def compute(cells: Cells, number: int, note: Note) -> list[str]:
        return [(cells[own] if own else "") or "ticket"]

    return compute


def _speaker(comment: dict[str, Any], cells: Cells, columns: list[str]) -> str:
    """Return the role of who wrote a comment: as it says, or by whose id it carries; else the name."""
    author = comment.get("author")
    role = comment.get("role") or comment.get("author_role") or (author.get("role") if isinstance(author, dict) else "")
    if role:
        return value_text(role)
    ident = value_text(comment.get("author_id"))
    if ident and ident == cells.get(find_heading(columns, "requester id") or "", ""):
        return "end-user"
    if ident and ident == cells.get(find_heading(columns, "assignee id") or "", ""):
        return "agent"
    name = author.get("name") if isinstance(author, dict) else author
    return value_text(name) or ident


def mapping(table: Table, context: Context) -> Mapping:
    """Return which column is which part of a comment; the ticket brings its comments together."""
    columns = table.columns
    if tuple(columns) == COLUMNS:
        names = ("ticket", "title", "speaker", "private", "text", "written_on", "customer", "channel")
        return Mapping("comments", dict(zip(names, COLUMNS, strict=True)), key="Ticket", source=PRESET.name)
    found = {
        "ticket": find_heading(columns, TICKET) or find_heading(columns, OWN_ID),
        "title": find_heading(columns, SUBJECT),
        "speaker": find_heading(columns, SPEAKER),
        "private": find_heading(columns, PUBLIC),
        "text": find_heading(columns, TEXT),
        "written_on": find_heading(columns, WRITTEN),
        "customer": find_heading(columns, COMPANY) or find_heading(columns, REQUESTER),
        "channel": DESK,
    }
    kept = {name: column for name, column in found.items() if column}
    return Mapping("comments", kept, key=kept["ticket"], source=PRESET.name)


PRESET = Preset("tickets", N_("Tickets of a service desk"), recognise, mapping, open_tickets)
