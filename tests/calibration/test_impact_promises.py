"""What `impact` promises on small seeded samples; `benchmarks/diagnose_impact.py` measures the same at full size."""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats.impact import Impact, impacts
from tests.calibration.impact_worlds import SCENARIOS, World, panels, small_accounts

SERIES = 120


def table(world: World) -> np.ndarray:
    """(S, 3): effect and its 95 % interval. Every series has an answer."""
    answers = impacts(world.y, start=world.start, controls=world.controls, season=7)
    told = [a.relative for a in answers if isinstance(a, Impact)]
    assert len(told) == len(answers)
    return np.array([(e.value, e.low, e.high) for e in told])


@pytest.mark.parametrize(("scenario", "effect"), SCENARIOS)
def test_intervals_of_small_accounts_hold_the_truth(scenario: str, effect: float) -> None:
    """The promise is 95 %: 3 standard errors of 120 series lie below it at 0.89."""
    value, low, high = table(small_accounts(np.random.default_rng(611), SERIES, scenario, effect)).T
    assert np.mean((low <= effect) & (effect <= high)) >= 0.89
    assert abs(np.mean(value) - effect) <= 0.02 + 3 * np.std(value) / np.sqrt(SERIES)


@pytest.mark.parametrize("scenario", ["A1", "A4"])
def test_intervals_of_geo_lift_panels_hold_the_truth_and_are_not_for_show(scenario: str) -> None:
    world = panels(np.random.default_rng(612), SERIES, scenario, 0.0)
    _, low, high = table(world).T
    assert np.mean((low <= 0) & (high >= 0)) >= 0.89
    assert np.mean((high - low) * world.expected) < 2020  # the one published tool that covers: GeoLift, A1
