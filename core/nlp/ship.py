"""Make a trained network shippable: quantise, calibrate on validation, test, write the cards."""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from string import Template
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from core.nlp.base import load_base
from core.nlp.calibration import Calibration, choose_band, fit_calibration, script_of, to_probability
from core.nlp.encoder import CONFIG, TOKENIZER, WEIGHTS, Encoder
from core.nlp.loop import TEACHER_PREFIX, infer
from core.nlp.metrics import describe
from core.nlp.network import ReaderNetwork
from core.nlp.quantise import save_quantised
from core.nlp.train_data import Example, Parts

VERSION = "sextant-encoder-1"
MAX_TOKENS = 256
CALIBRATION_ROWS = 1200
# Calibration and band rest on the large sources whose labels are clean, one for each script: our own sentences are few and
# hard, and a band that is 95 % right on them would leave nearly every other comment unread.
CALIBRATED_ON = {"zh": "shop", "en": "sst2"}
SIMILARITY_ROWS = 400
NEIGHBOURS = 10
CARD_TEMPLATE = Path(__file__).parent / "model_card.md"

Measures = dict[str, dict[str, Any]]


def ship_encoder(
    network: ReaderNetwork, tokenizer: Tokenizer, sources: dict[str, Parts], out: Path, card: dict[str, Any]
) -> Path:
    """Write `out/weights` (int8 weights, tokenizer, config, run card, model card) and return that folder."""
    folder = out / "weights"
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.no_truncation()
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    own = {
        "version": VERSION,
        "weights_sha256": save_quantised(network.state_dict(), folder / WEIGHTS),
        "max_tokens": MAX_TOKENS,
        "calibration": {script: asdict(Calibration()) for script in CALIBRATED_ON},
        "band": [0.5, 0.5],
    }
    _write_config(folder, network, own)
    validation = _clean(sources, "validation", CALIBRATION_ROWS)
    odds = _log_odds(Encoder.load(folder), validation)
    own |= _calibrate(odds, validation)
    _write_config(folder, network, own)
    encoder = Encoder.load(folder)
    card |= {
        "encoder": {key: own[key] for key in ("version", "calibration", "band")},
        "validation": _describe_validation(encoder, odds, validation),
        "test": _measure(encoder, _clean(sources, "test")),
        "int8_label_agreement": _agreement(encoder, network, validation),
        "embedding": _similarity(encoder, out / "base", validation),
    }
    (folder / "run_card.json").write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", "utf-8")
    (folder / "MODEL_CARD.md").write_text(_model_card(card, folder), "utf-8")
    return folder


