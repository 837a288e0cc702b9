"""What an organisation taught, laid over what the shipped reader says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .heads import Head
from .read import TextScores

Array = Any
SENTIMENTS = ("negative", "unclear", "positive")
YES_NO = ("no", "yes")
# What can be taught, and the answers a person may give. Sentiments stand in the order of TextScores.sentiment.
TASKS: Mapping[str, tuple[str, ...]] = {
    "sentiment": SENTIMENTS,
    "anger": YES_NO,
    "complaint": YES_NO,
    "praise": YES_NO,
    "question": YES_NO,
    "defence": YES_NO,
    "spam": YES_NO,
}
CLEAR = 0.5  # of the likeliest answer: below it the row is unsure


def prior(scores: TextScores, task: str) -> Array:
    """(n, K) what the shipped reader says for the answers of `task`; NaN where it cannot read."""
    if task == "sentiment":
        return scores.sentiment
    said = getattr(scores, task)
    return np.column_stack([1.0 - said, said])


def overlay(
    scores: TextScores,
    heads: Mapping[str, Head],
    features: Array,
    texts: Sequence[str],
    *,
    reader: str,
    multilingual: bool,
) -> TextScores:
    """`scores` with every taught task read by its head. `features` (n, d) by the encoder `reader`.

    A head taught on another encoder is a ValueError: its numbers mean something else. A text in a language the shipped
    reader does not support is read by a multilingual encoder alone, and marked as partial support.
    """
    mine = {task: head for task, head in heads.items() if task in TASKS}
    for task, head in mine.items():
        if head.encoder != reader or head.labels != TASKS[task]:
            raise ValueError(f"the head for {task} was taught on {head.encoder!r} for {head.labels}")
    if not mine:
        return scores
    said = np.array([bool(text.strip()) for text in texts], dtype=bool)
    readable = said & ((scores.support != "none") | multilingual)
    new: dict[str, Array] = {}
    for task, head in mine.items():
        chances = np.where(readable[:, None], head.predict(features, prior(scores, task)), np.nan)
        new[task] = chances if task == "sentiment" else chances[:, 1]
    support = np.where(readable & (scores.support == "none"), "partial", scores.support)
    sure = scores.sure
    if "sentiment" in new:
        sure = scores.sure & (np.nan_to_num(new["sentiment"]).max(axis=1, initial=0.0) >= CLEAR)
    taught = ", ".join(f"{task} {head.n}" for task, head in sorted(mine.items()))
    return replace(scores, **new, support=support, sure=sure, model=f"{scores.model}; {reader} taught {taught}")
