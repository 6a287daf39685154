import shutil
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from core.errors import SextantError
from core.nlp import encoder as module
from core.nlp.encoder import CONFIG, TOKENIZER, WEIGHTS, WEIGHTS_FOLDER, Encoder

PRAISE = ["物流很快，客服耐心，下次还来", "The new dashboard is excellent, we love it."]
BLAME = ["用了两天就坏了，退款也不理人", "Terrible support, slow and buggy."]


def test_praise_is_read_as_positive_and_blame_as_negative(encoder: Encoder) -> None:
    probability = encoder.predict_proba(PRAISE + BLAME)

    assert (probability[:2] > 0.85).all()
    assert (probability[2:] < 0.15).all()


def test_results_keep_the_order_of_texts_of_mixed_lengths(encoder: Encoder) -> None:
    texts = [text * times for times in (1, 9, 3) for text in PRAISE + BLAME]

    together = encoder.predict_proba(texts)

    alone = np.array([encoder.predict_proba([text])[0] for text in texts])
    assert np.abs(together - alone).max() < 0.03


def test_chunks_do_not_change_what_is_read(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = PRAISE + BLAME
    whole = encoder.read(texts)

    monkeypatch.setattr(module, "CHUNK", 3)

    assert np.allclose(encoder.read(texts).probability, whole.probability, atol=0.03)
    assert encoder.read(texts).embedding.shape == whole.embedding.shape


def test_no_texts_give_empty_arrays(encoder: Encoder) -> None:
    assert encoder.predict_proba([]).shape == (0,)
    assert encoder.embed([]).shape == (0, 384)


def test_embeddings_have_unit_norm_and_bring_translations_together(encoder: Encoder) -> None:
    english, chinese, other = encoder.embed(["How do I export my data?", "怎么导出我的数据？", "房间的床很舒服"])

    assert np.allclose(np.linalg.norm([english, chinese, other], axis=1), 1, atol=1e-5)
    assert english @ chinese > english @ other


def test_a_hundred_thousand_characters_are_read_in_bounded_windows(encoder: Encoder) -> None:
    result = encoder.read(["这个功能太好用了，非常满意，推荐给大家！" * 5_000])

    assert result.windows[0] == module.MAX_WINDOWS
    assert result.probability[0] > 0.5


def test_threads_share_one_encoder(encoder: Encoder) -> None:
    results: dict[int, np.ndarray] = {}
    expected = encoder.predict_proba(PRAISE + BLAME)

    threads = [
        threading.Thread(target=lambda i=i: results.update({i: encoder.predict_proba(PRAISE + BLAME)}))
        for i in range(4)
    ]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert len(results) == 4
    assert all(np.allclose(result, expected, atol=1e-6) for result in results.values())


def test_loading_takes_seconds() -> None:
    started = time.perf_counter()

    Encoder.load(device="cpu")

    assert time.perf_counter() - started < 6


def test_damaged_weights_are_refused_by_name(tmp_path: Path) -> None:
    for name in (CONFIG, TOKENIZER):
        shutil.copy(WEIGHTS_FOLDER / name, tmp_path)
    (tmp_path / WEIGHTS).write_bytes(b"version https://git-lfs")

    with pytest.raises(SextantError, match=r"model\.safetensors is not the one"):
        Encoder.load(tmp_path)


def test_a_missing_folder_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(SextantError, match="choose another encoder"):
        Encoder.load(tmp_path / "nowhere")


def test_shipped_weights_stay_small() -> None:
    total = sum(path.stat().st_size for path in WEIGHTS_FOLDER.iterdir())

    assert total < 64_000_000


def test_the_vocabulary_has_the_characters_of_gb2312_that_the_original_had(encoder: Encoder) -> None:
    rows, columns = range(0xB0, 0xF8), range(0xA1, 0xFF)
    characters = {bytes([row, column]).decode("gb2312", "ignore") for row in rows for column in columns} - {""}

    assert len(characters & set(encoder.tokenizer.get_vocab())) == 5195
    assert set(map(chr, range(33, 127))) <= set(encoder.tokenizer.get_vocab())
