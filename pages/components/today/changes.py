"""What changed since a day."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from core.days import last_monday
from core.i18n import get_locale, t
from core.labels import NOUNS
from core.services.changes import log_version
from core.services.deltas import KINDS, Line, what_changed
from core.services.snapshot import today_of
from pages.components.page import PageContext
from pages.components.text import plain, shorten
from pages.components.today.section import section

COLOURS = {"new": "blue", "moved": "violet", "late": "red", "done": "green"}
SHOWN = 8


def show_changes(page: PageContext) -> date:
    """Draw what changed since a day that one chooses, by default last Monday; return the day."""
    today = today_of(page.company)
    with section("changes", t("What changed?"), 2):
        since = _since(today)
        day = since if isinstance(since, date) else today - timedelta(days=7)
        with page.database.read() as session:
            version = log_version(session, page.venture_id)
        lines = _lines(page, page.database.url, page.venture_id, version, get_locale(), day, today)
        if not lines:
            st.caption(t("No change."))
        for line in lines[:SHOWN]:
            _line(line)
        if len(lines) > SHOWN:
            with st.expander(t("{count} more", count=len(lines) - SHOWN)):
                for line in lines[SHOWN : SHOWN * 10]:
                    _line(line)
    return day


# Read once for each state of the log: an import of a week before leaves thousands of lines.
@st.cache_resource(max_entries=8, show_spinner=False)
def _lines(
    _page: PageContext, url: str, venture_id: int, version: str, locale: str, since: date, today: date
) -> list[Line]:
    with _page.database.read() as session:
        return what_changed(session, _page.company, since, today)


def _since(today: date) -> Any:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("since"), width="content")
        return st.date_input(
            t("since"),
            last_monday(today),
            max_value=today,
            key="today-since",
            format="YYYY-MM-DD",
            width=160,
            label_visibility="collapsed",
        )


def _line(line: Line) -> None:
    sort = t(NOUNS.get(line.noun, line.noun))
    sort = t("{sort} ({count})", sort=sort, count=line.count) if line.count > 1 else sort
    rest = " · ".join(plain(part) for part in (line.detail, line.who) if part)
    badge = f":{COLOURS.get(line.kind, 'gray')}-badge[{t(KINDS[line.kind])}]"
    st.markdown(f"{badge} {sort} **{plain(shorten(line.title))}**" + (f" :small[:gray[{rest}]]" if rest else ""))
