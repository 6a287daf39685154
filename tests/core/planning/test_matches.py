"""Offers held against wants: rules first, then meaning, each match with its reasons."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from core.nlp.encoder import Encoder
from core.planning.matches import Side, match_sides
from core.planning.templates import capability_entries

WANT = Side("want:1", "Trial", "technology", "GPU compute", quantity=8)
OFFER = Side("offer:1", "Cloud Nine", "technology", "gpu  Compute", quantity=4, partner_id=7)


def embed(texts: Sequence[str]) -> np.ndarray:
    """Put renting cards beside GPU compute, sales at a right angle to it, and everything else nowhere."""
    vectors = np.zeros((len(texts), 3), np.float32)
    for row, text in zip(vectors, texts, strict=True):
        if text in ("GPU compute", "Cards for rent"):
            row[:2] = (1.0, 0.1)
        elif text == "Sales to finance":
            row[1] = 1.0
    return vectors


def test_the_same_capability_matches_by_its_share() -> None:
    [match] = match_sides([WANT], [OFFER])

    assert (match.how, match.score, match.share, match.doubts) == ("same", 0.5, 0.5, ("quantity",))
    assert match.partner_id == 7


def test_two_names_of_one_capability_match_in_two_languages() -> None:
    chinese = capability_entries()["gpu_compute"].name["zh-CN"]

    [match] = match_sides([WANT], [replace(OFFER, capability=chinese, quantity=80)])

    assert (match.how, match.score, match.doubts) == ("synonym", 1.0, ())


def test_other_words_match_only_where_the_reader_finds_them_close() -> None:
    close, far = (
        replace(OFFER, capability="Cards for rent"),
        replace(OFFER, capability="Sales to finance", key="offer:2"),
    )

    assert match_sides([WANT], [close, far]) == []
    [match] = match_sides([WANT], [close, far], embed)

    assert (match.how, match.offer.capability) == ("meaning", "Cards for rent")
    assert match.closeness > 0.9 and match.score == pytest.approx(match.closeness / 2)


def test_another_kind_never_matches_and_neither_do_two_of_ours_nor_two_of_theirs() -> None:
    assert match_sides([WANT], [replace(OFFER, kind="talent")], embed) == []
    assert match_sides([WANT], [replace(OFFER, partner_id=None)], embed) == []
    assert match_sides([replace(WANT, partner_id=3)], [OFFER], embed) == []


def test_a_partners_want_is_held_against_what_we_offer() -> None:
    [match] = match_sides([replace(WANT, partner_id=3)], [replace(OFFER, partner_id=None)])

    assert match.partner_id == 3


def test_a_low_level_and_an_early_end_halve_the_fit_and_are_said() -> None:
    want = replace(WANT, quantity=1, level=3, due_on=date(2026, 12, 31))
    offer = replace(OFFER, level=2, due_on=date(2026, 12, 1))

    [match] = match_sides([want], [offer])

    assert (match.score, match.doubts) == (0.25, ("level", "until"))


def test_the_best_stands_first() -> None:
    offers = [replace(OFFER, key=f"offer:{n}", quantity=n) for n in (1, 8, 4)]

    assert [match.offer.quantity for match in match_sides([WANT], offers)] == [8, 4, 1]


def test_the_shipped_reader_finds_most_capabilities_in_the_other_language_and_few_others(encoder: Encoder) -> None:
    entries = list(capability_entries().values())
    wants = [Side(f"want:{n:02}", "", e.kind, f"{e.name['en']}!") for n, e in enumerate(entries)]
    offers = [Side(f"offer:{n:02}", "", e.kind, f"{e.name['zh-CN']}。", partner_id=1) for n, e in enumerate(entries)]

    found = match_sides(wants, offers, encoder.embed)

    right = [match for match in found if match.want.key[-2:] == match.offer.key[-2:]]
    pairs = sum(want.kind == offer.kind for want in wants for offer in offers)
    assert len(right) >= 0.75 * len(entries)
    assert len(found) - len(right) <= 0.08 * pairs
