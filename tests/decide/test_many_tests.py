from __future__ import annotations

import numpy as np

from pratfall.decide.ideas import IdeaPlan, Kind, Running, State
from pratfall.decide.many_tests import stands
from pratfall.decide.running import running

PLAN = IdeaPlan(kind=Kind.RANDOMISED, variants=("today", "new"), smallest_worth=1.3, posts_per_variant=30)


def ended(times: float, seed: int) -> Running:
    logs = np.random.default_rng(seed).normal(3.0, 0.7, (2, 30))
    return running(PLAN, {"today": np.exp(logs[0]).tolist(), "new": (times * np.exp(logs[1])).tolist()})


def test_large_effects_stand_and_a_narrow_win_does_not() -> None:
    tests = [ended(4.0 if i % 3 == 0 else 1.0, seed=i) for i in range(12)]
    assert stands([test.p for test in tests]) == [i % 3 == 0 for i in range(12)]
    narrow = next(test for test in (ended(1.55, seed) for seed in range(200)) if 0.03 < test.p < 0.05)
    assert narrow.state is State.BETTER
    assert stands([narrow.p]) == [False]


def test_a_test_without_a_result_asks_nothing() -> None:
    assert stands([None, 0.0001, None, 0.9]) == [False, True, False, False]


def test_nothing_ended_nothing_stands() -> None:
    assert stands([]) == []
