from __future__ import annotations

import numpy as np

from pratfall.decide.keep_or_kill import CYCLE_DAYS, tomorrow


def days(rates: list[float], number: int, each: float = 400.0) -> tuple[np.ndarray, np.ndarray]:
    n = np.full((1, number, len(rates)), each)
    return np.round(n * np.array(rates)), n


def test_on_the_first_day_all_ideas_are_alike() -> None:
    told = tomorrow(np.zeros((2, 0, 4)), np.zeros((2, 0, 4)), days=28, rate=0.02)
    assert told.share.tolist() == [[0.25] * 4] * 2 and not told.stopped.any()


def test_a_hopeless_idea_is_stopped_but_never_within_its_first_week() -> None:
    rates = [0.04, 0.037, 0.005]
    early, late = (tomorrow(*days(rates, d), days=28, rate=0.02) for d in (CYCLE_DAYS - 1, CYCLE_DAYS + 1))
    assert not early.stopped.any()
    assert late.stopped.tolist() == [[False, False, True]]
    assert late.share[0, 2] == 0.0


def test_an_idea_hardly_tried_is_not_stopped() -> None:
    c, n = days([0.04, 0.04, 0.0], 10)
    n[:, :, 2] = 10.0
    c[:, :, 2] = 0.0
    assert not tomorrow(c, n, days=28, rate=0.02).stopped[0, 2]


def test_the_race_narrows_as_time_runs_out() -> None:
    c, n = days([0.024, 0.022, 0.021], 8)
    early, late = (tomorrow(c, n, days=total, rate=0.02).share[0].max() for total in (60, 9))
    assert early < late


def test_shares_add_up_and_somebody_is_always_left() -> None:
    told = tomorrow(*days([0.05, 0.001, 0.001], 20, each=2000.0), days=28, rate=0.02)
    assert told.share.sum() == 1.0 and told.stopped.sum() == 2
