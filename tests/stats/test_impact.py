from __future__ import annotations

import time

import numpy as np
import pytest

from pratfall.records.numbers import NotEnoughData, Unit
from pratfall.stats.impact import (
    CONTROL_MOVED,
    CONTROLS_UNINFORMATIVE,
    FEW_COUNTS,
    NO_CONTROLS,
    Impact,
    impact,
    impacts,
)
from tests.calibration.impact_worlds import small_accounts

BASE = small_accounts(np.random.default_rng(51), 12, "base", 0.0)


def told(*args: object, **options: object) -> Impact:
    found = impact(*args, **options)  # type: ignore[arg-type]
    assert isinstance(found, Impact), found
    return found


def test_an_effect_is_told_with_interval_unit_bins_and_what_could_have_been_seen() -> None:
    y = BASE.y[0].copy()
    y[BASE.start :] *= 3
    found = told(y, start=BASE.start, controls=BASE.controls[0], season=7)
    assert found.found
    assert found.relative.unit is Unit.SHARE
    assert found.relative.low < 2.0 < found.relative.high
    assert (found.before, found.after, found.bin_points) == (47, 4, 7)
    assert found.absolute.value == pytest.approx(found.seen - found.expected)
    assert found.smallest_rise > found.smallest_fall > 0


def test_multiplying_what_came_after_multiplies_the_effect_and_leaves_what_could_be_seen() -> None:
    y = BASE.y[1] + 1.0  # no zeros: logs of the counts themselves
    more = y.copy()
    more[BASE.start :] *= 2
    first, second = (told(v, start=BASE.start, controls=BASE.controls[1], season=7) for v in (y, more))
    assert 1 + second.relative.value == pytest.approx(2 * (1 + first.relative.value), rel=1e-4)
    assert second.smallest_rise == pytest.approx(first.smallest_rise, rel=1e-4)


def test_what_is_called_smallest_is_found_about_four_times_in_five() -> None:
    world = small_accounts(np.random.default_rng(52), 80, "base", 0.0)
    first = impacts(world.y, start=world.start, controls=world.controls, season=7)
    y = world.y.copy()
    for i, answer in enumerate(first):
        assert isinstance(answer, Impact)
        y[i, world.start :] *= 1 + answer.smallest_rise
    again = impacts(y, start=world.start, controls=world.controls, season=7)
    assert 0.66 <= np.mean([isinstance(a, Impact) and a.found for a in again]) <= 0.95


def test_many_series_at_once_are_told_as_one_by_one_also_where_days_are_missing() -> None:
    y = BASE.y.copy()
    y[3, 40:60] = np.nan
    y[5, BASE.start + 2 : BASE.start + 12] = np.nan
    together = impacts(y, start=BASE.start, controls=BASE.controls, season=7)
    for i in (0, 3, 5):
        alone = told(y[i], start=BASE.start, controls=BASE.controls[i], season=7)
        one = together[i]
        assert isinstance(one, Impact)
        assert one.relative.value == pytest.approx(alone.relative.value)
        assert (one.before, one.after) == (alone.before, alone.after)
    assert [getattr(together[i], "before", None) for i in (0, 3)] == [47, 44]


def test_a_bad_fortnight_before_an_apology_moves_the_effect_by_far_less_than_its_interval() -> None:
    y = BASE.y[2].copy()
    bad = y.copy()
    bad[BASE.start - 14 : BASE.start] *= 0.2
    plain, after_bad = (told(v, start=BASE.start, controls=BASE.controls[2], season=7).relative for v in (y, bad))
    assert abs(plain.value - after_bad.value) < 0.2 * (plain.high - plain.low)


def test_a_control_that_the_event_touched_is_named() -> None:
    controls = BASE.controls[4].copy()
    assert CONTROL_MOVED not in told(BASE.y[4], start=BASE.start, controls=controls, season=7).warnings
    controls[BASE.start :, 1] *= 6
    found = told(BASE.y[4], start=BASE.start, controls=controls, season=7)
    assert CONTROL_MOVED in found.warnings
    assert 1 in found.moved_controls


