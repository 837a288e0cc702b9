from __future__ import annotations

from math import nan

import numpy as np
import pytest

from pratfall.reviews.watch.binning import Source
from pratfall.reviews.watch.listener import Listener, stream_of
from pratfall.stats.backlash import LOWEST, SATURATION, return_periods

HOURLY = Source("x", "us", "comments", 60)


def heard(counts: np.ndarray) -> Listener:
    listener = Listener.new(HOURLY, 0)
    for count in counts.tolist():
        listener.hear(count)
    return listener


def quiet(days: int, level: float = 10.0, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).poisson(level, days * 24).astype(float)


def test_every_bin_tells_how_far_it_goes_whatever_was_told_before() -> None:
    counts = quiet(20)
    counts[400:409] += 80
    listener = Listener.new(HOURLY, 0)
    periods = return_periods(counts[None], 24)[0]
    expected = np.where(periods >= LOWEST, periods / (periods + SATURATION), 0.0)
    assert [listener.hear(c) for c in counts.tolist()] == pytest.approx(expected.tolist())
    assert (expected[400:409] > 0).sum() > 5


def test_a_week_of_data_is_needed_to_be_judged_and_outages_do_not_count() -> None:
    assert not heard(quiet(6)).judged
    assert heard(quiet(7)).judged
    assert not heard(np.where(np.arange(9 * 24) % 3 == 0, nan, quiet(9))).judged


def test_it_knows_how_far_it_has_been_read_and_since_when_there_is_no_data() -> None:
    listener = heard(np.array([1.0, 2.0, nan, nan]))
    assert (listener.next_bin, listener.last_known) == (4, 1)


def test_the_usual_follows_level_and_hour() -> None:
    hours = np.tile(np.where(np.arange(24) < 12, 2.0, 18.0), 40)
    listener = heard(np.random.default_rng(2).poisson(hours).astype(float))
    assert listener.usual() == pytest.approx(18.0, rel=0.25)  # the newest hour is the last of a day
    assert listener.usual(24) == pytest.approx(240.0, rel=0.15)


def test_the_band_holds_what_it_says() -> None:
    listener = heard(quiet(60))
    more = np.random.default_rng(3).poisson(10.0, 4000)
    assert 0.0 <= (more > listener.high(listener.usual(), 1)).mean() <= 0.05


def test_what_stands_out_is_named_with_its_span() -> None:
    counts = quiet(20)
    counts[-3:] += 60
    span, count, usual = heard(counts).loudest()
    assert span in (1, 2, 4)
    assert count > 3 * usual


def test_its_state_survives_being_written_down() -> None:
    listener = heard(quiet(12))
    again = stream_of(listener.state())
    assert again is not None
    more = quiet(3, seed=9).tolist()
    assert [again.update(c) for c in more] == [listener.stream.update(c) for c in more]


def test_the_state_of_another_version_is_not_believed() -> None:
    assert stream_of('{"level": 3.0}') is None


def test_how_many_times_the_usual_at_least_is_rarely_more_than_it_is_and_not_far_below() -> None:
    low = []
    for seed in range(200):
        listener = heard(quiet(10, seed=seed))
        low.append(listener.times_low(2400.0, listener.usual(24)))  # ten times the true 240 a day
    assert np.mean(np.array(low) > 10.0) <= 0.08, "2.5 % promised, level and scatter being estimates themselves"
    assert np.median(low) > 8.5


def test_nothing_is_many_times_a_usual_hardly_known() -> None:
    listener = heard(np.zeros(24 * 8))
    assert 0 < listener.times_low(5.0, 0.5) < 5.0
