"""What is said in each text, with how much confidence: language, sentiment, anger, and what the writer wants.

Scores sort for people and are added up to shares; they never hide or decide. One row per text; NaN where a text cannot
be read: in a language without support, or without a word. `sure` False is the honest class "unsure": see `_sure`.

Sentiment, anger, complaint and praise come from the embedded model (`model.py`, docs/models/embedded.md), calibrated on
texts it had not seen; neutral is called unclear, because that is what it is. Question, defence and spam are rules: a
question the rule finds wants an answer in 72 % of cases; how often defence is right was never measured: it only sorts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from .features import Words, words_of
from .language import languages_of
from .languages import languages as known_languages
from .lexicon import NAMES
from .model import HEADS, all_cues, load, probabilities, scores
from .plain import plain
from .promotion import promoted
from .questions import asks
from .rules import alternatives

Array = Any
BATCH = 1_000
LONGEST = 2_000  # characters of a text the rules look at
QUESTION, NO_QUESTION = 0.72, 0.07  # of 100 fresh tweets: wants an answer where the rule says so, where it does not
DEFENCE, NO_DEFENCE = 0.5, 0.01  # not measured: it sorts
FEWEST_WORDS = 2
PLAIN = 0.5  # the likeliest of the three sentiments has at least this probability, or the text is unsure
MIXED = 0.35  # both good and bad words weigh at least this (0 to 1): two opinions in one text


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
    """Read every text. `languages`: those that may occur; `given`: as the network names them, "" where it does not."""
    if isinstance(texts, str):
        raise TypeError("texts: a list of texts, not one text")
    # What a table leaves empty (None, NaN) is a text nobody can read.
    texts = [text if isinstance(text, str) else "" for text in texts]
    n = len(texts)
    parts = [
        _read(texts[at : at + BATCH], languages, given[at : at + BATCH] if given is not None else None)
        for at in range(0, n, BATCH)
    ] or [_read([], languages, None)]
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return TextScores(**joined, model=load().name)


def _read(texts: Sequence[str], languages: Sequence[str] | None, given: Sequence[str] | None) -> dict[str, Array]:
    n, words = len(texts), words_of(texts)
    codes = languages_of(words, texts, languages=languages, given=given)
    found = {name: np.full(n, np.nan) for name in ("anger", "complaint", "praise", "question", "defence", "spam")}
    found |= {"language": codes, "sentiment": np.full((n, 3), np.nan), "sure": np.zeros(n, dtype=bool)}
    found["support"] = np.full(n, "none", dtype=object)
    said = np.bincount(words.text, minlength=n) > 0
    for code in load().readers:
        rows = np.flatnonzero((codes == code) & said)
        if len(rows):
            own = [texts[row] for row in rows.tolist()]
            # Cutting some texts anew costs more than scoring a few too many.
            all_ = len(rows) > n / 2
            heads, cues, count = _weighed(words if all_ else words_of(own), code)
            if all_:
                heads, cues, count = heads[rows], cues[rows], count[rows]
            for name, values in _in_language(own, heads, cues, count, code).items():
                found[name][rows] = values
    return found


def _weighed(words: Words, code: str) -> tuple[Array, Array, Array]:
    """Per text: probabilities of the heads, cues, number of words."""
    reader = load().readers[code]
    cues = all_cues(words, reader.lexicon, code)
    count = np.bincount(words.text, minlength=words.letters.count)
    return probabilities(scores(words, reader, cues), reader), cues, count


def _in_language(texts: Sequence[str], heads: Array, cues: Array, count: Array, code: str) -> dict[str, Array]:
    rules = known_languages()[code].rules["reading"]
    probability = dict(zip(HEADS, heads.T, strict=True))
    unclear, positive = probability["neutral"], probability["polarity"]
    sentiment = np.column_stack([(1 - unclear) * (1 - positive), unclear, (1 - unclear) * positive])
    short = [text[:LONGEST] for text in texts]
    clear = [plain(text) for text in short]
    sarcasm, defence = _phrases(code)
    return {
        "sentiment": sentiment,
        "anger": probability["anger"],
        "complaint": probability["complaint"],
        "praise": probability["praise"],
        "question": np.where([asks(text, code) for text in clear], QUESTION, NO_QUESTION),
        "defence": np.where([defence.search(text) is not None for text in clear], DEFENCE, NO_DEFENCE),
        "spam": np.array([score for score, _ in promoted(short, clear, [code] * len(texts))], dtype=float),
        "sure": _sure(
            sentiment, cues, count, np.array([sarcasm.search(text) is not None for text in clear], dtype=bool)
        ),
        "support": np.full(len(texts), rules["support"], dtype=object),
    }


def _sure(sentiment: Array, cues: Array, count: Array, sarcastic: Array) -> Array:
    """Long enough, one opinion, no phrase usually meant the other way round, and one sentiment likelier than not."""
    at = {name: NAMES.index(name) for name in ("positive", "negative")}
    mixed = np.minimum(cues[:, at["positive"]], cues[:, at["negative"]]) >= MIXED
    sure: Array = (sentiment.max(axis=1) >= PLAIN) & ~mixed & ~sarcastic & (count >= FEWEST_WORDS)
    return sure


@cache
def _phrases(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = known_languages()[code].rules["reading"]
    return alternatives(rules["sarcasm"]), alternatives(rules["defence"])
