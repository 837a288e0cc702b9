from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import dirichlet

from pratfall.stats.sample_ratio import CONCENTRATION, evidence, imbalanced


def test_the_evidence_is_the_mean_likelihood_over_drawn_shares() -> None:
    counts, shares = np.array([12, 3, 9]), np.array([0.5, 0.25, 0.25])
    drawn = dirichlet(CONCENTRATION * shares).rvs(400_000, random_state=1)
    ratio = np.exp((np.log(drawn / shares) * counts).sum(axis=1)).mean()
    assert evidence(counts, shares) == pytest.approx(np.log(ratio), abs=0.02)


def test_looking_at_every_unit_an_even_lot_hardly_ever_alarms() -> None:
    rng = np.random.default_rng(2)
    alarms = 0
    for _ in range(300):
        first = rng.random(400).__lt__(0.5).cumsum()
        alarms += any(imbalanced([a, n - a]) for n, a in zip(range(10, 401, 5), first[9::5].tolist(), strict=True))
    assert alarms <= 2


def test_a_lost_fifth_of_an_arm_is_found() -> None:
    assert imbalanced([1000, 800])
    assert not imbalanced([100, 95])


def test_nonsense_is_refused() -> None:
    for counts, shares in (([5], None), ([5, -1], None), ([5, 5], [1.0, 0.0])):
        with pytest.raises(ValueError, match="counts"):
            evidence(counts, shares)
