"""A draft as a document: chips for the source, evidence on a click, edits, versions, export."""

import json

import streamlit as st

from core.errors import SextantError
from core.i18n import format_moment, t
from core.labels import SOURCES, WORDED_BY
from core.reach.withheld import say_withheld
from core.services.draft_exports import as_json_data, as_markdown, without_names
from core.services.drafts import Change, StoredDraft, StoredSentence, changed_facts, delete_draft, save_version
from core.services.jobs import get_job
from core.strategy.model import Fact
from pages.components.links import open_rows, page_of
from pages.components.page import PageContext, choose_language, flash
from pages.components.text import plain

COLOURS = {"record": "blue", "computed": "violet", "play": "green", "assumption": "orange"}


def show_stream(page: PageContext, job_id: int) -> None:
    """Show the words of a draft as they come."""
    st.fragment(_stream, run_every=1.0)(page, job_id)


def _stream(page: PageContext, job_id: int) -> None:
    choose_language()
    with page.database.read() as session:
        progress = get_job(session, job_id).progress
    lines = progress.get("lines", [])
    for section, title in progress.get("titles", {}).items():
        texts = [text for key, text in lines if key == section]
        if texts:
            st.subheader(plain(title), anchor=False)
            for text in texts:
                st.text(text)


def show_draft(page: PageContext, draft: StoredDraft) -> None:
    """Draw a draft with what is missing first, and its exports."""
    with page.database.read() as session:
        changes = changed_facts(session, page.venture_id, draft)
        draft = without_names(session, page.venture_id, draft)
    _head(page, draft, changes)
    if draft.missing:
        with st.container(border=True, gap=None, key="draft-missing"):
            st.markdown(f"**{t('Missing')}**")
            for question in draft.questions():
                with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
                    unlocks = t("sentences it unlocks: {count}", count=question.unlocks)
                    st.markdown(f"{plain(question.text)} :small[:gray[{unlocks}]]", width="stretch")
                    if st.button(
                        t("Answer"), key=f"missing-{question.id}", type="tertiary", icon=":material/arrow_forward:"
                    ):
                        st.switch_page(f"{question.page}.py")
    if st.session_state.get(f"draft-editing-{draft.id}"):
        _edit_form(page, draft)
        return
    for section in draft.titles:
        sentences = [s for s in draft.sentences if s.section == section]
        if sentences:
            st.subheader(plain(draft.titles[section]), anchor=False)
        with st.container(gap=None):
            for sentence in sentences:
                _sentence(sentence, changes.get(sentence.id, []))
    if draft.withheld:
        with st.container(border=True, gap=None, key="draft-withheld"):
            st.markdown(f"**{t('Left out for this reader')}**")
            st.caption(plain(say_withheld(draft.withheld)))


def _head(page: PageContext, draft: StoredDraft, changes: dict[int, list[Change]]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(_say_wording(draft))
        _downloads(page, draft)
        st.toggle(t("Edit"), key=f"draft-editing-{draft.id}")
        st.button(t("Delete"), key="draft-delete", icon=":material/delete:", on_click=_delete, args=(page, draft.id))
    if changes:
        st.warning(
            t(
                "{count} sentences rest on records that have changed since. They are marked; write a new draft to bring them up to date.",
                count=len(changes),
            )
        )


def _say_wording(draft: StoredDraft) -> str:
    words = {"number": draft.number, "time": format_moment(draft.created_at), "total": len(draft.sentences)}
    words |= {key: sum(s.worded_by == key for s in draft.sentences) for key in WORDED_BY}
    if draft.generator == "none":
        return t("Draft {number}, {time}. {total} sentences in plain wording, {user} of them changed by you.", **words)
    return t(
        "Draft {number}, {time}. {total} sentences: {generator} worded by the writer ({name}), {planner} in plain wording, {user} by you.",
        name=plain(draft.generator),
        **words,
    )


def _downloads(page: PageContext, draft: StoredDraft) -> None:
    company = page.company.name_in(draft.language)
    as_json = json.dumps(as_json_data(company, draft), ensure_ascii=False, indent=2, default=str)
    for name, kind, mime, content in (
        ("Markdown", "md", "text/markdown", as_markdown(company, draft)),
        ("JSON", "json", "application/json", as_json),
    ):
        file = f"draft-{draft.number}{'' if draft.audience == 'team' else '-' + draft.audience}.{kind}"
        st.download_button(name, content, file, mime, key=f"draft-{kind}", icon=":material/download:")


def _delete(page: PageContext, draft_id: int) -> None:
    with page.database.write() as session:
        delete_draft(session, page.venture_id, draft_id)
    flash("Deleted: {count}.", undo=("draft", page.venture_id, [draft_id]), count=1)


def _sentence(sentence: StoredSentence, changes: list[Change]) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"sentence-{sentence.id}"):
        stale = f":red-badge[:material/history: {t('Source changed')}] " if changes else ""
        st.markdown(stale + plain(sentence.text), width="stretch")
        with st.popover(
            t(SOURCES[sentence.source]), type="tertiary", icon=":material/link:", key=f"source-{sentence.id}"
        ):
            _evidence(sentence, changes)


def _evidence(sentence: StoredSentence, changes: list[Change]) -> None:
    st.badge(t(SOURCES[sentence.source]), color=COLOURS[sentence.source])  # type: ignore[arg-type]
    st.caption(t(WORDED_BY[sentence.worded_by]))
    if sentence.refused:
        st.caption(t("The guard found: {text}", text=plain(sentence.refused)))
    for change in changes:
        after = plain(change.after) if change.after else t("not recorded any more")
        st.markdown(f":red[{plain(change.subject)}: {plain(change.before)} → {after}]")
    facts: list[Fact] = sentence.evidence
    if not facts:
        st.caption(t("This sentence cites no record."))
    for number, fact in enumerate(facts):
        st.markdown(f"**{plain(fact.subject)}**: {plain(fact.text)}")
        if page_of(fact) and st.button(
            t("Open the record"), key=f"fact-{sentence.id}-{number}", type="tertiary", icon=":material/open_in_new:"
        ):
            open_rows(fact)


def _edit_form(page: PageContext, draft: StoredDraft) -> None:
    with st.form(f"draft-edit-{draft.id}", border=False):
        st.caption(
            t(
                "Change the wording. An empty line drops the sentence. A number that no source holds turns the sentence into an assumption."
            )
        )
        edits: dict[int, str] = {}
        for section, title in draft.titles.items():
            sentences = [s for s in draft.sentences if s.section == section]
            if sentences:
                st.subheader(plain(title), anchor=False)
            for sentence in sentences:
                edits[sentence.id] = st.text_area(
                    t(SOURCES[sentence.source]),
                    sentence.text,
                    key=f"edit-{draft.id}-{sentence.id}",
                    height=68,
                    label_visibility="collapsed",
                )
        saved = st.form_submit_button(
            t("Save as a new version"), key="draft-save", type="primary", icon=":material/save:"
        )
    if not saved:
        return
    try:
        with page.database.write() as session:
            new = save_version(session, page.venture_id, draft.id, edits)
    except SextantError as error:
        st.error(t(error.message, **error.values))
        return
    flash("Saved as draft {number}.", number=new.number)
    st.rerun()
