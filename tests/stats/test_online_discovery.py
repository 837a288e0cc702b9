from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.online_discovery import allowed_rate, told


def twin(alarms: list[tuple[float, float]], streams: int, share: float, memory: float) -> list[bool]:
    """LORD++ as written: what every hypothesis of the year after a discovery receives, added up."""
    chosen: list[tuple[float, bool]] = []
    for day, rate in alarms:
        recent = sum(1 for at, was in chosen if was and at > day - memory)
        level_per_day = share / (365 * streams) + max(recent - 1, 0) * share / (365 * streams)
        chosen.append((day, rate / 365 <= level_per_day * (1 + 1e-12)))
    return [was for _, was in chosen]


def pairs(days: np.ndarray, rates: np.ndarray) -> list[tuple[float, float]]:
    return list(zip(np.sort(days).tolist(), rates.tolist(), strict=True))


def test_every_discovery_of_the_year_buys_the_same_and_the_first_is_free() -> None:
    assert allowed_rate(0, 40) == allowed_rate(1, 40) == pytest.approx(0.0025)
    assert allowed_rate(3, 40) == pytest.approx(0.0075)


def test_it_is_lord_with_a_level_spending_sequence() -> None:
    rng = np.random.default_rng(1)
    alarms = pairs(rng.uniform(0, 1500, 800), 10 ** rng.uniform(-5, 1, 800))
    assert told(alarms, 30) == twin(alarms, 30, 0.10, 365.0)
    assert any(told(alarms, 30))


def test_what_was_discovered_is_forgotten_after_a_year() -> None:
    storms = [(float(day), 0.0) for day in range(10)]
    assert told([*storms, (300.0, 0.09)], 10)[-1]
    assert not told([*storms, (400.0, 0.09)], 10)[-1]


def test_later_alarms_change_no_earlier_decision() -> None:
    rng = np.random.default_rng(2)
    alarms = pairs(rng.uniform(0, 700, 300), 10 ** rng.uniform(-4, 1, 300))
    assert told(alarms[:100], 20) == told(alarms, 20)[:100]


def test_in_quiet_years_at_most_a_tenth_tell_anything() -> None:
    """400 streams, 600 years of uniform null rates; one year in ten, with three standard errors."""
    rng = np.random.default_rng(3)
    years, streams, loudest = 600, 400, 0.05  # alarms above this rate are never told in a quiet year
    any_told = 0
    for _ in range(years):
        n = rng.poisson(streams * loudest)
        alarms = pairs(rng.uniform(0, 365, n), rng.uniform(0, loudest, n))
        any_told += any(told(alarms, streams))
    assert any_told / years <= 0.10 + 3 * np.sqrt(0.09 / years)
    assert any_told / years >= 0.05  # and the allowance is used


def test_nobody_watched_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="0 streams"):
        allowed_rate(0, 0)
