"""Reruns of each page with a large company and 100 000 comments, against an empty company."""

import os
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from streamlit.runtime import context
from streamlit.testing.v1 import AppTest

from bench.company import Size, fill_company
from core.runtime import get_runtime, reset_runtime
from core.services.comments import CommentQuery, correct_comment, list_comments
from core.services.records import Query, list_records, update_record
from core.services.resources import RESOURCE
from core.services.ventures import add_venture, list_ventures
from tests.browsers import Browser

# Each page as it opens, and the views of it that are reckoned from many records.
VIEWS = {
    "today": ("",),
    "resources": ("", "gaps", "list", "candidates"),
    "partners": ("", "list", "offers", "events"),
    "feedback": ("", "comments", "check"),
    "plans": ("",),
    "initiatives": ("", "portfolio", "actions"),
    "synergy": ("",),
    "money": ("",),
    "customers": ("",),
    "company": ("",),
    "data": ("",),
}
ROWS, RERUNS = 100_000, 7
MAIN = Path(__file__).parents[1] / "pages" / "main.py"


def measure(rows: int = ROWS) -> dict[str, Any]:
    """Return the milliseconds of a rerun of each page: the median, empty and full, and the first after a change."""
    size = Size(comments=rows)
    empty, full = _reruns(None), _reruns(size)
    return {
        **asdict(size),
        "empty_ms": {page: times["again"] for page, times in empty.items()},
        "full_ms": {page: times["again"] for page, times in full.items()},
        "full_after_a_change_ms": {page: times["changed"] for page, times in full.items()},
        "aim": "p50 <= 300 ms, Feedback 500 ms",
    }


def _reruns(size: Size | None) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SEXTANT_HOME"], os.environ["SEXTANT_GENERATOR"] = folder, "none"
        reset_runtime()
        with get_runtime().database.write() as session:
            if size:
                fill_company(session, size)
            else:
                add_venture(session, {"name": "Bench"})
        # The pages ask who has them open: whoever sits at the machine.
        context._get_client_context = Browser  # type: ignore[assignment]
        app = AppTest.from_file(str(MAIN), default_timeout=120).run()
        result = {}
        for page, views in VIEWS.items():
            for view in views:
                result[f"{page}/{view}" if view else page] = _measure_view(app, page, view)
        reset_runtime()
    return result


def _measure_view(app: AppTest, page: str, view: str) -> dict[str, float]:
    if view:
        app.session_state[f"{page}-view"] = view
    app.switch_page(f"{page}.py").run()
    times = [_time(app.run) for _ in range(RERUNS)]
    _change_something()
    changed = _time(app.run)
    if app.exception:
        raise RuntimeError(f"{page} {view} was not drawn: {app.exception[0].value}")
    return {"again": round(median(times), 1), "changed": round(changed, 1)}


def _change_something() -> None:
    """Change a resource and a comment, so that what the pages have reckoned is reckoned anew."""
    with get_runtime().database.write() as session:
        [company] = list_ventures(session)
        for resource in list_records(session, RESOURCE, company.id, Query(size=1)).rows:
            changed = {"note": f"{resource.note}."}
            update_record(session, RESOURCE, resource.id, company.id, changed)
        for comment in list_comments(session, company.id, CommentQuery(size=1))[0]:
            correct_comment(session, company.id, comment.id, "positive")


def _time(step: Any) -> float:
    began = time.perf_counter()
    step()
    return 1000 * (time.perf_counter() - began)
