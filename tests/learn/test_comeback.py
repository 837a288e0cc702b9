"""The way back: known answers, a twin that goes through all windows by hand, and honest refusals."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from pratfall.learn import comeback
from pratfall.learn.comeback import NEAR, Better, Standing, WayBack, newest_window, way_back, ways_back, weekly, windows
from pratfall.records.numbers import NotEnoughData
from pratfall.stats.impact import Impact, impact

BEFORE = 80


def series(rng: np.random.Generator, ratio: np.ndarray, spread: float = 0.08) -> np.ndarray:
    """60 a week with a little noise, times `ratio` after the onset."""
    values = np.exp(np.log(60) + rng.normal(0.0, spread, BEFORE + len(ratio)))
    values[BEFORE:] *= ratio
    return values


def found(ratio: np.ndarray, seed: int = 4, better: Better = Better.HIGH, spread: float = 0.08) -> WayBack:
    answer = way_back(series(np.random.default_rng(seed), ratio, spread), start=BEFORE, better=better)
    assert isinstance(answer, WayBack)
    return answer


def dent(weeks: int, low: int, ratio: float) -> np.ndarray:
    return np.where(np.arange(weeks) < low, ratio, 1.0)


def test_what_was_lost_and_came_back_is_back_between_two_weeks_that_hold_the_truth() -> None:
    told = found(dent(26, 9, 0.5))
    assert told.standing is Standing.BACK and told.back is not None and told.deepest is not None
    assert told.back.latest is not None and told.back.weeks is not None
    assert told.back.earliest <= 9 <= told.back.latest and told.back.earliest <= told.back.weeks <= told.back.latest
    assert told.deepest.ratio.low <= 0.5 <= told.deepest.ratio.high
    assert told.now.ratio.low <= 1.0 <= told.now.ratio.high and told.weeks == 26


def test_what_has_not_come_back_is_below_and_no_week_is_named() -> None:
    told = found(np.full(20, 0.5))
    assert told.standing is Standing.BELOW and told.back is not None
    assert told.back.latest is None and told.back.weeks is None and told.back.earliest >= 15


def test_a_loss_too_small_to_be_seen_is_called_unseen_with_what_could_have_been() -> None:
    told = found(np.full(12, 0.97), seed=1, spread=0.3)
    assert told.standing is Standing.UNSEEN and told.back is None and told.smallest_loss > 0.1


def test_above_is_said_only_once_the_weeks_of_the_storm_itself_are_over() -> None:
    assert found(np.full(6, 2.0)).standing is Standing.UNSEEN
    assert found(np.full(12, 2.0)).standing is Standing.ABOVE


def test_numbers_that_are_better_low_are_turned_over() -> None:
    worse = found(np.full(16, 2.0), better=Better.LOW)
    assert worse.standing is Standing.BELOW and worse.now.ratio.value == pytest.approx(2.0, rel=0.2)
    calmed = found(np.where(np.arange(26) < 8, 2.0, 1.0), better=Better.LOW)
    assert calmed.standing is Standing.BACK and calmed.back and calmed.back.earliest <= 8 <= (calmed.back.latest or 0)


def test_controls_take_away_what_happened_to_everybody() -> None:
    rng = np.random.default_rng(8)
    everybody = np.exp(np.cumsum(rng.normal(0.0, 0.1, BEFORE + 12)))
    everybody[BEFORE:] *= 0.5
    y = series(rng, np.ones(12)) * everybody
    control = series(rng, np.ones(12)) * everybody
    told = way_back(y, start=BEFORE, controls=control)
    assert isinstance(told, WayBack) and told.standing is Standing.UNSEEN
    alone = way_back(series(rng, np.full(12, 0.5)), start=BEFORE)
    assert isinstance(alone, WayBack) and alone.standing is Standing.BELOW


@pytest.mark.parametrize("seed", range(3))
def test_the_slow_twin_finds_the_same_weeks(seed: int) -> None:
    """Every window by itself, the definition word for word."""
    y = series(np.random.default_rng(seed), dent(20, 7, 0.5))
    told = way_back(y, start=BEFORE)
    assert isinstance(told, WayBack) and told.back
    logs = []
    for first in range(20 - 3):
        cut = y[: BEFORE + first + 4].copy()
        cut[BEFORE : BEFORE + first] = np.nan
        one = impact(cut, start=BEFORE, season=1, level=1 - 0.05 / 5)
        assert isinstance(one, Impact)
        share = one.relative
        logs.append((log(1 + share.low), log(1 + share.value), log(1 + share.high)))
    lost = [first for first, (_, _, high) in enumerate(logs) if high < 0]
    deepest = min(lost, key=lambda first: logs[first][1])
    earliest = max([first + 1 for first, (_, _, high) in enumerate(logs) if high < log(NEAR)], default=0)
    sure = [first + 3 for first in range(deepest + 1, 17) if logs[first][0] >= log(NEAR) and first + 3 >= earliest]
    assert told.deepest and told.deepest.first == deepest
    assert (told.back.earliest, told.back.latest) == (earliest, min(sure, default=None))


def test_many_series_get_the_answers_each_gets_alone() -> None:
    rng = np.random.default_rng(3)
    table = np.stack([series(rng, dent(12, 5, 0.6)) for _ in range(3)])
    for row, together in zip(table, ways_back(table, start=BEFORE), strict=True):
        alone = way_back(row, start=BEFORE)
        assert isinstance(alone, WayBack) and isinstance(together, WayBack)
        assert alone.standing is together.standing and alone.back == together.back
        assert alone.now.ratio.value == pytest.approx(together.now.ratio.value)


def test_too_little_before_or_after_is_said_and_not_guessed() -> None:
    y = series(np.random.default_rng(1), np.ones(8))
    assert way_back(y[BEFORE - 10 :], start=10) == NotEnoughData(14, 10, "weeks")
    assert way_back(y[: BEFORE + 1], start=BEFORE) == NotEnoughData(2, 1, "weeks_after")
    none = way_back(np.r_[np.zeros(BEFORE), np.zeros(8)], start=BEFORE)
    assert isinstance(none, NotEnoughData)


def test_weeks_nobody_knows_are_left_out_and_never_zero() -> None:
    y = series(np.random.default_rng(2), np.full(16, 0.5))
    y[BEFORE + 4 : BEFORE + 9] = np.nan
    told = way_back(y, start=BEFORE)
    assert isinstance(told, WayBack) and told.weeks == 11 and told.standing is Standing.BELOW
    assert [w.week for w in weekly(y, start=BEFORE)] == [0, 1, 2, 3, *range(9, 16)]


def test_the_picture_holds_each_week_with_what_would_have_been() -> None:
    y = series(np.random.default_rng(2), np.full(5, 0.5))
    weeks = weekly(y, start=BEFORE)
    assert [w.seen for w in weeks] == pytest.approx(y[BEFORE:].tolist())
    assert all(w.low <= w.foretold <= w.high and w.seen < w.foretold for w in weeks)
    assert weekly(y[BEFORE - 5 :], start=5) == []


def test_windows_slide_by_a_week_and_the_first_may_be_short() -> None:
    known = np.ones(10, dtype=bool)
    assert windows(known, 5) == [(5, 8), (6, 9)]
    assert windows(known, 7) == [(7, 9)] and windows(known, 9) == []
    known[6:9] = False
    assert windows(known, 5) == []
    assert [newest_window(np.ones(5 + w, dtype=bool), 5) for w in (2, 6, 12, 40)] == [
        (5, 6),
        (7, 10),
        (11, 16),
        (33, 44),
    ]
    assert newest_window(np.arange(20) < 11, 5) == (7, 10)


def test_every_standing_has_its_name() -> None:
    assert {s.value for s in comeback.Standing} == {"unseen", "below", "open", "likely", "back", "above"}
