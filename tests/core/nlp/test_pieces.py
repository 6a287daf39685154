from pathlib import Path

import pytest
from tokenizers import Tokenizer, models, normalizers, trainers

from core.nlp.pieces import cut_vocabulary, is_wanted

TEXTS = ["the team has nine people", "客户说回复太慢", "привет как дела", "cash lasts 8 months，到2027年4月"]
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True))
    made.normalizer = normalizers.Replace(" ", "▁")
    specials = ["<pad>", "<eos>", "<bos>", "<unk>", "<unused1>", *BYTES]
    made.train_from_iterator(TEXTS * 3, trainers.BpeTrainer(vocab_size=420, special_tokens=specials))
    made.save(str(tmp_path / "tokenizer.json"))
    return tmp_path / "tokenizer.json"


def test_chinese_and_english_are_segmented_as_before(path: Path) -> None:
    before = Tokenizer.from_file(str(path))

    cut_vocabulary(path)

    after = Tokenizer.from_file(str(path))
    for text in (TEXTS[0], TEXTS[1], TEXTS[3], "the cash 慢"):
        assert after.encode(text).tokens == before.encode(text).tokens


def test_the_old_ids_come_in_the_new_order(path: Path) -> None:
    before = Tokenizer.from_file(str(path))

    kept = cut_vocabulary(path)

    after = Tokenizer.from_file(str(path))
    assert [after.id_to_token(new) for new in range(len(kept))] == [before.id_to_token(old) for old in kept]
    assert after.get_vocab_size() == len(kept) < before.get_vocab_size()


def test_another_script_is_spelt_byte_by_byte(path: Path) -> None:
    cut_vocabulary(path)

    tokens = Tokenizer.from_file(str(path)).encode("дела").tokens

    assert tokens == [f"<0x{byte:02X}>" for byte in "дела".encode()]


@pytest.mark.parametrize(("piece", "wanted"), [("▁team", True), ("回复", True), ("<unused7>", False), ("дела", False)])
def test_pieces_of_both_languages_are_wanted(piece: str, wanted: bool) -> None:
    assert is_wanted(piece) is wanted
