"""When two comments are the same comment."""

import hashlib
import unicodedata

KEY_CHARS = 32  # 128 bits: no two of a thousand million texts share them by chance


def text_key(text: str) -> str:
    """Return a key of 32 hex digits that is equal for texts differing only in width, case or white space."""
    if text.isascii():
        plain = text.lower()
    else:
        narrow = unicodedata.normalize("NFKC", text)
        folded = narrow.casefold()
        # Folding can bring wide forms back; where it changed nothing, as in Chinese, there are none.
        plain = narrow if folded == narrow else unicodedata.normalize("NFKC", folded)
    words = " ".join(plain.split())
    return hashlib.sha256(words.encode("utf-8", errors="replace")).hexdigest()[:KEY_CHARS]
