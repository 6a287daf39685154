"""Who raises the negative share clearly, and the action that a complaint becomes."""

from datetime import date, timedelta

import pytest

from core.feedback.effect import Effect
from core.i18n import in_locale
from core.services.complaints import Complaint, as_action, compare, list_complaints
from core.services.feedback import Share
from core.services.ventures import StoredCompany
from db.models import Comment, Prediction
from db.session import Database
from tests.core.services.conftest import AddComments

DAY = date(2026, 11, 23)


def say(database: Database, ids: list[int], negative: set[int]) -> None:
    with database.write() as session:
        for number, comment_id in enumerate(ids):
            label = "negative" if number in negative else "positive"
            session.add(
                Prediction(comment_id=comment_id, encoder_version="v", label=label, probability=0.5, language="en")
            )


@pytest.fixture
def spoken(database: Database, company: StoredCompany, add_comments: AddComments) -> None:
    """Add comments before and since a day: 10 of 40 negative of the bank before, 24 of 40 since; 6 of 60 of the shop."""
    before, since = DAY - timedelta(days=1), DAY
    rows = [("Bank", before)] * 40 + [("Bank", since)] * 40 + [("Shop", before)] * 60
    ids = add_comments([(str(number), day, who) for number, (who, day) in enumerate(rows)])
    say(database, ids, {*range(10), *range(40, 64), *range(80, 86)})
    with database.write() as session:  # one channel only: it is everything, so it stands out against nothing
        for row in session.query(Comment):
            row.channel = "ticket"


@pytest.mark.usefixtures("spoken")
def test_the_bank_stands_out_with_effect_and_interval(database: Database, company: StoredCompany) -> None:
    with database.read() as session:
        [found] = list_complaints(session, company.id)

    # All: 40 of 140; without the bank 6 of 60. Wilson 34 of 80: 0.3227–0.5344, 6 of 60: 0.0466–0.2015.
    assert (found.by, found.name, found.negative) == ("customer", "Bank", Share(34, 80))
    assert found.effect.value == pytest.approx(40 / 140 - 6 / 60)
    assert found.effect.low == pytest.approx(80 / 140 * (0.325 - (0.1023**2 + 0.1015**2) ** 0.5), abs=2e-4)
    assert found.effect.high == pytest.approx(80 / 140 * (0.325 + (0.1094**2 + 0.0534**2) ** 0.5), abs=2e-4)


@pytest.mark.usefixtures("spoken")
def test_comments_since_a_day_are_held_against_those_before(database: Database, company: StoredCompany) -> None:
    with database.read() as session:
        found = compare(session, company.id, DAY)
        later = compare(session, company.id, DAY + timedelta(days=1))

    assert (found.after, found.before) == (Share(24, 40), Share(16, 100))
    assert found.change is not None and found.change.is_clear
    assert (later.after.n, later.change) == (0, None)


@pytest.mark.parametrize(
    ("k", "n", "target"), [(31, 100, 0.2), (42, 100, 0.3), (90, 100, 0.6), (5, 100, 0.05), (1, 100, 0.05)]
)
def test_the_target_is_a_third_less_in_steps_of_five(k: int, n: int, target: float) -> None:
    assert Complaint("channel", "chat", Share(k, n), Effect(0.1, 0.05, 0.2)).target == pytest.approx(target)


def test_the_action_has_a_measure_with_its_target_and_is_due_in_eight_weeks() -> None:
    complaint = Complaint("channel", "chat", Share(31, 100), Effect(0.1, 0.05, 0.2))

    with in_locale("zh-CN"):
        action = as_action(complaint, date(2026, 11, 25))

    assert action == {
        "title": "减少抱怨：在线聊天",
        "due_on": date(2027, 1, 20),
        "note": "负面占比 31 % → 低于 20 %，8 周后复核",
    }
