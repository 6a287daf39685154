"""What a user sees when something is refused, or goes wrong that nobody foresaw."""

import logging
import uuid

import streamlit as st

from core.errors import SextantError
from core.i18n import t
from pages.components.text import plain

log = logging.getLogger("core.pages")


def say_error(error: SextantError) -> str:
    """Return a refusal in the language on screen, what users wrote in it made safe."""
    return t(error.message, **{name: plain(str(value)) for name, value in error.values.items()})


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
