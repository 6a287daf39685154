"""Text that users wrote, made safe for the places where Streamlit reads Markdown."""

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~$:&])")


def plain(text: str) -> str:
    """Escape everything Markdown, HTML, colour and icon marks are made of, and keep bare addresses from turning into links."""
    escaped = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return escaped.replace("\\:/", "\\:\u200b/").replace("www\\.", "www\u200b\\.").replace("@", "\u200b@")


def shorten(text: str, length: int = 80) -> str:
    """Cut a text to a length, saying so with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1]}…"
