"""The network training starts from: multilingual-e5-small with its vocabulary cut to Chinese and English."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from transformers import BertConfig

from core.nlp.network import ReaderNetwork
from core.nlp.training.e5 import find_e5, read_e5, read_pieces
from core.nlp.vocabulary import build_tokenizer, select_pieces, unknown_share

WEIGHTS, TOKENIZER, CONFIG, FACTS = "model.safetensors", "tokenizer.json", "config.json", "vocabulary.json"
ENGLISH_PIECES = "e5-small-enpt-q4.bin"
WORDS = "embeddings.word_embeddings.weight"


def prepare_base(source: Path, folder: Path, samples: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Write the pruned network to `folder` once and return its facts: sizes and <unk> share per sample, before, after.

    An ASCII piece is kept if the package's own English vocabulary has it or one of the samples uses it.
    """
    if (folder / FACTS).is_file():
        return json.loads((folder / FACTS).read_text("utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    e5 = read_e5(source)
    original = build_tokenizer(e5.pieces, list(e5.scores))
    english = set(read_pieces(find_e5(ENGLISH_PIECES))) | _used(original, samples)
    kept = select_pieces(e5.pieces, english)
    pruned = build_tokenizer([e5.pieces[i] for i in kept], list(e5.scores[kept]))
    tensors = {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in e5.tensors.items()}
    tensors[WORDS] = tensors[WORDS][torch.from_numpy(kept)].contiguous()
    save_file(tensors, folder / WEIGHTS)
    pruned.save(str(folder / TOKENIZER), pretty=False)
    BertConfig(**(e5.config | {"vocab_size": len(kept)})).to_json_file(folder / CONFIG)
    facts = {
        "pieces_before": len(e5.pieces),
        "pieces_after": len(kept),
        "unknown_before": {name: unknown_share(original, texts) for name, texts in samples.items()},
        "unknown_after": {name: unknown_share(pruned, texts) for name, texts in samples.items()},
    }
    (folder / FACTS).write_text(json.dumps(facts, indent=2), "utf-8")
    return facts


def load_base(folder: Path) -> tuple[ReaderNetwork, Tokenizer]:
    """Load the pruned network, its classifier freshly initialised, and the tokenizer."""
    network = ReaderNetwork(BertConfig.from_json_file(folder / CONFIG))
    network.bert.load_state_dict(load_file(folder / WEIGHTS))
    return network, Tokenizer.from_file(str(folder / TOKENIZER))


def unpruned(network: ReaderNetwork, source: Path) -> tuple[ReaderNetwork, Tokenizer]:
    """Return the trained network with the whole vocabulary it was cut from, and that vocabulary's tokenizer.

    Training leaves the word vectors as they were, so this is the network that would have come out without the cut.
    """
    e5 = read_e5(source)
    whole = ReaderNetwork(BertConfig(**(network.config.to_dict() | {"vocab_size": len(e5.pieces)})))
    # The table has some rows more than there are pieces.
    vectors = torch.from_numpy(np.ascontiguousarray(e5.tensors[WORDS][: len(e5.pieces)]))
    whole.load_state_dict(network.state_dict() | {f"bert.{WORDS}": vectors})
    return whole, build_tokenizer(e5.pieces, list(e5.scores))


def _used(tokenizer: Tokenizer, samples: Mapping[str, Sequence[str]]) -> set[str]:
    ids = {i for texts in samples.values() for e in tokenizer.encode_batch_fast(list(texts)) for i in e.ids}
    return {str(tokenizer.id_to_token(i)) for i in ids}
