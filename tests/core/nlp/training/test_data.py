import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from core.errors import SextantError
from core.nlp.training.data import UNSEEN_CATEGORY, Example, mix_rows, part_of, read_sources


def _tar(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    rows = [f"书籍,{i % 2},评语 {i}" for i in range(300)]
    rows += ["书籍,1,\ufeff评语 1 ", "书籍,1,两种说法", "酒店,0,两种说法", f"{UNSEEN_CATEGORY},1,没见过的", "酒店,1,  "]
    with zipfile.ZipFile(tmp_path / "online_shopping_10_cats.zip", "w") as archive:
        archive.writestr("online_shopping_10_cats.csv", "cat,label,review\n" + "\n".join(rows))
    (tmp_path / "sst2").mkdir()
    for part, line in {"train": "seen twice\t1\nit 's good\t1", "dev": "dull\t0", "test": "seen twice\t1"}.items():
        (tmp_path / "sst2" / f"{part}.tsv").write_text(line + "\n", "utf-8")
    return tmp_path


def test_parts_share_no_text_and_follow_the_hash(data: Path) -> None:
    shop = read_sources(data)["shop"]

    assert all(part_of(example.text) == part for part, examples in shop.items() for example in examples)
    assert sum(len(examples) for examples in shop.values()) == 300


def test_contradicted_texts_and_the_unseen_category_are_dropped(data: Path) -> None:
    texts = {example.text for examples in read_sources(data)["shop"].values() for example in examples}

    assert not {"两种说法", "没见过的", ""} & texts


def test_a_film_sentence_of_the_test_part_is_not_trained_on(data: Path) -> None:
    sst2 = read_sources(data)["sst2"]

    assert [example.text for example in sst2["test"]] == ["seen twice"]
    assert {example.text for example in sst2["train"]} == {"it 's good", "it's good"}


def test_ratings_near_zero_teach_doubt(data: Path) -> None:
    lines = b"1\t2.1\tGreat &amp; cheap\n2\t-3\tBroken\n3\t0.05\tIt arrived on Monday\n4\t0.3\tIt is blue\n"
    inner = _tar({"h/tweets_GroundTruth.txt": lines, "h/amazonReviewSnippets_GroundTruth.txt": lines})
    (data / "vaderSentiment-3.3.2.tar.gz").write_bytes(_tar({"v/hutto_ICWSM_2014.tar.gz": inner}))

    vader = read_sources(data)["vader"]

    targets = {example.text: example.target for examples in vader.values() for example in examples}
    assert targets == {"Great & cheap": 1.0, "Broken": 0.0, "It arrived on Monday": 0.5}


def test_the_mix_is_balanced_and_repeats_with_the_seed(data: Path) -> None:
    sources = read_sources(data)

    rows = mix_rows({"shop": sources["shop"]}, "train", 100, seed=1)

    assert sum(example.label for example in rows) == 50
    assert rows == mix_rows({"shop": sources["shop"]}, "train", 100, seed=1)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SextantError, match=r"online_shopping_10_cats\.zip"):
        read_sources(tmp_path)


def test_an_example_is_positive_from_one_half_on() -> None:
    assert Example("x", 0.5, "shop", "g").label == 1
