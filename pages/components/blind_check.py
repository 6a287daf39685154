"""Ten comments labelled blind, one at a time and large; then how often the reader agrees."""

import streamlit as st

from core.i18n import format_number, format_percent, t
from core.labels import COMMENT_KINDS, SENTIMENTS
from core.services.blind_check import (
    ROUND,
    Agreement,
    Judged,
    agreement,
    count_judged,
    judge_blind,
    keep_as_corrections,
    next_comments,
)
from core.services.changes import current_actor
from core.services.comments import get_comment
from core.services.feedback import Share
from pages.components.page import PageContext, flash
from pages.components.text import plain, shorten

KEYS = {"positive": "1", "negative": "2", "unclear": "3"}
READ = 2000  # characters of a comment; whoever labels reads no more


def show_blind_check(page: PageContext) -> None:
    """Draw the comment to be labelled next, or what the ten have shown."""
    with page.database.read() as session:
        judged, waiting = count_judged(session, page.venture_id), next_comments(session, page.venture_id)
        comment = get_comment(session, page.venture_id, waiting[0]) if waiting else None
    at_rest = judged > 0 and (comment is None or (judged % ROUND == 0 and not st.session_state.get("blind-more")))
    if at_rest:
        _result(page, more=comment is not None)
    elif comment is None:
        st.info(t("No comment has been read yet. Import feedback first; the reader then reads it by itself."))
    else:
        _question(page, comment.id, comment.text, judged)


def _question(page: PageContext, comment_id: int, text: str, judged: int) -> None:
    st.progress(judged % ROUND / ROUND, t("{done} of {total}", done=judged % ROUND + 1, total=ROUND))
    st.caption(t("Drawn at random. What the reader said is shown after the ten. You can stop and go on later."))
    with st.container(border=True, key="blind-comment"):
        st.text(text[:READ])
    kinds = {code: t(word) for code, word in COMMENT_KINDS.items()}
    kind = st.segmented_control(
        t("Kind, if you like"), list(kinds), format_func=kinds.__getitem__, key=f"blind-kind-{comment_id}"
    )
    words = {
        "positive": t(SENTIMENTS["positive"]),
        "negative": t(SENTIMENTS["negative"]),
        "unclear": t("Not sure for me"),
    }
    with st.container(horizontal=True):
        for label, word in words.items():
            st.button(
                word,
                key=f"blind-{label}",
                shortcut=KEYS[label],
                on_click=_judge,
                args=(page, comment_id, label, kind or ""),
            )


def _judge(page: PageContext, comment_id: int, label: str, kind: str) -> None:
    with page.database.write() as session:
        judge_blind(session, page.venture_id, comment_id, label, kind, current_actor())
        judged = count_judged(session, page.venture_id)
    st.session_state["blind-more"] = judged % ROUND != 0


def _result(page: PageContext, *, more: bool) -> None:
    with page.database.read() as session:
        found = agreement(session, page.venture_id)
    _figures(found)
    _misses(found.misses)
    if found.doubtful:
        with st.expander(t("Where one of you was not sure ({count})", count=len(found.doubtful)), expanded=True):
            _table(found.doubtful)
    with st.container(horizontal=True):
        st.button(
            t("Keep my labels as corrections"),
            key="blind-keep",
            type="primary",
            icon=":material/save:",
            help=t("They count in all figures from now on, and the reader can be adapted to them."),
            on_click=_keep,
            args=(page,),
        )
        if more:
            st.button(t("Label ten more"), key="blind-more-button", icon=":material/add:", on_click=_more)


def _figures(found: Agreement) -> None:
    left, middle, right = st.columns(3)
    left.metric(
        t("Agrees with you"),
        t("{k} of {n}", k=found.labels.k, n=found.labels.n),
        _interval(found.labels),
        delta_color="off",
        delta_arrow="off",
        help=t("The same label out of three. In brackets the 95 % interval: ten comments say little, twenty say more."),
        border=True,
    )
    middle.metric(t("Was not sure itself"), t("{k} of {n}", k=found.reader_unsure, n=found.labels.n), border=True)
    kinds = found.kinds
    right.metric(
        t("Agrees on the kind"),
        t("{k} of {n}", k=kinds.k, n=kinds.n) if kinds.n else "–",
        _interval(kinds) if kinds.n else t("no kind was given"),
        delta_color="off",
        delta_arrow="off",
        border=True,
    )


def _interval(share: Share) -> str:
    low, high = format_number(share.low * 100, 0), format_number(share.high * 100, 0)
    return f"{format_percent(share.value or 0)} ({low}–{high})"


def _misses(misses: list[Judged]) -> None:
    if not misses:
        st.success(t("Where both of you were sure, you agree."))
        return
    st.markdown(f"**{t('Its misses')}** ({len(misses)})")
    _table(misses)


def _table(rows: list[Judged]) -> None:
    for row in rows:
        with st.container(border=True, key=f"blind-row-{row.comment_id}"):
            st.text(shorten(row.text, 400))
            yours, its = plain(t(SENTIMENTS[row.label])), plain(t(SENTIMENTS[row.read_label]))
            st.markdown(t("You: **{yours}** · reader: **{its}**", yours=yours, its=its))


def _keep(page: PageContext) -> None:
    with page.database.write() as session:
        settled = keep_as_corrections(session, page.venture_id)
    flash("Kept as corrections: {count}.", count=settled)


def _more() -> None:
    st.session_state["blind-more"] = True
