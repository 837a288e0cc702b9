from __future__ import annotations

from math import inf

import numpy as np
import pytest

from pratfall.records.findings import Status
from pratfall.reviews.watch.policy import SURE_RATE, UNUSUAL_A_YEAR, rate_of, status_of
from pratfall.stats.backlash_stream import BacklashStream


@pytest.mark.parametrize("streams", [1, 10, 400])
def test_all_streams_together_show_something_unusual_by_chance_once_a_month(streams: int) -> None:
    edge = UNUSUAL_A_YEAR / streams
    assert status_of(edge * 0.999, streams=streams, told=0) is Status.CANNOT_TELL
    assert status_of(edge * 1.001, streams=streams, told=0) is None


def test_what_was_told_this_year_makes_more_likely_and_never_more_sure() -> None:
    assert status_of(0.008, streams=40, told=0) is Status.CANNOT_TELL
    assert status_of(0.008, streams=40, told=4) is Status.SURE
    assert status_of(0.06, streams=40, told=30) is Status.LIKELY
    assert status_of(SURE_RATE, streams=1, told=0) is Status.SURE


def test_a_false_sure_is_spent_at_most_once_in_twenty_years_per_stream() -> None:
    for told in range(0, 500, 50):
        for streams in (1, 10, 400):
            sure = [r for r in np.geomspace(1e-6, 50, 200) if status_of(r, streams=streams, told=told) is Status.SURE]
            assert max(sure, default=0.0) <= SURE_RATE


def test_a_stream_not_heard_for_a_week_has_no_rate() -> None:
    young = BacklashStream(bins_per_day=24)
    for count in np.random.default_rng(1).poisson(10, 24 * 6).tolist():
        young.update(count)
    assert rate_of(0.99, young) == inf


def test_the_older_the_stream_the_rarer_the_same_score() -> None:
    stream = BacklashStream(bins_per_day=24)
    rates = []
    for day, counts in enumerate(np.random.default_rng(1).poisson(10, (120, 24)).tolist()):
        for count in counts:
            stream.update(count)
        if day in (10, 40, 110):
            rates.append(rate_of(0.45, stream))
    assert rates[0] > rates[1] > rates[2] > 0
