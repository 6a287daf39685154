"""Small buttons that show an icon; their words are read aloud and shown on hover."""

from collections.abc import Callable
from typing import Any

import streamlit as st


def icon_button(key: str, words: str, icon: str, on_click: Callable[..., Any], *args: Any) -> None:
    """Draw a button of one icon. The style sheet hides the words of keys that end in -icon, for the eye only."""
    st.button(words, key=f"{key}-icon", help=words, icon=icon, type="tertiary", on_click=on_click, args=args)
