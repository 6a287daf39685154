"""Plan against actual: of each initiative that has begun, what is over, spent, used and done, and what stands out."""

import streamlit as st

from core.i18n import N_, format_money, format_number, format_percent, get_locale, t
from core.labels import INITIATIVE_STATES
from core.planning.progress import Progress, Total, Use, add_uses, find_progress
from core.services.initiatives import ACTION, StoredInitiative
from core.services.records import all_records
from core.services.snapshot import today_of
from pages.components.page import PageContext
from pages.components.planning import initiatives_of
from pages.components.records import edit_button
from pages.components.text import plain

CARDS = 50  # the list has them all


def show_planned(page: PageContext) -> None:
    """Draw the sums of the chosen ones, then a card for each that has begun, first those that need a look."""
    initiatives = initiatives_of(page)
    with page.database.read() as session:
        actions = all_records(session, ACTION, page.venture_id)
    found = find_progress(initiatives.values(), actions, today_of(page.company))
    if not found:
        st.info(
            t(
                "No initiative has begun yet. Set one to chosen and give it a start day that has come: it then stands here."
            )
        )
        return
    if all(row.money.used is None and row.people.used is None for row in found.values()):
        st.info(
            t(
                "Nobody has said yet what was spent. Open an initiative with its pen and fill in: {money}, {people}.",
                money=t("Spent so far"),
                people=t("Person-months so far"),
            )
        )
    _totals(page, initiatives, found)
    order = sorted(found.values(), key=lambda p: (not p.is_over, not p.needs_a_look, -initiatives[p.id].impact, p.id))
    for progress in order[:CARDS]:
        with st.container(border=True, key=f"planned-{progress.id}", gap="xsmall"):
            _head(initiatives[progress.id])
            _marks(progress, page.company.currency)
            _shares(progress, page.company.currency)


def show_over(money: Use, people: Use, currency: str) -> None:
    """Draw a line for each plan that more was used of than planned."""
    for words in _say_over(money, people, currency):
        st.markdown(f":material/warning: :red[{plain(words)}]")


def _say_over(money: Use, people: Use, currency: str) -> list[str]:
    found = []
    if money.over is not None:
        found.append(t("Over plan by {amount}.", amount=format_money(money.over, currency)))
    if people.over is not None:
        found.append(t("Over plan by {amount} person-months.", amount=format_number(people.over, 2)))
    return found


def _totals(page: PageContext, initiatives: dict[int, StoredInitiative], found: dict[int, Progress]) -> None:
    chosen = [row for row in found.values() if initiatives[row.id].state == "chosen"]
    money, people = (add_uses((row.id, getattr(row, name)) for row in chosen) for name in ("money", "people"))
    parts = [_say_money(money.use, page.company.currency), _say_people(people.use)]
    if not money.counted and not people.counted:
        return
    st.markdown(
        f"**{t('Chosen and begun, together')}** · "
        + " · ".join(plain(part) for part, total in zip(parts, (money, people), strict=True) if total.counted)
    )
    names = _missing(initiatives, money, people)
    if names:
        st.caption(t("Not in the sums, as a plan or what was used is missing: {names}.", names=plain(names)))


def _missing(initiatives: dict[int, StoredInitiative], *totals: Total) -> str:
    ids = dict.fromkeys(id for total in totals for id in total.missing)
    return ("、" if get_locale() == "zh-CN" else ", ").join(initiatives[id].name for id in ids)


def _head(initiative: StoredInitiative) -> None:
    parts = [t(INITIATIVE_STATES[initiative.state]), *([plain(initiative.owner)] if initiative.owner else [])]
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        st.markdown(f"**{plain(initiative.name)}**  \n:small[:gray[{' · '.join(parts)}]]", width="stretch")
        edit_button("initiative", initiative.id, f"planned-edit-{initiative.id}")


def _marks(progress: Progress, currency: str) -> None:
    show_over(progress.money, progress.people, currency)
    for use, message in (
        (progress.money, N_("{used} of the money spent, {done} of the actions done.")),
        (progress.people, N_("{used} of the person-months used, {done} of the actions done.")),
    ):
        if progress.runs_ahead(use):
            words = t(message, used=format_percent(use.share or 0), done=format_percent(progress.done_share or 0))
            st.markdown(f":material/trending_up: :orange[{plain(words)}]")


def _shares(progress: Progress, currency: str) -> None:
    actions = t("Actions: {done} of {total} done", done=progress.done, total=progress.actions)
    lines = (
        (progress.time, _say_time(progress.time)),
        (progress.money.share, _say_money(progress.money, currency)),
        (progress.people.share, _say_people(progress.people)),
        (progress.done_share, actions if progress.actions else t("Actions: none recorded")),
    )
    for column, (share, words) in zip(st.columns(4), lines, strict=True):
        if share is None:
            column.caption(plain(words))
        else:
            column.progress(min(1.0, share), f":small[{plain(words)}]")


def _say_time(share: float | None) -> str:
    if share is None:
        return t("Time: start or due day is missing")
    return t("Time: {share} has passed", share=format_percent(share))


def _say_money(use: Use, currency: str) -> str:
    used = None if use.used is None else format_money(use.used, currency)
    planned = None if use.planned is None else format_money(use.planned, currency)
    if used is None:
        return t("Money: spent so far is unknown")
    if planned is None:
        return t("Money: {used} spent, no plan recorded", used=used)
    if use.share is None:
        return t("Money: {used} of {planned} spent", used=used, planned=planned)
    return t("Money: {used} of {planned} spent, {share}", used=used, planned=planned, share=format_percent(use.share))


def _say_people(use: Use) -> str:
    used = None if use.used is None else format_number(use.used, 2)
    planned = None if use.planned is None else format_number(use.planned, 2)
    if used is None:
        return t("Person-months: used so far is unknown")
    if planned is None:
        return t("Person-months: {used} used, no plan recorded", used=used)
    if use.share is None:
        return t("Person-months: {used} of {planned} used", used=used, planned=planned)
    share = format_percent(use.share)
    return t("Person-months: {used} of {planned} used, {share}", used=used, planned=planned, share=share)
