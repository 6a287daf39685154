"""Who raises the negative share, and the button that makes an action of it."""

import streamlit as st

from core.feedback.effect import say_points
from core.i18n import t
from core.services.actions import list_open_actions
from core.services.complaints import Complaint, as_action, find_complaints, is_owned
from core.services.feedback import Counts
from core.services.initiatives import StoredAction
from core.services.snapshot import today_of
from pages.components.figures import say_share
from pages.components.page import PageContext
from pages.components.records import open_editor
from pages.components.text import plain

SHOWN = 3


def show_complaints(page: PageContext, counts: Counts) -> None:
    """Draw the customers and channels that clearly raise the negative share, each with its owner or its button."""
    complaints = find_complaints(counts.customers, counts.channels)[:SHOWN]
    with page.database.read() as session:
        actions = list_open_actions(session, page.venture_id)
    if not complaints:
        st.caption(t("No customer and no channel with 30 comments or more stands out as clearly more negative."))
        return
    with st.container(border=True, key="feedback-complaints", gap="xsmall"):
        help_text = t("By how much the negative share of all would fall without them; in brackets the 95 % interval.")
        st.markdown(f"**{t('Who complains most')}**", help=help_text)
        for number, complaint in enumerate(complaints):
            _complaint(page, complaint, actions, number)


def _complaint(page: PageContext, complaint: Complaint, actions: list[StoredAction], number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"complaint-{number}"):
        effect = complaint.effect
        points = {"points": effect.value, "low": effect.low, "high": effect.high}
        words = t(
            "negative {share}, raises all by {points} points ({low} to {high})",
            share=say_share(complaint.negative),
            **{name: say_points(value) for name, value in points.items()},
        )
        st.markdown(f"**{plain(complaint.title)}** · {plain(words)}", width="stretch")
        owner = next((action for action in actions if is_owned(complaint, [action])), None)
        if owner:
            name = plain(owner.owner or t("nobody yet"))
            st.button(
                t("On it: {name}", name=name),
                key=f"complaint-action-{number}",
                type="tertiary",
                icon=":material/task_alt:",
                on_click=open_editor,
                args=("action", owner.id),
            )
        else:
            st.button(
                t("Make an action"),
                key=f"complaint-make-{number}",
                icon=":material/add_task:",
                on_click=open_editor,
                args=("action",),
                kwargs=as_action(complaint, today_of(page.company)),
            )
