"""Advice a person calls contradicting is proposed, advice that can be followed together is mostly not."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pratfall.learn.contradicting import Advice, opposed

PAIRS = Path(__file__).parent / "lessons" / "contradictions.toml"


def measured() -> tuple[int, int, int]:
    """Of the even pairs, which nobody looked at while the rule was written: right, wrongly proposed, missed."""
    pairs = tomllib.loads(PAIRS.read_text(encoding="utf-8"))["pair"][1::2]
    told = [
        (
            opposed(*(Advice("", pair[side], networks=("facebook",)) for side in ("one", "other"))) is not None,
            pair["opposed"],
        )
        for pair in pairs
    ]
    return told.count((True, True)), told.count((True, False)), told.count((False, True))


def test_most_of_what_is_proposed_contradicts_and_little_is_missed() -> None:
    right, wrong, missed = measured()
    assert right + missed == 12
    assert right / (right + missed) >= 0.8
    assert right / (right + wrong) >= 0.7
