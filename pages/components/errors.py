"""What a user sees when something goes wrong that nobody foresaw."""

import logging
import uuid

import streamlit as st

from core.i18n import t

log = logging.getLogger("core.pages")


def show_unforeseen(error: Exception) -> bool:
    """Log the error under a number and show that number instead of a traceback."""
    number = uuid.uuid4().hex[:8]
    log.error("page failed, error %s", number, exc_info=error)
    st.error(
        t(
            "Something went wrong that we did not foresee. Your records are safe. The log holds it under {number}.",
            number=number,
        ),
        icon=":material/error:",
    )
    return True
