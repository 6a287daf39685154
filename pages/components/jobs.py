"""Background tasks on screen: progress, time left, cancel; the page refreshes by itself when one ends."""

import streamlit as st

from core.i18n import format_number, t
from core.labels import JOB_KINDS, JOB_STATES
from core.services.jobs import StoredJob, cancel_job, get_job, list_jobs
from pages.components.page import PageContext, choose_language, flash
from pages.components.text import plain

POLL_SECONDS = 1.0


def show_jobs(page: PageContext, *kinds: str) -> list[StoredJob]:
    """Draw the active tasks of these kinds and return them; their ends are told once."""
    with page.database.read() as session:
        active = [job for job in list_jobs(session, page.venture_id, active=True) if job.kind in kinds]
    watched = st.session_state.setdefault(f"{page.key}-watched", set())
    watched |= {job.id for job in active}
    if watched:
        st.fragment(_watch, run_every=POLL_SECONDS)(page, kinds)
    return active


def _watch(page: PageContext, kinds: tuple[str, ...]) -> None:
    choose_language()  # a fragment runs alone, in a thread that knows no language yet
    watched: set[int] = st.session_state[f"{page.key}-watched"]
    with page.database.read() as session:
        jobs = [get_job(session, job_id) for job_id in sorted(watched)]
        started = [
            job
            for job in list_jobs(session, page.venture_id, active=True)
            if job.kind in kinds and job.id not in watched
        ]
    ended = [job for job in jobs if not job.active]
    for job in jobs:
        if job.active:
            _progress(page, job)
    for job in ended:
        watched.discard(job.id)
        _tell_end(job)
    if ended or started:
        st.rerun()


def _progress(page: PageContext, job: StoredJob) -> None:
    share = min(1.0, job.done / job.total) if job.total else 0.0
    parts = [t(JOB_KINDS[job.kind]), t(JOB_STATES[job.state])]
    if job.total:
        parts.append(t("{done} of {total}", done=format_number(job.done, 0), total=format_number(job.total, 0)))
    if job.seconds_left is not None:
        parts.append(t("about {seconds} s left", seconds=format_number(max(1, job.seconds_left), 0)))
    if job.progress.get("message"):
        parts.append(t(job.progress["message"]))
    with st.container(horizontal=True, vertical_alignment="center", key=f"job-{job.kind}"):
        st.progress(share, plain(" · ".join(parts)))
        if not job.cancel_requested:
            st.button(
                t("Cancel"),
                key=f"job-cancel-{job.id}",
                icon=":material/stop_circle:",
                on_click=_cancel,
                args=(page, job.id),
            )


def _cancel(page: PageContext, job_id: int) -> None:
    with page.database.write() as session:
        cancel_job(session, job_id)


def _tell_end(job: StoredJob) -> None:
    if job.state == "failed" and job.error:
        flash(job.error["message"], kind="error", **job.error["values"])
    elif job.state == "cancelled":
        flash("{task} was cancelled; what was done is kept.", kind="warning", task=t(JOB_KINDS[job.kind]))
    elif job.kind == "import" and job.result.get("counts", {}).get("tickets"):
        flash(
            "Tickets imported: {imported}. Updated: {updated}. Unchanged: {duplicates}. Without a customer's words: {empty}.",
            **{name: job.result.get(name, 0) for name in ("imported", "updated", "duplicates", "empty")},
        )
    elif job.kind == "import":
        flash(
            "Imported: {imported}. Duplicates left out: {duplicates}. Rows without text: {empty}. Cells with a problem: {problem_count}.",
            **{name: job.result.get(name, 0) for name in ("imported", "duplicates", "empty", "problem_count")},
        )
    elif job.kind == "analyse":
        flash(
            "Read: {read} comments in {seconds} s.",
            read=job.result.get("read", 0),
            seconds=job.result.get("seconds", 0),
        )
    elif job.kind == "draft":
        flash("The draft is written.")
