"""The figures of feedback: shares with their intervals, the trend, and where it comes from."""

import streamlit as st

from core.charts.feedback import distribution_figure, trend_figure
from core.feedback.kinds import QUESTION, REQUEST
from core.i18n import format_number, format_percent, t
from core.labels import CHANNELS, COMMENT_KINDS, SENTIMENTS
from core.services.comments import ASKED
from core.services.feedback import LABELLED, TOO_FEW, Counts, Share, Week, share_of, trend
from pages.components.text import plain

CHART = {"displayModeBar": False}
SIGNS = {"positive": "+", "negative": "−", "unclear": "?"}


def show_figures(counts: Counts) -> None:
    """Draw the distribution, the kinds, the trend and the groups, each share with its n and interval."""
    shares = {label: share_of(counts.labels, label) for label in LABELLED}
    for column, label in zip(st.columns(3), LABELLED, strict=True):
        _metric(column, f"{SIGNS[label]} {t(SENTIMENTS[label])}", shares[label])
    kinds = {kind: sum(counts.kinds[kind].values()) for kind in COMMENT_KINDS if kind in counts.kinds}
    _kinds(kinds, counts.labels.get(ASKED, 0))
    _wishes(counts)
    if not shares["negative"].n:
        return
    _charts(shares, trend(counts.days))
    _groups(t("By channel"), {t(CHANNELS.get(name, name)): c for name, c in counts.channels.items() if name})
    _groups(t("By customer"), {name: c for name, c in counts.customers.items() if name})
    parts = [f"{name} {format_number(n, 0)}" for name, n in sorted(counts.languages.items(), key=lambda i: -i[1])]
    st.caption(t("Languages: {languages}", languages=", ".join(parts)))


def _kinds(kinds: dict[str, int], asked: int) -> None:
    total = sum(kinds.values())
    if not total:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="feedback-kinds"):
        st.caption(t("{total} by kind:", total=format_number(total, 0)), width="content")
        for kind, number in kinds.items():
            few = f" · {t('few: read with care')}" if number < TOO_FEW else ""
            words = f"{t(COMMENT_KINDS[kind])} {format_number(number, 0)}{few}"
            _rows_button("kind", kind, words, say_share(Share(number, total)))
        if asked:
            words = t("Questions left out of the negatives: {count}", count=format_number(asked, 0))
            _rows_button(
                "label",
                ASKED,
                words,
                t("A plain question is not counted as negative, unless somebody says that it is."),
            )


def _wishes(counts: Counts) -> None:
    """Say how much of *not sure* is no doubt about what the writer wants, so that it is not taken for unread."""
    wishes = sum(counts.kinds.get(kind, {}).get("unclear", 0) for kind in (QUESTION, REQUEST))
    if wishes:
        st.caption(
            t(
                "{wishes} of the {unsure} not sure are questions and requests: what they want is clear, how their writers feel is not said.",
                wishes=format_number(wishes, 0),
                unsure=format_number(counts.labels["unclear"], 0),
            )
        )


def _rows_button(filter_name: str, value: str, words: str, help_text: str) -> None:
    st.button(
        words,
        key=f"feedback-{filter_name}-{value}",
        help=help_text,
        type="tertiary",
        on_click=_open_comments,
        args=(filter_name, value),
    )


def _open_comments(filter_name: str, value: str) -> None:
    st.session_state["feedback-view"] = "comments"
    st.session_state[f"comments-{filter_name}"] = value


def _charts(shares: dict[str, Share], weeks: list[Week]) -> None:
    left, right = st.columns(2, gap="large")
    words = {label: f"{SIGNS[label]} {t(SENTIMENTS[label])}" for label in LABELLED}
    title = t("Share of each sentiment")
    figure = distribution_figure(shares, words, title=title, unit=t("% of comments"))
    left.plotly_chart(figure, key="feedback-distribution", config=CHART, alt=title)
    with right:
        if len(weeks) > 1:
            title = t("Negative share by week")
            figure = trend_figure(weeks, title=title, unit=t("% negative"))
            st.plotly_chart(figure, key="feedback-trend", config=CHART, alt=title)
        else:
            st.info(t("A trend needs dates in two weeks or more. Choose the date column when importing."))
    title = t("The numbers behind the charts")
    rows = [(w.monday, w.negative.n, w.negative.k, say_share(w.negative)) for w in weeks]
    names = (t("Week from"), t("Comments"), t("Negative"), t("Share"))
    with st.expander(title):
        st.dataframe([dict(zip(names, row, strict=True)) for row in rows], hide_index=True, alt=title)


def _metric(place: st.delta_generator.DeltaGenerator, title: str, share: Share) -> None:
    help_text = t(
        "Shares are of all labelled comments, those the reader is not sure of included; in brackets the 95 % interval."
    )
    value = "–" if share.value is None else format_percent(share.value)
    sure = say_share(share)
    place.metric(title, value, sure, delta_color="off", delta_arrow="off", help=help_text, border=True)


def say_share(share: Share) -> str:
    """Say a share with n and interval: 42 % of 310 (37–48)."""
    if share.value is None:
        return t("nothing to count yet")
    few = f" · {t('few: read with care')}" if share.n < TOO_FEW else ""
    low, high = format_number(share.low * 100, 0), format_number(share.high * 100, 0)
    return (
        t(
            "{share} of {n} ({low}–{high})",
            share=format_percent(share.value),
            n=format_number(share.n, 0),
            low=low,
            high=high,
        )
        + few
    )


def _groups(title: str, groups: dict[str, dict[str, int]]) -> None:
    if not groups:
        return
    st.markdown(f"**{plain(title)}**")
    rows = [(name, share_of(counts, "negative")) for name, counts in groups.items()]
    rows.sort(key=lambda row: (-(row[1].n >= TOO_FEW), -(row[1].value or 0)))
    st.dataframe(
        [
            {t("Name"): name, t("Comments"): share.n, t("Negative"): share.k, t("Negative share"): say_share(share)}
            for name, share in rows[:50]
        ],
        hide_index=True,
        alt=title,
    )
