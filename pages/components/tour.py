"""The tour of the demo company: four stops, each with a sentence and the way to the next."""

from dataclasses import dataclass, replace

import streamlit as st

from core.i18n import N_, get_locale, t
from core.services.analysis import count_waiting
from core.services.drafting import queue_draft
from core.services.drafts import get_draft, list_drafts
from core.services.feedback import count_comments
from core.services.jobs import list_jobs
from pages.components.jobs import show_jobs
from pages.components.links import open_rows
from pages.components.page import PageContext
from pages.components.text import plain


@dataclass(frozen=True)
class Stop:
    """One stop: the page, the view of it, what to look at, and the name of the stop on a button."""

    page: str
    view: str
    title: str
    caption: str


STOPS = (
    Stop(
        "today",
        "",
        N_("what needs you"),
        N_("The most urgent comes first. Hover over the question mark of a line: the rule and its numbers."),
    ),
    Stop(
        "feedback",
        "figures",
        N_("the top complaint"),
        N_("Where customers complain most, with n and the interval. One button makes an action of it."),
    ),
    Stop(
        "resources",
        "board",
        N_("the gap"),
        N_("A dashed seat is a need that nobody meets. A red edge: one person alone holds what a plan needs."),
    ),
    Stop(
        "plans",
        "",
        N_("the draft"),
        N_("Every sentence carries its source: click the word beside it. Try it with a number."),
    ),
)
NUMBER = "comments.negative_share"  # the fact that the last stop opens
DRAFTED_FROM = 2  # from this stop on the draft is written, so that it is there at the last one


def begin_tour() -> None:
    """Begin at the first stop."""
    st.session_state["tour"] = 0


def _go(number: int) -> None:
    st.session_state["tour"] = number
    st.session_state["tour-on-the-way"] = True


def show_tour(page: PageContext) -> None:
    """Draw the stop that stands on this page, while the tour goes on in the demo company."""
    number = st.session_state.get("tour")
    if number is None or not page.company.is_demo:
        return
    if number >= DRAFTED_FROM:
        _have_a_draft(page)
    stop = STOPS[number]
    _travel(page, stop)
    last = number + 1 == len(STOPS)
    if page.key == STOPS[-1].page:
        # The page shows the draft's own progress; what it waits for is shown here.
        show_jobs(replace(page, key="tour"), "import", "analyse")
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="tour"):
        place = t("Stop {number} of {total}: {title}", number=number + 1, total=len(STOPS), title=t(stop.title))
        here = t(stop.caption) if stop.page == page.key else _say_elsewhere(page, last)
        st.markdown(f":material/flag: **{place}**  \n{here}", width="stretch")
        if stop.page != page.key:
            _button("back", t("Back to the tour"), number)
        elif last:
            _open_the_number(page)
        else:
            _button("next", t("Next stop: {title}", title=t(STOPS[number + 1].title)), number + 1)
        st.button(t("End the tour"), key="tour-end", type="tertiary", icon=":material/close:", on_click=_end)


def _say_elsewhere(page: PageContext, last: bool) -> str:
    if last and page.key == "feedback":
        return t("These are the comments behind the number. With your own data it is the same.")
    return t("The tour goes on on another page.")


def _open_the_number(page: PageContext) -> None:
    """Draw the draft's negative share as a button that opens the comments it was counted from."""
    with page.database.read() as session:
        drafts = list_drafts(session, page.venture_id)
        sentences = get_draft(session, page.venture_id, drafts[0][0]).sentences if drafts else []
    facts = (fact for sentence in sentences for fact in sentence.evidence)
    fact = next((fact for fact in facts if fact.id == NUMBER), None)
    if fact and st.button(
        t("The comments behind {number}", number=plain(fact.text)),
        key="tour-rows",
        type="primary",
        icon=":material/open_in_new:",
    ):
        open_rows(fact)


def _button(key: str, words: str, number: int) -> None:
    kind = "primary" if key == "next" else "secondary"
    st.button(words, key=f"tour-{key}", type=kind, icon=":material/arrow_forward:", on_click=_go, args=(number,))


def _travel(page: PageContext, stop: Stop) -> None:
    """Go to the stop's page; kept in mind until it is reached, since a page that refreshes itself may come between."""
    if not st.session_state.get("tour-on-the-way"):
        return
    if stop.page != page.key:
        st.switch_page(f"{stop.page}.py")
    del st.session_state["tour-on-the-way"]
    if stop.view:
        st.session_state[f"{stop.page}-view"] = stop.view


def _end() -> None:
    st.session_state.pop("tour", None)


def _have_a_draft(page: PageContext) -> None:
    """Queue the demo's draft once all its comments are read."""
    with page.database.read() as session:
        busy = any(job.venture_id == page.venture_id for job in list_jobs(session, page.venture_id, active=True))
        unread, _ = count_waiting(session, page.venture_id, "")
        ready = count_comments(session, page.venture_id) and not unread
        if busy or not ready or list_drafts(session, page.venture_id):
            return
    with page.database.write() as session:
        queue_draft(session, page.venture_id, get_locale(), token=f"tour-{page.venture_id}-{get_locale()}")
    page.runtime.worker.wake()
