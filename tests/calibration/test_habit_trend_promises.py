"""What the trend of habits promises, on small seeded samples; `benchmarks/habit_trend.py` measures it at full size."""

from __future__ import annotations

import numpy as np

from tests.calibration.habit_years import QUESTIONS, look

LOOKS = 120


def test_where_nothing_moved_hardly_any_look_tells_a_move() -> None:
    """At most one look in ten on average; three standard errors of 120 looks above it are 0.18."""
    told = look(np.random.default_rng(801), LOOKS, moved=0.0)
    assert told.moves.any(axis=1).mean() <= 0.18


def test_of_the_moves_told_about_one_in_ten_is_chance_at_most_and_most_real_ones_are_told() -> None:
    told = look(np.random.default_rng(802), LOOKS, moved=0.2)
    false = told.false.sum(axis=1) / np.maximum(told.moves.sum(axis=1), 1)
    assert false.mean() <= 0.13
    assert told.moves[told.shift != 0].mean() >= 0.5


def test_intervals_hold_the_real_move_as_often_as_they_say() -> None:
    told = look(np.random.default_rng(803), LOOKS, moved=0.2)
    assert 0.94 <= told.held.mean() <= 0.98
    assert told.held.size == LOOKS * QUESTIONS
