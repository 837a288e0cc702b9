"""One count at a time gives what the whole series gives, across restarts too."""

from __future__ import annotations

import json

import numpy as np
import pytest

from pratfall.stats.backlash import backlash_alarms, backlash_scores, planned_scores
from pratfall.stats.backlash_stream import BacklashStream


def _counts(seed: int, n: int, mean: float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    daily = 1 + 0.5 * np.sin(np.arange(n) * 2 * np.pi / 288)
    counts = rng.negative_binomial(2, 2 / (2 + mean * daily)).astype(float)
    counts[n // 2 : n // 2 + 40] *= 9
    counts[700:730] = np.nan
    counts[900:930] = 0
    return counts


@pytest.mark.parametrize("mean", [0.3, 5.0, 80.0])
@pytest.mark.parametrize("season", [288, 96, 24, 1440])
def test_one_at_a_time_equals_all_at_once(mean: float, season: int) -> None:
    counts = _counts(3, 4000, mean)
    stream = BacklashStream(bins_per_day=season)
    one_by_one = [stream.update(c) for c in counts]
    assert one_by_one == pytest.approx(backlash_scores(counts, season=season), abs=1e-9)
    assert max(one_by_one) > 0


def test_planned_bins_are_read_alike_one_at_a_time() -> None:
    counts = _counts(4, 3000, 5.0)
    planned = np.zeros(3000, dtype=bool)
    planned[1500:1560] = True
    stream = BacklashStream()
    one_by_one = [stream.update(c, planned=bool(p)) for c, p in zip(counts, planned, strict=True)]
    assert one_by_one == pytest.approx(planned_scores(counts[None], planned[None], 288)[0], abs=1e-9)


def test_alarms_over_a_bar_come_alike_one_at_a_time() -> None:
    counts = _counts(6, 3000, 5.0)
    stream = BacklashStream()
    one_by_one = [stream.update(c, bar=0.34) for c in counts]
    assert one_by_one == pytest.approx(backlash_alarms(counts[None], [0.34], 288)[0], abs=1e-9)
    assert max(one_by_one) >= 0.34
    assert not any(BacklashStream().update(c, bar=1.0) for c in counts)


def test_a_saved_state_goes_on_as_if_nothing_had_happened() -> None:
    counts = _counts(5, 1500, 5.0)
    expected = backlash_scores(counts)
    for stop in (100, 288, 760, 1000):
        first = BacklashStream()
        head = [first.update(c) for c in counts[:stop]]
        second = BacklashStream(**json.loads(json.dumps(first.state())))
        assert head + [second.update(c) for c in counts[stop:]] == pytest.approx(expected, abs=1e-9)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        BacklashStream().update(-1.0)
