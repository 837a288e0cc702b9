"""What count to expect in this bin: a slow level, a factor per hour of day, and how far counts scatter.

For the count y_t of bin t in hour-of-day slot h,

    mu_t     = level * s_h / mean(s)                                   expected count
    level   += a (y'_t / f_t - level),     f_t = s_h / mean(s)         half-life 3 days
    s_h     += b (min(y'_t / level, 5) - s_h)                          half-life 7 visits of a day
    k       += a (clip(((y'_t - mu)^2 - mu) / mu^2, -2, 10) - k)       negative-binomial dispersion

with y'_t = min(y_t, mu + 3 sd): a storm must not teach the level that storms are usual. Var(y) =
mu + k mu^2. Everything used for bin t was learnt before it.

A long run of zeros where the level says there should be many is a collector that stopped, not a calm:
once the run has probability below 1e-6 the bins teach nothing. NaN (no data) never does.

Counts of many series advance together; the loop runs over time only.
Source: exponentially weighted moving averages (Roberts 1959); NB2 variance (Cameron & Trivedi 2013, 3.3).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

HOURS = 24
LEVEL_HALF_LIFE_DAYS = 3.0
HOUR_HALF_LIFE_DAYS = 7.0
STORM_SD = 3.0
LOWEST_MEAN = 1e-3
DISPERSION_RANGE = (0.02, 20.0)
OUTAGE_LOG_PROBABILITY = float(np.log(1e-6))


def decay(half_life: float) -> float:
    """Weight of the newest value in an average with this half-life (both in steps)."""
    return float(1.0 - 0.5 ** (1.0 / half_life))


def averaging_error(bins_per_day: int) -> float:
    """Variance of the expected count, as a share of the variance of one count, once the averages have settled."""
    weights = decay(LEVEL_HALF_LIFE_DAYS * bins_per_day), hourly_weight(bins_per_day)
    return sum(w / (2.0 - w) for w in weights)


def hourly_weight(bins_per_day: int) -> float:
    """Weight of the newest bin in its hour's factor."""
    return decay(HOUR_HALF_LIFE_DAYS * max(bins_per_day / HOURS, 1.0))


@dataclass
class CountLevel:
    """State of `series` counts read every 1/`bins_per_day` of a day; changed in place by `learn`."""

    series: int
    bins_per_day: int
    bins: int = 0
    level: Floats = field(default_factory=lambda: np.empty(0))
    hours: Floats = field(default_factory=lambda: np.empty((0, HOURS)))
    dispersion: Floats = field(default_factory=lambda: np.empty(0))
    seen: Floats = field(default_factory=lambda: np.empty(0))
    zero_run: Floats = field(default_factory=lambda: np.empty(0))

    def __post_init__(self) -> None:
        if not self.level.size:
            self.level = np.full(self.series, np.nan)
            self.hours = np.ones((self.series, HOURS))
            self.dispersion = np.ones(self.series)
            self.seen = np.zeros(self.series)
            self.zero_run = np.zeros(self.series)  # log probability of the present run of zeros

    def expected(self) -> tuple[Floats, Floats]:
        """Mean (series,) of the coming bin and the dispersion, from the past alone; NaN before the first count."""
        return np.maximum(self.level * self._factor(), LOWEST_MEAN), self.dispersion

    def learn(self, counts: Floats) -> None:
        """Take the counts (series,) of this bin into account and move on to the next."""
        first = np.isnan(self.level) & ~np.isnan(counts)
        self.level = np.where(first, np.maximum(counts, 0.1), self.level)
        mean, k = self.expected()
        known = ~np.isnan(counts) & ~self._stopped(counts, mean, k)
        self.seen += known
        y = np.minimum(counts, mean + STORM_SD * np.sqrt(mean + k * mean * mean))
        slow = np.maximum(decay(LEVEL_HALF_LIFE_DAYS * self.bins_per_day), 1.0 / np.maximum(self.seen, 1.0))
        self.level = np.where(known, self.level + slow * (y / self._factor() - self.level), self.level)
        self._learn_hour(y, known)
        scatter = np.clip(((y - mean) ** 2 - mean) / np.maximum(mean * mean, 1e-6), -2.0, 10.0)
        k = np.clip(k + slow * (scatter - k), *DISPERSION_RANGE)
        self.dispersion = np.where(known, k, self.dispersion)
        self.bins += 1

    def _hour(self) -> int:
        return self.bins * HOURS // self.bins_per_day % HOURS

    def _factor(self) -> Floats:
        factor: Floats = self.hours[:, self._hour()] / self.hours.mean(axis=1)
        return factor

    def _learn_hour(self, y: Floats, known: NDArray[np.bool_]) -> None:
        quick = 0.02 if self.bins < self.bins_per_day else hourly_weight(self.bins_per_day)
        slot = self.hours[:, self._hour()]
        target = np.minimum(y / np.maximum(self.level, LOWEST_MEAN), 5.0)
        slot[known] += quick * (target - slot)[known]

    def _stopped(self, counts: Floats, mean: Floats, k: Floats) -> NDArray[np.bool_]:
        """Is this zero part of a run that the level makes impossible?"""
        log_zero = -np.log1p(k * mean) / k
        self.zero_run = np.where(counts == 0, self.zero_run + log_zero, 0.0)
        stopped: NDArray[np.bool_] = self.zero_run < OUTAGE_LOG_PROBABILITY
        return stopped
