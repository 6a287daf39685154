"""Who could give whom what: the matches of offers and wants, the best first, each with its reasons."""

from typing import Any

import streamlit as st

from core.errors import SextantError
from core.i18n import format_date, format_number, format_percent, t
from core.labels import RESOURCE_KINDS
from core.planning.matches import Match, Side
from core.services.board import planning_version
from core.services.matches import find_matches, read_sides
from pages.components.page import PageContext
from pages.components.stages import choose_partner
from pages.components.text import plain, shorten

SHOWN = 30


def show_matches(page: PageContext) -> None:
    """Draw the ranked list; without the reader, rules alone decide."""
    with page.database.read() as session:
        version = planning_version(session, page.venture_id)
    try:
        embed = page.runtime.networks.encoder().embed
        reader = page.runtime.networks.encoder_version
    except SextantError as error:
        embed, reader = None, ""
        st.warning(t(error.message, **error.values))
    found = _matches(page.database, embed, page.database.url, page.venture_id, version, reader)
    if not found:
        st.info(
            t(
                "No match yet. Write down what partners offer and seek, and what we do; "
                "what the initiatives lack is looked for by itself."
            )
        )
        return
    for number, match in enumerate(found[:SHOWN]):
        _match(page, match, number)
    if len(found) > SHOWN:
        st.caption(t("{count} more: not shown.", count=len(found) - SHOWN))
    st.caption(
        t(
            "Fit = closeness of the capability × share of the quantity, halved where the level is too low or it ends "
            "too early. The reader judges closeness where the words differ."
        )
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _matches(_database: Any, _embed: Any, url: str, venture_id: int, version: str, reader: str) -> list[Match]:
    with _database.read() as session:
        sides = read_sides(session, venture_id)
    return find_matches(sides, _embed)


def _match(page: PageContext, match: Match, number: int) -> None:
    lines = [
        f"**{_say(match.want, wanted=True)}** ← **{_say(match.offer, wanted=False)}**",
        f":small[:gray[{t('Fit {share}', share=format_percent(match.score))} · {' · '.join(_reasons(match))}]]",
    ]
    with st.container(border=True, horizontal=True, wrap=False, vertical_alignment="center", key=f"match-{number}"):
        st.markdown("  \n".join(lines), width="stretch")
        st.button(
            t("Open"),
            key=f"match-open-{number}",
            type="tertiary",
            icon=":material/arrow_forward:",
            on_click=choose_partner,
            args=(match.partner_id,),
        )


def _say(side: Side, wanted: bool) -> str:
    what = f"{plain(side.capability)} ({format_number(side.quantity)})"
    if side.need_id:
        return t("{initiative} lacks {what}", initiative=plain(shorten(side.title, 50)), what=what)
    if side.partner_id is None:
        return t("We seek {what}", what=what) if wanted else t("We offer {what}", what=what)
    if wanted:
        return t("{partner} seeks {what}", partner=plain(shorten(side.title, 50)), what=what)
    return t("{partner} offers {what}", partner=plain(shorten(side.title, 50)), what=what)


def _reasons(match: Match) -> list[str]:
    how = {
        "same": t("the same capability"),
        "synonym": t("two names of one capability"),
        "meaning": t("close in meaning: {share}", share=format_percent(match.closeness)),
    }
    reasons = [t(RESOURCE_KINDS[match.want.kind]), how[match.how]]
    if "quantity" in match.doubts:
        reasons.append(t("{share} of the quantity", share=format_percent(match.share)))
    else:
        reasons.append(t("enough of it"))
    if "level" in match.doubts:
        reasons.append(t("level too low"))
    if "until" in match.doubts and match.offer.due_on and match.want.due_on:
        days = {"end": format_date(match.offer.due_on), "need": format_date(match.want.due_on)}
        reasons.append(t("ends on {end}, needed until {need}", **days))
    return reasons
