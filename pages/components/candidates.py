"""One candidate: the hiring steps, my own sheet, and the others' once mine is handed in."""

from typing import Any

import streamlit as st

from core.errors import SextantError
from core.i18n import format_date, format_money, format_number, t
from core.labels import CANDIDATE_STAGES, FACTORS
from core.planning.assessment import Score
from core.services.assessments import CLOSED, Sheets, hand_in, raters, sheets_for
from core.services.resources import StoredAssessment, StoredCandidate, update_candidate
from pages.components.page import PageContext, flash
from pages.components.records import open_editor
from pages.components.screens.resources import choose_candidate
from pages.components.text import plain

RATINGS = (1, 2, 3, 4, 5)
STEPS = ("applied", "screening", "interview", "offer", "hired")
ENDS = ("rejected", "withdrew")


def show_candidate(page: PageContext, candidate: StoredCandidate) -> None:
    """Draw one candidate with its hiring steps and assessments."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.button(
            t("All candidates"),
            key="candidate-back",
            icon=":material/arrow_back:",
            on_click=choose_candidate,
            args=(None,),
        )
        st.button(
            t("Edit"),
            key="candidate-edit",
            icon=":material/edit:",
            on_click=open_editor,
            args=("candidate", candidate.id),
        )
    st.subheader(plain(candidate.name), anchor=False)
    st.caption(" · ".join(_facts(page, candidate)))
    if candidate.note:
        st.text(candidate.note)
    _steps(page, candidate)
    if candidate.stage in CLOSED:
        st.info(t("{name} is hired: colleagues are not assessed.", name=plain(candidate.name)))
        return
    _assessment(page, candidate)


def _facts(page: PageContext, candidate: StoredCandidate) -> list[str]:
    parts = [plain(candidate.role)] if candidate.role else []
    parts += [t("found through {source}", source=plain(candidate.source))] if candidate.source else []
    if candidate.monthly_cost is not None:
        money = plain(format_money(candidate.monthly_cost, page.company.currency))
        parts.append(t("asks {money} a month", money=money))
    parts += [t("can start on {day}", day=format_date(candidate.from_on))] if candidate.from_on else []
    return parts


def _steps(page: PageContext, candidate: StoredCandidate) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="candidate-steps"):
        for step in (*STEPS, *ENDS):
            st.button(
                t(CANDIDATE_STAGES[step]),
                key=f"candidate-step-{step}",
                type="primary" if step == candidate.stage else "secondary" if step in STEPS else "tertiary",
                on_click=_move,
                args=(page, candidate, step),
            )
    if candidate.stage_since:
        st.caption(t("In this step since {day}", day=format_date(candidate.stage_since)))


def _move(page: PageContext, candidate: StoredCandidate, step: str) -> None:
    if step == candidate.stage:
        return
    try:
        with page.database.write() as session:
            update_candidate(session, candidate.id, page.venture_id, {"stage": step}, candidate.version)
    except SextantError as error:
        flash(error.message, kind="error", **error.values)
    else:
        flash("{name}: {step}.", name=candidate.name, step=t(CANDIDATE_STAGES[step]))


def _assessment(page: PageContext, candidate: StoredCandidate) -> None:
    st.markdown(f"**{t('Assessment')}**")
    rater = page.user or _choose_rater(page)
    if not rater:
        return
    with page.database.read() as session:
        sheets = sheets_for(session, page.venture_id, candidate.id, rater)
    left, right = st.columns(2, gap="large")
    with left:
        _own_sheet(page, candidate, rater, sheets.mine)
    with right:
        _others(sheets)


def _choose_rater(page: PageContext) -> str | None:
    with page.database.read() as session:
        known = raters(session, page.venture_id)
    if not known:
        st.info(t("Raters are people of the company: add the people first."))
        return None
    return st.selectbox(
        t("Who are you?"),
        known,
        None,
        key="candidate-rater",
        placeholder=t("Choose your name"),
        persist_state="session",
    )


def _own_sheet(page: PageContext, candidate: StoredCandidate, rater: str, mine: StoredAssessment | None) -> None:
    key = f"sheet-{candidate.id}-{rater}-{mine.version if mine else 0}"
    with st.form(key):
        st.caption(t("{rater}: 1 is weak, 5 is excellent. What you cannot judge stays blank.", rater=plain(rater)))
        values: dict[str, Any] = {}
        for factor, title in FACTORS.items():
            known = getattr(mine, factor) if mine else None
            values[factor] = st.segmented_control(t(title), RATINGS, default=known, key=f"{key}-{factor}")
        values["note"] = st.text_area(t("Remark"), mine.note if mine else "", key=f"{key}-note", height=80)
        words = t("Change my sheet") if mine else t("Hand in my sheet")
        sent = st.form_submit_button(words, key="candidate-hand-in", type="primary", icon=":material/how_to_vote:")
    if sent:
        try:
            with page.database.write() as session:
                hand_in(session, page.venture_id, candidate.id, rater, values)
        except SextantError as error:
            st.error(t(error.message, **error.values))
        else:
            flash("Your sheet is handed in.")
            st.rerun()


def _others(sheets: Sheets) -> None:
    if sheets.mine is None or sheets.score is None:
        words = t("{count} sheets are handed in. You see them once yours is: raters do not sway one another.")
        st.info(words.format(count=sheets.count) if sheets.count else t("No sheet is handed in yet."))
        return
    _score(sheets.score)
    rows = []
    for sheet in (sheets.mine, *sheets.others):
        figures = {t(title): getattr(sheet, factor) for factor, title in FACTORS.items()}
        rows.append({t("Rater"): sheet.rater} | figures | {t("Remark"): sheet.note})
    means = {t(title): _mean(sheets.score, factor) for factor, title in FACTORS.items()}
    rows.append({t("Rater"): t("Mean")} | means | {t("Remark"): ""})
    st.dataframe(rows, hide_index=True, alt=t("Assessments"), placeholder="–")
    apart = [t(title) for factor, title in FACTORS.items() if _spread(sheets.score, factor) > 1]
    if apart:
        st.warning(
            t("The raters are two points or more apart here: {factors}. Talk about it.", factors=", ".join(apart))
        )


def _score(score: Score) -> None:
    if score.mean is None:
        return
    parts = [t("n = 1 rater") if score.n == 1 else t("n = {n} raters", n=score.n)]
    if score.n > 1 and score.spread is not None:
        parts.append(t("their own means lie {spread} apart", spread=format_number(score.spread, 1)))
    value = f"{format_number(score.mean, 1)} / 5"
    st.metric(t("Mean of the factors rated"), value, " · ".join(parts), delta_color="off", delta_arrow="off")


def _mean(score: Score, factor: str) -> float | None:
    found = score.factors.get(factor)
    return None if found is None else round(found.mean, 1)


def _spread(score: Score, factor: str) -> float:
    found = score.factors.get(factor)
    return found.spread if found else 0.0
