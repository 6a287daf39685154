import pytest
from tokenizers import Tokenizer

from core.nlp.vocabulary import build_tokenizer, select_pieces, unknown_share

# A tiny multilingual Unigram vocabulary: specials, Chinese, English, other scripts, symbols.
SCORED = [
    *((piece, 0.0) for piece in ("<s>", "<pad>", "</s>", "<unk>")),
    *((piece, -2.0) for piece in ("▁", "客服", "很好", "。", "!", "👍", "、5", "é")),
    *((piece, -3.0) for piece in ("▁the", "▁support", "▁is", "▁good", "▁muy", "の", "при", "5G")),
    *((piece, -9.0) for piece in "客服很好thesupoirgdmuy"),
]
PIECES = list(dict.fromkeys(piece for piece, _ in SCORED))
SCORES = [dict(SCORED)[piece] for piece in PIECES]
ENGLISH = {"▁the", "▁support", "▁is", "▁good"}


@pytest.fixture
def full() -> Tokenizer:
    return build_tokenizer(PIECES, SCORES)


@pytest.fixture
def pruned() -> Tokenizer:
    kept = select_pieces(PIECES, ENGLISH)
    return build_tokenizer([PIECES[i] for i in kept], [SCORES[i] for i in kept])


@pytest.mark.parametrize("text", ["客服很好。", "the support is good!", "客服 is good 👍", "、5客服"])
def test_pruned_and_full_vocabulary_segment_chinese_and_english_alike(
    full: Tokenizer, pruned: Tokenizer, text: str
) -> None:
    assert pruned.encode(text).tokens == full.encode(text).tokens
    assert unknown_share(pruned, [text]) == 0


def test_other_scripts_and_foreign_words_are_dropped(pruned: Tokenizer) -> None:
    assert not {"の", "при", "▁muy"} & set(pruned.get_vocab())


def test_letters_symbols_and_digits_are_kept(pruned: Tokenizer) -> None:
    assert {"m", "客", "👍", "、5", "é"} <= set(pruned.get_vocab())


def test_invisible_characters_and_full_width_forms_change_nothing(full: Tokenizer) -> None:
    assert full.encode("\ufeff客\u200b服很好！\ufe0f").tokens == full.encode("客服很好!").tokens


def test_a_text_is_framed_by_start_and_end(full: Tokenizer) -> None:
    tokens = full.encode("客服").tokens

    assert (tokens[0], tokens[-1]) == ("<s>", "</s>")
