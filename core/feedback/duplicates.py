"""When two comments are the same comment."""

import hashlib
import unicodedata

KEY_CHARS = 32  # 128 bits: no two of a thousand million texts share them by chance


def text_key(text: str) -> str:
    """Return a key of 32 hex digits that is equal for texts differing only in width, case or white space."""
    if text.isascii():
        plain = text.lower()
    else:
        plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    folded = " ".join(plain.split())
    return hashlib.sha256(folded.encode("utf-8", errors="replace")).hexdigest()[:KEY_CHARS]
