from __future__ import annotations

import numpy as np
import pytest

from pratfall.stats import best_idea
from pratfall.stats.best_idea import weigh_ideas


def counts(rng: np.random.Generator, rates: np.ndarray, ramp: np.ndarray, days: int, each: int) -> np.ndarray:
    day = rng.gamma(4.0, 0.25, days)
    return rng.poisson(each * rates * ramp[:days] * day[:, None]).astype(float)


def test_without_slow_starts_and_with_steady_days_it_is_the_gamma_posterior(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(best_idea, "ROUNDS", 0)
    c = np.array([[[3.0, 9.0, 5.0], [4.0, 7.0, 8.0]]])
    n = np.full_like(c, 200.0)
    told = weigh_ideas(c, n, rate=0.02, slow=0.0)
    shape, scale = 4.0 + c.sum(axis=1)[0], 4.0 / 0.02 + 400.0
    drawn = np.random.default_rng(1).gamma(shape, 1.0 / scale, (400_000, 3)).argmax(axis=1)
    assert told.rate[0] == pytest.approx(shape / scale)
    assert told.best[0] == pytest.approx(np.bincount(drawn) / 400_000, abs=0.005)


def test_an_idea_that_still_grows_is_given_more_than_its_sum() -> None:
    ramp = np.ones((14, 2))
    ramp[:, 1] = np.minimum(0.3 + 0.7 * np.arange(14) / 14, 1.0)
    each = np.full((1, 14, 2), 2000.0)
    c = np.round(each * np.array([0.02, 0.026]) * ramp)
    told = weigh_ideas(c, each, rate=0.02)
    sums = c.sum(axis=1)[0] / each.sum(axis=1)[0]
    assert sums[1] < sums[0]
    assert told.rate[0, 1] > told.rate[0, 0] and told.best[0, 1] > 0.8


def test_a_good_day_for_all_flatters_nobody() -> None:
    each = np.array([[[400.0, 400.0], [780.0, 20.0]]])  # on a day three times as good one of them has nearly all
    c = np.round(each * 0.02 * np.array([1.0, 3.0])[:, None])
    told = weigh_ideas(c, each, rate=0.02, slow=0.0)
    sums = c.sum(axis=1)[0] / each.sum(axis=1)[0]
    assert sums[0] / sums[1] > 1.9
    assert told.rate[0, 0] / told.rate[0, 1] < 1.4


def test_chances_told_come_true() -> None:
    rng = np.random.default_rng(20261121)
    rates = 0.02 * rng.gamma(4.0, 0.25, (1500, 5))
    slow = rng.random((1500, 5)) < best_idea.SLOW
    ramp = np.minimum(best_idea.START + (1 - best_idea.START) * np.arange(12) / 8, 1.0)
    c = np.stack([counts(rng, r, np.where(s, ramp[:, None], 1.0), 12, 120) for r, s in zip(rates, slow, strict=True)])
    told = weigh_ideas(c, np.full_like(c, 120.0), rate=0.02).best
    won = np.eye(5)[rates.argmax(axis=1)]
    for low, high in ((0.0, 0.05), (0.05, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1.0)):
        inside = (told >= low) & (told < high)
        assert won[inside].mean() == pytest.approx(told[inside].mean(), abs=0.05)


def test_nonsense_is_refused() -> None:
    one = np.ones((1, 1, 2))
    with pytest.raises(ValueError, match="part of exposures"):
        weigh_ideas(2 * one, one, rate=0.02)
    with pytest.raises(ValueError, match="rate"):
        weigh_ideas(one, one, rate=0.0)
