"""Reruns of each page with 100 000 comments and 1 000 resources, against an empty company."""

import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert
from streamlit.runtime import context
from streamlit.testing.v1 import AppTest

from bench.texts import make_comments
from core.runtime import get_runtime, reset_runtime
from core.services.market import CUSTOMER
from core.services.records import add_record
from core.services.resources import RESOURCE
from core.services.ventures import add_venture
from db.models import Comment, ImportBatch, Prediction
from tests.browsers import Browser

PAGES = (
    "today",
    "resources",
    "partners",
    "feedback",
    "plans",
    "initiatives",
    "synergy",
    "money",
    "customers",
    "company",
    "data",
)
ROWS, RESOURCES, CUSTOMERS, RERUNS = 100_000, 1_000, 300, 7
MAIN = Path(__file__).parents[1] / "pages" / "main.py"


def measure(rows: int = ROWS) -> dict[str, Any]:
    """Return the median milliseconds of a rerun of each page, empty and full."""
    return {
        "rows": rows,
        "resources": RESOURCES,
        "empty_ms": _reruns(0, 0),
        "full_ms": _reruns(rows, RESOURCES),
        "aim": "p50 <= 300 ms, Feedback 500 ms",
    }


def _reruns(rows: int, resources: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SEXTANT_HOME"], os.environ["SEXTANT_GENERATOR"] = folder, "none"
        reset_runtime()
        _fill(rows, resources)
        # The pages ask who has them open: whoever sits at the machine.
        context._get_client_context = Browser  # type: ignore[assignment]
        app = AppTest.from_file(str(MAIN), default_timeout=120).run()
        result = {}
        for page in PAGES:
            app.switch_page(f"{page}.py").run()
            times = []
            for _ in range(RERUNS):
                began = time.perf_counter()
                app.run()
                times.append(time.perf_counter() - began)
            if app.exception:
                raise RuntimeError(f"{page} was not drawn: {app.exception[0].value}")
            result[page] = round(1000 * median(times), 1)
        reset_runtime()
    return result


def _fill(rows: int, resources: int) -> None:
    database = get_runtime().database
    with database.write() as session:
        company = add_venture(session, {"name": "Bench"})
        for number in range(resources):
            skills = {f"Capability {number % 40}": 1 + number % 3}
            add_record(
                session,
                RESOURCE,
                company.id,
                {
                    "kind": ("talent", "technology", "market")[number % 3],
                    "name": f"Resource {number}",
                    "skills": skills,
                },
            )
        for number in range(CUSTOMERS if rows else 0):
            add_record(session, CUSTOMER, company.id, {"name": f"customer {number}", "other_names": [f"C{number}"]})
        if not rows:
            return
        batch = ImportBatch(venture_id=company.id, file_name="bench.csv")
        session.add(batch)
        session.flush()
        texts = make_comments(min(rows, 20_000))
        comments = [
            {
                "id": n,
                "venture_id": company.id,
                "batch_id": batch.id,
                "row_number": n,
                "text": texts[n % len(texts)],
                "content_key": str(n),
                "unique_key": str(n),
                "customer": f"Customer {n % 500}",
            }
            for n in range(1, rows + 1)
        ]
        session.execute(insert(Comment), comments)
        labels = ("negative", "positive", "unclear")
        readings = [
            {"comment_id": n, "encoder_version": "bench", "label": labels[n % 3], "probability": 0.5, "language": "en"}
            for n in range(1, rows + 1)
        ]
        session.execute(insert(Prediction), readings)
