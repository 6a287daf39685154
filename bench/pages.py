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
from core.services.ventures import add_venture
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
    """Return the milliseconds of a rerun of each page: the first in a company, empty and full, and the median after."""
    size = Size(comments=rows)
    empty, full = _reruns(None), _reruns(size)
    return {
        **asdict(size),
        "empty_ms": {page: times["again"] for page, times in empty.items()},
        "full_ms": {page: times["again"] for page, times in full.items()},
        "full_first_ms": {page: times["first"] for page, times in full.items()},
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
    first = _time(lambda: app.switch_page(f"{page}.py").run())
    times = [_time(app.run) for _ in range(RERUNS)]
    if app.exception:
        raise RuntimeError(f"{page} {view} was not drawn: {app.exception[0].value}")
    return {"first": round(first, 1), "again": round(median(times), 1)}


def _time(step: Any) -> float:
    began = time.perf_counter()
    step()
    return 1000 * (time.perf_counter() - began)
