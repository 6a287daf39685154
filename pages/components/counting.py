"""What the pages count of the comments: once for each state of them, then shared by all reruns."""

from typing import Any

import streamlit as st

from core.services.feedback import Counts, counts_version, get_counts
from pages.components.page import PageContext

# What is cached is only read by the pages, never changed.


def counts_of(page: PageContext) -> Counts:
    """Return the counts of the company's comments as they stand now."""
    with page.database.read() as session:
        version = counts_version(session, page.venture_id)
    return _counts(page.database, page.database.url, page.venture_id, version)


@st.cache_resource(max_entries=8, show_spinner=False)
def _counts(_database: Any, url: str, venture_id: int, version: str) -> Counts:
    with _database.read() as session:
        return get_counts(session, venture_id)
