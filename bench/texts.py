"""Made-up comments for the measurements: our own sentences, joined so that each is distinct."""

import csv
import random
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "core" / "nlp" / "training" / "feedback_sentences.csv"


def make_comments(count: int, seed: int = 7) -> list[str]:
    """Return distinct comments in two languages, of one to three sentences each."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sentences = {code: [row["text"] for row in rows if row["language"] == code] for code in ("zh", "en")}
    rng, made = random.Random(seed), dict[str, None]()
    while len(made) < count:
        pool = sentences[rng.choice(("zh", "en"))]
        made[" ".join(rng.sample(pool, rng.choice((1, 1, 2, 3))))] = None
    return list(made)


def write_csv(path: Path, count: int) -> Path:
    """Write comments with day, rating and customer."""
    rng = random.Random(11)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "date", "rating", "customer"])
        for number, text in enumerate(make_comments(count)):
            day = f"2026-{rng.randint(1, 9):02}-{rng.randint(1, 28):02}"
            writer.writerow([text, day, rng.randint(1, 5), f"Customer {number % 500}"])
    return path
