"""The scores of `backlash`, one count at a time, with a state that survives a restart.

The same arithmetic in plain numbers: for one series a numpy call costs more than the sum it makes. Equal
to `backlash_scores` on the same counts (tested), whether or not the state was saved in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from math import inf, isnan, log, log1p, sqrt
from typing import Any

import numpy as np

from . import backlash as rule
from . import count_level as level_rule
from . import tail_return as tail_rule

LOG10 = log(10.0)


@dataclass
class BacklashStream:
    """Feed counts with `update`; keep `state()` and go on from `BacklashStream(**state)`."""

    bins_per_day: int = rule.FIVE_MINUTES_PER_DAY
    bins: int = 0
    seen: int = 0
    level: float | None = None
    dispersion: float = 1.0
    zero_run: float = 0.0
    hours: list[float] = field(default_factory=lambda: [1.0] * level_rule.HOURS)
    recent: list[float] = field(default_factory=list)  # a ring of the newest counts
    sums: list[float] = field(default_factory=list)  # per width, deviances first
    first_day: list[list[float]] = field(default_factory=list)
    u: list[float] = field(default_factory=list)
    beta: list[float] = field(default_factory=list)
    last_alarm: float = 0.0
    last_alarm_bin: float = -inf

    def __post_init__(self) -> None:
        wide = rule.windows(rule.DEVIANCE_MINUTES, self.bins_per_day)
        self._deviances = len(wide)
        self._widths = (*wide, *rule.windows(rule.SUM_MINUTES, self.bins_per_day))
        self._size = max(self._widths)
        self._least = rule.least_excess(self.bins_per_day).tolist()
        self._warm = rule.warm_up_bins(self.bins_per_day)
        self._slow = level_rule.decay(level_rule.LEVEL_HALF_LIFE_DAYS * self.bins_per_day)
        self._hourly = level_rule.hourly_weight(self.bins_per_day)
        self.recent = self.recent or [0.0] * self._size
        self.sums = self.sums or [0.0] * len(self._widths)

    def state(self) -> Mapping[str, Any]:
        """Plain numbers and lists: json.dumps takes it."""
        return asdict(self)

    def update(self, count: float, *, planned: bool = False, bar: float = 0.0) -> float:
        """Score in [0, 1) of the newest bin; `count` NaN is a bin without data and scores 0.

        `planned`: the team announced something for this bin (`backlash.planned_scores`). `bar`: the score below which
        nobody is told, so that nothing below it begins an episode (`backlash.backlash_alarms`).
        """
        if count < 0:
            raise ValueError("counts of mentions cannot be negative")
        known = not isnan(count)
        readings = self._readings((count / rule.PLANNED_RISE if planned else count) if known else 0.0)
        period = self._period(readings, known)
        self._learn(count, known and not planned)
        self.bins += 1
        lowest = max(rule.SATURATION * bar / (1.0 - bar), rule.LOWEST) if bar < 1.0 else inf
        return self._alarm(period if readings[-1] >= rule.LEAST_COUNT else 0.0, lowest)

    def _readings(self, count: float) -> list[float]:
        recent, t = self.recent, self.bins
        sums = self.sums
        for j, width in enumerate(self._widths):
            sums[j] += count - recent[(t - width) % self._size]
        recent[t % self._size] = count
        if self.level is None:
            return [float("nan")] * self._deviances + sums[self._deviances :]
        mean, k = self._mean(), self.dispersion
        return [
            _deviance(x, w * mean, w / k) for x, w in zip(sums, self._widths[: self._deviances], strict=False)
        ] + sums[self._deviances :]

    def _period(self, readings: list[float], known: bool) -> float:
        if self.bins < self._warm:
            self.first_day.append(readings if known else [float("nan")] * len(readings))
            if self.bins == self._warm - 1:
                tails = tail_rule.TailReturn.from_first_day(np.array(self.first_day).T, np.array(self._least))
                self.u, self.beta, self.first_day = tails.u.tolist(), tails.beta.tolist(), []
            return 0.0
        return self._rarity(readings) if known else 0.0

    def _rarity(self, readings: list[float]) -> float:
        total, u, beta, least = 0.0, self.u, self.beta, self._least
        rare, down = -log1p(-tail_rule.QUANTILE), tail_rule.QUANTILE_GAIN * (1.0 - tail_rule.QUANTILE)
        up = tail_rule.QUANTILE_GAIN * tail_rule.QUANTILE
        for j, x in enumerate(readings):
            excess = x - u[j]
            if isnan(u[j]):
                u[j], excess = x, 0.0
            if excess > 0:
                b = beta[j]
                total += rare + excess / b
                b += tail_rule.EXCESS_GAIN * (min(excess, tail_rule.EXCESS_CLIP * b) - b)
                beta[j] = b = max(b, least[j])
                u[j] += b * up
            else:
                u[j] -= beta[j] * down
        return total / LOG10 / len(readings)

    def _alarm(self, period: float, lowest: float) -> float:
        t = self.bins - 1
        if period < lowest:
            return 0.0
        if t - self.last_alarm_bin > self.bins_per_day:
            self.last_alarm = 0.0
        if period < rule.GROWTH * self.last_alarm:
            return 0.0
        self.last_alarm, self.last_alarm_bin = period, t
        return period / (period + rule.SATURATION)

    def _hour(self) -> int:
        return self.bins * level_rule.HOURS // self.bins_per_day % level_rule.HOURS

    def _factor(self) -> float:
        return self.hours[self._hour()] * level_rule.HOURS / sum(self.hours)

    def _mean(self) -> float:
        assert self.level is not None
        return max(self.level * self._factor(), level_rule.LOWEST_MEAN)

    def _learn(self, count: float, known: bool) -> None:
        if self.level is None:
            if not known:
                return
            self.level = max(count, 0.1)
        mean, k, factor = self._mean(), self.dispersion, self._factor()
        self.zero_run = self.zero_run - log1p(k * mean) / k if count == 0 else 0.0
        if not known or self.zero_run < level_rule.OUTAGE_LOG_PROBABILITY:
            return
        self.seen += 1
        y = min(count, mean + level_rule.STORM_SD * sqrt(mean + k * mean * mean))
        slow = max(self._slow, 1.0 / self.seen)
        self.level += slow * (y / factor - self.level)
        quick = 0.02 if self.bins < self.bins_per_day else self._hourly
        hour = self._hour()
        target = min(y / max(self.level, level_rule.LOWEST_MEAN), 5.0)
        self.hours[hour] += quick * (target - self.hours[hour])
        scatter = min(max(((y - mean) ** 2 - mean) / max(mean * mean, 1e-6), -2.0), 10.0)
        low, high = level_rule.DISPERSION_RANGE
        self.dispersion = min(max(k + slow * (scatter - k), low), high)


def _deviance(x: float, mean: float, size: float) -> float:
    own = x * log(x / mean) if x > 0 else 0.0
    value = max(2.0 * (own - (x + size) * log((x + size) / (mean + size))), 0.0)
    return value if x > mean else -value
