"""What the way back promises, on small seeded samples; `benchmarks/comeback.py` measures the same at full size."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from pratfall.learn.comeback import LONGEST_NOW, Standing, WayBack
from tests.calibration.comeback_worlds import SHAPES, accounts, holds, told

SERIES = 20
SEEDS = {"none": 4, "step": 1, "never": 3}


@cache
def answers(shape: str) -> list[WayBack]:
    return told(accounts(np.random.default_rng((712, SEEDS[shape])), SERIES, shape))


@pytest.mark.parametrize("shape", ["step", "never"])
def test_intervals_hold_the_level_now_and_the_time_of_return(shape: str) -> None:
    """The promise is 95 %: three standard errors of 20 accounts lie below it at 0.8."""
    truth = SHAPES[shape][-LONGEST_NOW:].mean()
    assert np.mean([a.now.ratio.low <= truth <= a.now.ratio.high for a in answers(shape)]) >= 0.8
    backs = [a.back for a in answers(shape) if a.back is not None]
    assert len(backs) >= SERIES / 2
    back_after = 8 if shape == "step" else None
    assert np.mean([holds(back, back_after) for back in backs]) >= 0.8


def test_where_nothing_happened_hardly_any_claim_is_made() -> None:
    assert sum(a.standing is Standing.ABOVE for a in answers("none")) <= 2
    assert sum(a.standing is Standing.UNSEEN for a in answers("none")) >= 16


def test_what_never_comes_back_is_never_called_back() -> None:
    assert not [a for a in answers("never") if a.standing in (Standing.BACK, Standing.ABOVE)]
