"""Organisations whose habits are known: sixty questions each, of which some really moved between two quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from pratfall.habits.shares import share_reading
from pratfall.learn.habit_trend import Move, Trend, trends
from pratfall.records.habit_readings import HabitReading, HabitsThen
from pratfall.records.numbers import Window
from pratfall.records.subjects import Account

Array = Any
QUESTIONS = 60  # twelve habits of five accounts
TODAY = date(2026, 11, 20)
ENDS = (TODAY - timedelta(days=364), TODAY - timedelta(days=91), TODAY)  # a year ago was as a quarter ago
SHIFT = 0.25


@dataclass(frozen=True)
class Told:
    """Of every question of many looks: what was said, how far it really moved, whether the interval holds that."""

    move: Array  # (looks, QUESTIONS) object: Move
    shift: Array  # (looks, QUESTIONS) float
    held: Array  # (looks, QUESTIONS) bool

    @property
    def moves(self) -> Array:
        """(looks, QUESTIONS) bool: a move was told."""
        return (self.move == Move.BETTER) | (self.move == Move.WORSE)

    @property
    def false(self) -> Array:
        """Told although nothing moved, or the other way."""
        right = np.where(self.shift > 0, Move.WORSE, Move.BETTER)
        return self.moves & ((self.shift == 0) | (self.move != right))


def look(rng: np.random.Generator, looks: int, *, moved: float) -> Told:
    """`moved`: the part of the questions whose share goes up or down by `SHIFT`; 20 to 100 posts a quarter."""
    found = [_one(rng, moved) for _ in range(looks)]
    return Told(*(np.array(column) for column in zip(*found, strict=True)))


def _one(rng: np.random.Generator, moved: float) -> tuple[list[Move], Array, list[bool]]:
    share = rng.uniform(0.02, 0.98, QUESTIONS)
    shift = np.where(rng.random(QUESTIONS) < moved, np.where(share < 0.5, SHIFT, -SHIFT), 0.0)
    quarters = [_quarter(rng, at, end) for at, end in zip((share, share, share + shift), ENDS, strict=True)]
    told = trends([HabitsThen(end, read, read) for end, read in zip(ENDS, quarters, strict=True)])
    assert all(isinstance(one.trend, Trend) and one.trend.change for one in told)
    held = [one.trend.change.low <= s <= one.trend.change.high for one, s in zip(told, shift, strict=True)]  # type: ignore[union-attr]  # Trends, as above
    return [one.move for one in told], shift, held


def _quarter(rng: np.random.Generator, share: Array, end: date) -> tuple[HabitReading, ...]:
    window = Window(end - timedelta(days=90), end)
    n = rng.integers(20, 101, QUESTIONS)
    hits = rng.binomial(n, share)
    subjects = [Account("x", str(i)).subject for i in range(QUESTIONS)]
    counted = zip(subjects, hits.tolist(), n.tolist(), strict=True)
    return tuple(share_reading("pitch_heavy", who, window, (x, k), 0.2) for who, x, k in counted)
