"""What the way back promises, on small seeded samples; `benchmarks/comeback.py` measures the same at full size."""

from __future__ import annotations

import numpy as np
import pytest

from pratfall.learn.comeback import WINDOW, Standing
from tests.calibration.comeback_worlds import accounts, holds, told

SERIES = 30


@pytest.mark.parametrize(("shape", "seed"), [("step", 1), ("slow", 2), ("never", 3)])
def test_intervals_hold_the_level_now_and_the_time_of_return(shape: str, seed: int) -> None:
    """The promise is 95 %: three standard errors of 30 accounts lie below it at 0.83."""
    world = accounts(np.random.default_rng((712, seed)), SERIES, shape)
    answers = told(world)
    truth = world.ratio[-WINDOW:].mean()
    assert np.mean([a.now.ratio.low <= truth <= a.now.ratio.high for a in answers]) >= 0.83
    backs = [a.back for a in answers if a.back is not None]
    assert len(backs) >= SERIES / 2
    assert np.mean([holds(back, world.back_after) for back in backs]) >= 0.83


def test_where_nothing_happened_hardly_any_claim_is_made() -> None:
    answers = told(accounts(np.random.default_rng((712, 4)), SERIES, "none"))
    assert sum(a.standing is Standing.ABOVE for a in answers) <= 3
    assert sum(a.standing is Standing.UNSEEN for a in answers) >= 24


def test_what_never_comes_back_is_never_called_back() -> None:
    answers = told(accounts(np.random.default_rng((712, 5)), SERIES, "never"))
    assert not [a for a in answers if a.standing in (Standing.BACK, Standing.ABOVE)]