def test_controls_that_say_nothing_are_called_uninformative_and_good_ones_are_not() -> None:
    rng = np.random.default_rng(53)
    noise = rng.poisson(40, (365, 3)).astype(float)
    y = 40 * np.exp(np.sin(np.arange(365) / 20) / 2) * rng.gamma(100, 0.01, 365)
    found = told(y, start=335, controls=noise, season=7)
    assert CONTROLS_UNINFORMATIVE in found.warnings
    good = told(y, start=335, controls=(y * rng.gamma(400, 1 / 400, 365))[:, None], season=7)
    assert CONTROLS_UNINFORMATIVE not in good.warnings
    assert good.smallest_rise < found.smallest_rise / 2
    assert told(y, start=335, season=7).warnings == (NO_CONTROLS,)


def test_days_are_known_by_their_weeks_and_weeks_are_left_as_they_are() -> None:
    weeks = np.random.default_rng(54).poisson(300, 60).astype(float)
    assert told(weeks, start=50).bin_points == 1
    assert told(BASE.y[0][-150:], start=120, controls=BASE.controls[0][-150:]).bin_points == 7
    assert told(BASE.y[0], start=BASE.start).bin_points == 7


def test_a_short_history_is_no_history() -> None:
    assert impact(np.full(20, 50.0), start=10) == NotEnoughData(14, 10, "bins")
    assert isinstance(impact(BASE.y[0][:40], start=25, season=7), Impact | NotEnoughData)
    missing = BASE.y[0].copy()
    missing[BASE.start :] = np.nan
    assert impact(missing, start=BASE.start, season=7) == NotEnoughData(1, 0, "weeks after")


def test_hardly_any_events_are_no_series_and_few_are_said() -> None:
    rng = np.random.default_rng(55)
    answer = impact(rng.poisson(0.3, 365), start=335, season=7)
    assert isinstance(answer, NotEnoughData)
    assert answer.of == "events"
    assert FEW_COUNTS in told(rng.poisson(1.8, 365), start=335, season=7).warnings
    assert isinstance(impact(np.zeros(365), start=335, season=7), NotEnoughData)


def test_where_nothing_came_after_all_that_was_expected_is_missing() -> None:
    y = np.random.default_rng(57).poisson(30, 60).astype(float)
    y[50:] = 0
    found = told(y, start=50, season=1)
    assert found.expected == pytest.approx(30, rel=0.1)
    assert found.absolute.value == pytest.approx(-found.expected)
    assert found.relative.high < -0.9


def test_the_size_of_the_unit_does_not_matter_to_values_that_are_no_counts() -> None:
    y = np.random.default_rng(58).gamma(20, 0.05, 60)
    y[7] = 0.0
    first, second = (told(v, start=50, season=1).relative for v in (y / 2, y / 64))
    assert second.value == pytest.approx(first.value)
    assert second.high == pytest.approx(first.high)


@pytest.mark.parametrize(
    ("y", "options"),
    [
        (np.ones(50), {"start": 0}),
        (np.ones(50), {"start": 50}),
        (-np.ones(50), {"start": 30}),
        (np.ones((2, 50)), {"start": 30}),
        (np.ones(50), {"start": 30, "controls": np.ones((49, 2))}),
        (np.ones(50), {"start": 30, "level": 1.0}),
        (np.ones(50), {"start": 30, "season": 0}),
    ],
)
def test_what_cannot_be_meant_is_refused(y: np.ndarray, options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        impact(y, **options)  # type: ignore[arg-type]


def test_a_series_takes_less_than_twenty_milliseconds_among_others() -> None:
    world = small_accounts(np.random.default_rng(56), 40, "base", 0.0)
    impacts(world.y, start=world.start, controls=world.controls, season=7)
    began = time.process_time()
    impacts(world.y, start=world.start, controls=world.controls, season=7)
    assert (time.process_time() - began) / 40 < 0.02
