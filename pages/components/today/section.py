"""The frame of each part of the Monday: its question, and how long it takes."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from core.i18n import t


@contextmanager
def section(key: str, title: str, minutes: int = 0) -> Iterator[None]:
    """Draw a part with its title and its minutes; what the block draws stands in it."""
    with st.container(border=True, key=f"today-{key}", gap="small"):
        length = f" :small[:gray[{t('{minutes} minutes', minutes=minutes)}]]" if minutes else ""
        st.markdown(f"**{title}**{length}")
        yield