def _clean(sources: dict[str, Parts], part: str, limit: int | None = None) -> dict[str, list[Example]]:
    # Only texts with a definite label can be right or wrong. The parts are in file order, so a stride samples them all.
    sure = {name: [e for e in parts[part] if e.target in (0.0, 1.0)] for name, parts in sources.items()}
    own = sure.pop("own", [])
    sure |= {f"own_{script}": [e for e in own if script_of(e.text) == script] for script in CALIBRATED_ON}
    return {name: rows[:: -(-len(rows) // limit)] if limit else rows for name, rows in sure.items() if rows}


def _labels(examples: Sequence[Example]) -> np.ndarray:
    return np.array([example.label for example in examples])


def _texts(examples: Sequence[Example]) -> list[str]:
    return [example.text for example in examples]


def _log_odds(encoder: Encoder, rows: dict[str, list[Example]]) -> dict[str, np.ndarray]:
    probability = {name: encoder.predict_proba(_texts(e)).clip(1e-9, 1 - 1e-9) for name, e in rows.items()}
    return {name: np.log(p / (1 - p)) for name, p in probability.items()}


def _calibrate(odds: dict[str, np.ndarray], validation: dict[str, list[Example]]) -> dict[str, Any]:
    labels = {name: _labels(validation[name]) for name in CALIBRATED_ON.values()}
    fitted = {script: fit_calibration(odds[name], labels[name]) for script, name in CALIBRATED_ON.items()}
    calibrated = [fitted[script].apply(odds[name]) for script, name in CALIBRATED_ON.items()]
    weights = np.concatenate([np.full(len(rows), 1 / len(rows)) for rows in labels.values()])
    band = choose_band(to_probability(np.concatenate(calibrated)), np.concatenate([*labels.values()]), weights)
    return {"calibration": {script: asdict(c) for script, c in fitted.items()}, "band": list(band)}


def _describe_validation(encoder: Encoder, odds: dict[str, np.ndarray], rows: dict[str, list[Example]]) -> Measures:
    probability = {name: to_probability(encoder.calibrate(_texts(e), odds[name])) for name, e in rows.items()}
    measures = {name: describe(probability[name], _labels(e), encoder.band) for name, e in rows.items()}
    print("validation", json.dumps(measures), flush=True)
    return measures


def _measure(encoder: Encoder, rows: dict[str, list[Example]]) -> Measures:
    measures: Measures = {}
    for name, examples in rows.items():
        started = time.perf_counter()
        probability = encoder.predict_proba(_texts(examples))
        seconds = time.perf_counter() - started
        measures[name] = describe(probability, _labels(examples), encoder.band)
        measures[name]["rows_per_second"] = round(len(examples) / seconds, 1)
        print(name, json.dumps(measures[name]), flush=True)
    return measures


def _agreement(encoder: Encoder, network: ReaderNetwork, rows: dict[str, list[Example]]) -> float:
    texts = [text for examples in rows.values() for text in _texts(examples[::3])]
    logits, _ = infer(network, encoder.tokenizer, texts, encoder.max_tokens)
    encoder.tokenizer.enable_truncation(encoder.max_tokens)
    exact = encoder.calibrate(texts, logits) > 0
    return float(np.mean(exact == (encoder.predict_proba(texts) >= 0.5)))


def _similarity(encoder: Encoder, base: Path, rows: dict[str, list[Example]]) -> dict[str, float]:
    texts = [text for examples in rows.values() for text in _texts(examples)[: SIMILARITY_ROWS // len(rows)]]
    network, tokenizer = load_base(base)
    _, theirs = infer(network, tokenizer, [TEACHER_PREFIX + text for text in texts], encoder.max_tokens)
    ours = encoder.embed(texts)
    nearest = [np.argsort(-(e @ e.T - 2 * np.eye(len(e))), axis=1)[:, :NEIGHBOURS] for e in (ours, theirs)]
    shared = [len(set(a) & set(b)) / NEIGHBOURS for a, b in zip(*nearest, strict=True)]
    return {
        "rows": len(texts),
        "cosine": float((ours * theirs).sum(1).mean()),
        "neighbours_kept": float(np.mean(shared)),
    }


def _write_config(folder: Path, network: ReaderNetwork, own: dict[str, Any]) -> None:
    config = network.config.to_diff_dict() | {"model_type": "bert", "architectures": ["ReaderNetwork"], "sextant": own}
    (folder / CONFIG).write_text(json.dumps(config, indent=2) + "\n", "utf-8")


def _model_card(card: dict[str, Any], folder: Path) -> str:
    size = sum((folder / name).stat().st_size for name in (WEIGHTS, TOKENIZER)) / 1e6
    unknown = card["vocabulary"]
    shares = [
        f"{name} {100 * unknown['unknown_before'][name]:.3f} % → {100 * unknown['unknown_after'][name]:.3f} %"
        for name in unknown["unknown_before"]
    ]
    values = {
        "version": card["encoder"]["version"],
        "size": f"{size:.1f}",
        "rows": card["recipe"]["rows"],
        "epochs": card["recipe"]["epochs"],
        "minutes": round(card["training_seconds"] / 60),
        "threads": card["versions"]["threads"],
        "pieces": f"{unknown['pieces_before']:,} → {unknown['pieces_after']:,}",
        "unknown": ", ".join(shares),
        "band": "{:.2f} and {:.2f}".format(*card["encoder"]["band"]),
        "agreement": f"{100 * card['int8_label_agreement']:.1f}",
        "cosine": f"{card['embedding']['cosine']:.3f}",
        "neighbours": f"{100 * card['embedding']['neighbours_kept']:.0f}",
        "results": "\n".join(_line(name, measure) for name, measure in card["test"].items()),
    }
    return Template(CARD_TEMPLATE.read_text("utf-8")).substitute(values)


def _line(name: str, m: dict[str, Any]) -> str:
    low, high = m["interval"]
    accuracy = f"{100 * m['accuracy']:.1f} % ({100 * low:.1f}–{100 * high:.1f})"
    rest = (
        f"{m['ece']:.3f} | {100 * m['not_sure']:.1f} % | {100 * m['precision_outside']:.1f} % | {m['rows_per_second']}"
    )
    return f"| {name} | {m['n']:,} | {accuracy} | {rest} |"
