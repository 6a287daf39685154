"""The model card of a shipped encoder, filled from its run card."""

from pathlib import Path
from string import Template
from typing import Any

TEMPLATE = Path(__file__).parent / "model_card.md"


def model_card(card: dict[str, Any], folder: Path) -> str:
    """Return the card's Markdown; `folder` holds the weights whose size it tells."""
    size = sum((folder / name).stat().st_size for name in ("model.safetensors", "tokenizer.json")) / 1e6
    results = "\n".join(_sentiment_line(name, measure) for name, measure in card["test"].items())
    kinds = "\n".join(_kinds_line(name, measure) for name, measure in card["kinds"].items())
    values = {"size": f"{size:.1f}", "results": results, "kinds": kinds}
    values |= _training(card) | _vocabulary(card["vocabulary"]) | _embedding(card["embedding"])
    return Template(TEMPLATE.read_text("utf-8")).substitute(values)


def _training(card: dict[str, Any]) -> dict[str, Any]:
    low, high = card["encoder"]["band"]
    return {
        "version": card["encoder"]["version"],
        "start": _start(card),
        "first": _first(card["recipe"]) or "no first part",
        "options": _options(card),
        "tuning": _tuning(card["tuning"]),
        "teacher": _teacher(card.get("teacher")),
        "tuned": f"{100 * card['tuning']['weight']:.0f}",
        "own_rows": f"{sum(card['data']['rows']['own'].values()):,}",
        "minutes": round(card["training_seconds"] / 60),
        "threads": card["versions"]["threads"],
        "band": f"{low:.2f} and {high:.2f}",
        "agreement": f"{100 * card['label_agreement']:.1f}",
    }


def _start(card: dict[str, Any]) -> str:
    before = card.get("before")
    if before is None:
        return "the base network"
    if before["version"] == card["encoder"]["version"]:
        return f"a first lesson of the same kind ({before['tuning']['rows']:,} rows), which went on from {before['recipe']['start']}"
    steps = [_first(before["recipe"]), f"a tuning on {before['tuning']['rows']:,} rows"]
    return f"{before['version']} (which had {' and '.join(step for step in steps if step)} behind it)"


def _first(recipe: dict[str, Any]) -> str:
    if not recipe["rows"]:
        return ""
    return f"{recipe['rows']:,} rows of the collections and our own sentences, passes: {recipe['epochs']}"


def _tuning(facts: dict[str, Any]) -> str:
    return f"{facts['rows']:,} rows, our sentences {facts['passes']} times, learning rate {facts['learning_rate']:g}"


def _teacher(facts: dict[str, Any] | None) -> str:
    if not facts:
        return ""
    lesson = facts["lesson"]
    return (
        f"\n- **Teacher**: {facts['name']}, a larger English encoder, tuned on {facts['rows']:,} of the English rows (passes: "
        f"{facts['recipe']['epochs']}) in {facts['seconds'] / 60:.0f} minutes. English rows are learned {100 * lesson['trust']:.0f} % by their own label, the rest by its "
        f"probability; {lesson['film_parts'] + lesson['other_parts']:,} parts of them and {2 * lesson['joined']:,} pairs of parts by its probability alone (Hinton et al. 2015). It is not shipped."
    )


def _options(card: dict[str, Any]) -> str:
    start = f" --start FOLDER --rows {card['recipe']['rows']}" if card.get("before") else ""
    return start + (" --teacher FOLDER" if card.get("teacher") else "")


def _vocabulary(facts: dict[str, Any]) -> dict[str, str]:
    before, after = facts["unknown_before"], facts["unknown_after"]
    shares = [f"{name} {100 * before[name]:.3f} % → {100 * after[name]:.3f} %" for name in before]
    return {"pieces": f"{facts['pieces_before']:,} → {facts['pieces_after']:,}", "unknown": ", ".join(shares)}


def _embedding(facts: dict[str, Any]) -> dict[str, Any]:
    ours, base = facts["retrieval"], facts["retrieval_of_original"]
    return {
        "cosine": f"{facts['cosine']:.3f}",
        "neighbours": f"{100 * facts['neighbours_kept']:.0f}",
        "pairs": ours["n"],
        "zh_to_en": f"{100 * ours['zh_to_en']:.1f}",
        "en_to_zh": f"{100 * ours['en_to_zh']:.1f}",
        "zh_to_en_base": f"{100 * base['zh_to_en']:.1f}",
        "en_to_zh_base": f"{100 * base['en_to_zh']:.1f}",
    }


def _sentiment_line(name: str, m: dict[str, Any]) -> str:
    low, high = m["interval"]
    accuracy = f"{100 * m['accuracy']:.1f} % ({100 * low:.1f}–{100 * high:.1f})"
    outside = "–" if m["precision_outside"] is None else f"{100 * m['precision_outside']:.1f} %"
    return f"| {name} | {m['n']:,} | {accuracy} | {m['ece']:.3f} ({m['ece_by_chance']:.3f}) | {100 * m['not_sure']:.1f} % | {outside} | {m['rows_per_second']} |"


def _kinds_line(name: str, m: dict[str, Any]) -> str:
    low, high = m["interval"]
    scores = " | ".join(f"{m['f1'][kind]:.2f}" for kind in ("complaint", "request", "question", "praise"))
    return f"| {name} | {m['n']:,} | {m['macro_f1']:.3f} ({low:.3f}–{high:.3f}) | {m['macro_f1_with_other']:.3f} | {scores} |"
