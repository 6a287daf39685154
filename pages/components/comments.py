"""The comments themselves: find, filter, open one, correct its label or kind, look inside, export."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core.i18n import format_number, format_percent, t
from core.labels import CHANNELS, COMMENT_KINDS, READING_REASONS, SENTIMENTS
from core.services import comments
from core.services.comments import ASKED, CommentQuery, StoredComment
from core.services.feedback import LABELLED
from core.services.list_export import comment_fields, comment_rows, comments_withheld
from core.tables.writing import to_bytes
from pages.components.counting import counts_of
from pages.components.exports import KINDS, MIME, audience_box, named, show_left_out
from pages.components.page import PageContext, flash

SIZE = 50


def show_comments(page: PageContext, names: tuple[str, ...] = ()) -> None:
    """Draw the list with its filters, and the comment that is open; `names` are those one customer goes by."""
    query = _query(page, names)
    with page.database.read() as session:
        rows, total = comments.list_comments(session, page.venture_id, query)
    if not rows:
        st.info(t("No comment fits. Change the search or the filters."))
        return
    picked = st.dataframe(
        [_line(row) for row in rows],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="comments-grid",
        column_config={t("Comment"): st.column_config.TextColumn(width="large")},
        alt=t("List of comments"),
        placeholder="–",
    )
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(t("{total} in all. Click the box at the left of a row to open it.", total=format_number(total, 0)))
        if total > SIZE:
            st.pagination(-(-total // SIZE), key="comments-page")
        _export(page, query)
    chosen = picked["selection"]["rows"]
    if chosen and chosen[0] < len(rows):
        _detail(page, rows[chosen[0]])


def _query(page: PageContext, names: tuple[str, ...]) -> CommentQuery:
    counts = counts_of(page)
    channels, customers = (sorted(filter(None, group)) for group in (counts.channels, counts.customers))
    everything = t("all")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(t("Search"), key="comments-search", icon=":material/search:")
        labels = {"": everything} | {k: t(v) for k, v in SENTIMENTS.items()}
        labels |= {ASKED: t("Question left out of the negatives"), "unread": t("Not read yet")}
        label = st.selectbox(t("Sentiment"), list(labels), format_func=labels.__getitem__, key="comments-label")
        kinds = {"": everything} | {k: t(v) for k, v in COMMENT_KINDS.items()}
        kind = st.selectbox(t("Kind"), list(kinds), format_func=kinds.__getitem__, key="comments-kind")
        channel = st.selectbox(
            t("Channel"),
            ["", *channels],
            format_func=lambda c: t(CHANNELS.get(c, c)) if c else everything,
            key="comments-channel",
        )
        customer = "" if names else _customer_box(customers)
        language = st.selectbox(
            t("Language"), ["", *counts.languages], format_func=lambda c: c or everything, key="comments-language"
        )
        sorts = {"written_on": t("Date"), "probability": t("Probability of positive"), "rating": t("Rating")}
        sort = st.selectbox(t("Sort by"), list(sorts), format_func=sorts.__getitem__, key="comments-sort")
        descending = st.toggle(t("Largest first"), value=True, key="comments-descending")
    number = st.session_state.get("comments-page", 1)
    return CommentQuery(search, label, kind, language, channel, customer, sort, descending, number, SIZE, names)


def _customer_box(customers: list[str]) -> str:
    everything = t("all")
    return st.selectbox(t("Customer"), ["", *customers], format_func=lambda c: c or everything, key="comments-customer")


def _line(row: StoredComment) -> dict[str, Any]:
    label = t(SENTIMENTS[row.label]) if row.label else t("Not read yet")
    label = t("{label}, not counted", label=label) if row.asked else label
    kind = t(COMMENT_KINDS[row.kind]) if row.kind else ""
    return {
        t("Comment"): row.text[:500],
        t("Sentiment"): f"{label} ✎" if row.corrected else label,
        t("Kind"): f"{kind} ✎" if row.kind_corrected else kind,
        t("Probability of positive"): None if row.probability is None else round(row.probability, 3),
        t("Date"): row.written_on,
        t("Rating"): row.rating,
        t("Customer"): row.customer,
        t("Channel"): t(CHANNELS.get(row.channel, row.channel)) if row.channel else "",
        t("Language"): row.language or "",
        t("Row"): row.row_number,
    }


def _detail(page: PageContext, row: StoredComment) -> None:
    with st.container(border=True, key="comment-open"):
        st.text(row.text[:5000])
        if row.probability is not None:
            reason = f" ({t(READING_REASONS.get(row.reason or '', ''))})" if row.reason else ""
            st.caption(
                t(
                    "Probability of positive: {share}, read by {version}",
                    share=format_percent(row.probability, 1),
                    version=row.encoder_version,
                )
                + reason
            )
        if row.asked:
            st.caption(t("A plain question is not counted as negative, unless somebody says that it is."))
        labels = {label: t(SENTIMENTS[label]) for label in LABELLED}
        _correct_by(page, row.id, t("What is it really?"), labels, row.label, row.corrected, comments.correct_comment)
        kinds = {kind: t(word) for kind, word in COMMENT_KINDS.items()}
        _correct_by(page, row.id, t("And its kind?"), kinds, row.kind, row.kind_corrected, comments.correct_kind)
        if st.button(t("What did the reader look at?"), key="comment-inside", icon=":material/visibility:"):
            st.session_state["inside-text"] = row.text[:2000]
            st.switch_page("inside.py")


def _correct_by(
    page: PageContext,
    comment_id: int,
    question: str,
    words: dict[str, str],
    chosen: str | None,
    corrected: bool,
    keep: Callable[..., None],
) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(question)
        for code, word in words.items():
            st.button(
                word,
                key=f"correct-{code}",
                type="primary" if chosen == code else "secondary",
                on_click=_correct,
                args=(page, comment_id, code, keep),
            )
        if corrected:
            st.button(
                t("Take the correction back"),
                key=f"{keep.__name__}-none",
                on_click=_correct,
                args=(page, comment_id, None, keep),
            )


def _correct(page: PageContext, comment_id: int, value: str | None, keep: Callable[..., None]) -> None:
    with page.database.write() as session:
        keep(session, page.venture_id, comment_id, value)
    flash("The reader's own answer counts again." if value is None else "Your label is kept; it counts from now on.")


def _export(page: PageContext, query: CommentQuery) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", width="content", key="comments-export"):
        audience = audience_box("comments")
        for kind, label in KINDS.items():
            st.download_button(
                label,
                lambda k=kind: _content(page, query, audience, k),
                named("feedback", audience, kind),
                MIME[kind],
                key=f"comments-{kind}",
                icon=":material/download:",
            )
    if audience != "team":
        with page.database.read() as session:
            show_left_out(comments_withheld(session, page.venture_id, query, audience))


def _content(page: PageContext, query: CommentQuery, audience: str, kind: Any) -> bytes:
    return to_bytes(kind, comment_fields(audience), comment_rows(page.database, page.venture_id, query, audience))
