"""Cut the multilingual vocabulary down to Chinese and English, keeping every Unigram score.

A text whose best pieces all survive is segmented exactly as before, because the Viterbi path keeps its score.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence

import numpy as np
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
MASK = "<mask>"
SPACE = "▁"
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
# Latin-1 letters, so that café and naïve keep their letters; General punctuation, arrows and so on come by category.
LATIN_1 = re.compile(r"[\u00c0-\u00ff]")
SYMBOLS = {"P", "S", "Z"}
# Invisible characters that are no word: zero-width joiners, variation selectors, byte-order mark, soft hyphen.
INVISIBLE = r"[\x{00ad}\x{200b}-\x{200f}\x{2060}\x{fe0e}\x{fe0f}\x{feff}]"


def select_pieces(pieces: Sequence[str], english: Collection[str]) -> np.ndarray:
    """Return the ids to keep, ascending: specials, Chinese, ASCII that is in `english` or no word, symbols, emoji."""
    return np.array([index for index, piece in enumerate(pieces) if _is_wanted(piece, english)])


def _is_wanted(piece: str, english: Collection[str]) -> bool:
    text = piece.replace(SPACE, "")
    if piece in (*SPECIALS, MASK) or not text:
        return True
    if text.isascii():
        return piece in english or len(text) == 1 or not text.isalpha()
    if HAN.fullmatch(text) or LATIN_1.fullmatch(text):
        return True
    return all(_is_symbol(character) for character in text)


def _is_symbol(character: str) -> bool:
    if character.isascii():
        return not character.isalpha()
    return unicodedata.category(character)[0] in SYMBOLS


def build_tokenizer(pieces: Sequence[str], scores: Sequence[float]) -> Tokenizer:
    """Return a Unigram tokenizer that normalises by NFKC, marks spaces with ▁ and frames a text by <s> and </s>."""
    vocabulary = [(piece, float(score)) for piece, score in zip(pieces, scores, strict=True)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=pieces.index("<unk>"), byte_fallback=False))
    tokenizer.add_special_tokens([*SPECIALS, MASK])
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(INVISIBLE), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(r"[\s\x{00}-\x{1f}\x{7f}]+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", pieces.index("<s>")), ("</s>", pieces.index("</s>"))],
    )
    return tokenizer


def unknown_share(tokenizer: Tokenizer, texts: Sequence[str]) -> float:
    """Return the share of <unk> among all pieces of the texts, 0..1."""
    unknown = tokenizer.token_to_id("<unk>")
    counts = [(sum(i == unknown for i in e.ids), len(e.ids)) for e in _encode(tokenizer, texts)]
    return sum(n for n, _ in counts) / max(1, sum(n for _, n in counts))


def _encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list:
    return tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
