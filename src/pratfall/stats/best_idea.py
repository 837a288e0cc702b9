"""Which of several ideas brings most? Chances from days in which good days help all of them, and some start slowly.

Idea k has shown c_dk events in n_dk exposures on day d. Its events are taken to be

    c_dk ~ Poisson(n_dk rate_k day_d ramp_d(k)),   rate_k ~ Gamma(a, a / r),   day_d ~ Gamma(1 / v^2), mean 1

with r and 1/sqrt(a) the mean and the relative spread of own past ideas, v the spread of days, and ramp one of a few:
full at once (1 - `slow`), or growing straight from START to 1 within RAMP_DAYS (`slow` together). Given days and ramp
the rate is Gamma again, so that the ramps are weighed exactly; the days are read from all ideas, in two rounds.
Then P(k is best) = integral f_k(x) prod_{j != k} F_j(x) dx over the mixtures.

An idea judged by its first days alone is judged by its ramp: this is what kills slow starters.

Limits: days move all ideas alike; where each idea has its own good and bad days, chances are too sure. A rate that
falls after its start (a fad) is not foreseen.
Source: Thompson 1933; Scott 2010 (Bayesian bandits); gamma mixtures: Johnson, Kotz & Kemp 1992.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammainc

Floats = NDArray[np.float64]
START = 0.3
RAMP_DAYS = (4, 8, 16)
SLOW = 0.4
DAY_SPREAD = 0.5
SPREAD = 0.5  # between ideas, where nobody knows their past
ROUNDS = 2
GRID = 96
REACH = 6.0


@dataclass(frozen=True)
class Ideas:
    """(tests, ideas): the chance to be the best, and the rate expected once every start is over."""

    best: Floats
    rate: Floats


def weigh_ideas(
    events: ArrayLike, exposures: ArrayLike, *, rate: float, spread: float = SPREAD, slow: float = SLOW
) -> Ideas:
    """`events`, `exposures` (tests, days, ideas); `rate`, `spread`: of past ideas; `slow`: share that start slowly."""
    c, n = np.asarray(events, dtype=float), np.asarray(exposures, dtype=float)
    if c.shape != n.shape or c.ndim != 3 or bool((c > n).any() or (c < 0).any()):
        raise ValueError("events and exposures are (tests, days, ideas), and events part of exposures")
    if not (rate > 0.0 and spread > 0.0 and 0.0 <= slow < 1.0):
        raise ValueError(f"rate {rate}, spread {spread}, slow {slow}")
    ramps, prior = _ramps(c.shape[1]), np.array([1.0 - slow, *([slow / len(RAMP_DAYS)] * len(RAMP_DAYS))])
    shape = spread**-2 + c.sum(axis=1)
    day = np.ones(c.shape[:2])
    for _ in range(ROUNDS):
        scale, weight = _posterior(c, n, day, ramps, prior, shape, spread**-2 / rate)
        expected = np.einsum("tdk,gd,tkg,tk->td", n, ramps, weight / scale, shape, optimize=True)
        day = (DAY_SPREAD**-2 + c.sum(axis=2)) / (DAY_SPREAD**-2 + expected)
    scale, weight = _posterior(c, n, day, ramps, prior, shape, spread**-2 / rate)
    mean = (weight * shape[..., None] / scale).sum(axis=-1)
    return Ideas(_best(shape, scale, weight, mean), mean)


def _ramps(days: int) -> Floats:
    """(1 + len(RAMP_DAYS), days): the share of its rate an idea has reached."""
    at = np.arange(float(days))
    return np.stack([np.ones(days), *(np.minimum(START + (1.0 - START) * at / length, 1.0) for length in RAMP_DAYS)])


def _posterior(
    c: Floats, n: Floats, day: Floats, ramps: Floats, prior: Floats, shape: Floats, prior_scale: float
) -> tuple[Floats, Floats]:
    """(tests, ideas, ramps): the inverse scale of each Gamma, and the weight of each ramp."""
    scale = prior_scale + np.einsum("tdk,gd,td->tkg", n, ramps, day, optimize=True)
    with np.errstate(divide="ignore"):
        log = np.log(prior) + np.einsum("tdk,gd->tkg", c, np.log(ramps)) - shape[..., None] * np.log(scale)
    weight = np.exp(log - log.max(axis=-1, keepdims=True))
    return scale, weight / weight.sum(axis=-1, keepdims=True)


def _best(shape: Floats, scale: Floats, weight: Floats, mean: Floats) -> Floats:
    """Each idea's chance, by the steps of its distribution function between points all ideas share."""
    second = (weight * shape[..., None] * (shape[..., None] + 1.0) / scale**2).sum(axis=-1)
    sd = np.sqrt(np.maximum(second - mean**2, 1e-18))
    low = np.maximum((mean - REACH * sd).max(axis=1), 1e-9)
    high = (mean + REACH * sd).max(axis=1)
    x = low[:, None] + (high - low)[:, None] * np.linspace(0.0, 1.0, GRID)
    below = np.zeros((*shape.shape, GRID))
    for ramp in range(weight.shape[-1]):
        reached = gammainc(shape[..., None], scale[:, :, ramp, None] * x[:, None, :])
        below += weight[:, :, ramp, None] * reached
    step = np.diff(below, axis=-1, prepend=0.0)
    log_mid = np.log(np.maximum(below - step / 2.0, 1e-300))
    chances = (step * np.exp(log_mid.sum(axis=1, keepdims=True) - log_mid)).sum(axis=-1)
    return np.asarray(chances / chances.sum(axis=1, keepdims=True))
