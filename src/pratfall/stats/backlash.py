"""Is this more talk than this brand ever gets? Causal scores on counts of mentions, replies or comments.

Thirteen readings of the same counts, from five minutes to twelve hours wide, are each turned into a
return period (`tail_return`); the score is their mean on the log scale:

    five signed negative-binomial deviances against the expected count (`count_level`),
        d = 2 [x ln(x/m) - (x + r) ln((x + r)/(m + r))],  r = w/k,  x = sum of w bins, m = w mu
    eight plain sums, which keep what a moving level would forget
    m_t = mean over readings of log10 return period
    an alarm is given when m_t >= 1 and m_t >= 1.75 times the last alarm of the past 24 hours,
    and the widest window holds five counts or more: fewer are no backlash, however rare
    score = m_t / (m_t + 5) at an alarm, else 0                      in [0, 1)

One alarm per escalating episode: a storm that grows by three quarters again is told again, its tail is not.
Every score uses the past alone: appending counts never changes an earlier score.

False alarms and power: docs/methods/backlash.md, measured by benchmarks/notice.py. A rise in praise looks
the same here; telling a surge from a backlash needs what people say. Falls are never scored.
Source: peaks over threshold per reading, combined as the geometric mean return period; the episode rule
after research on the Numenta benchmark's scoring (Lavin & Ahmad 2015).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import nbdtrik

from .count_level import CountLevel, averaging_error
from .tail_return import TailReturn

Floats = NDArray[np.float64]

DEVIANCE_MINUTES = (5, 15, 30, 60, 120)
SUM_MINUTES = (5, 15, 30, 60, 120, 240, 360, 720)
FIVE_MINUTES_PER_DAY = 288
LOWEST = 1.0
GROWTH = 1.75
SATURATION = 5.0
LEAST_COUNT = 5.0
LEAST_DEVIANCE_EXCESS = 0.25  # chi-squared excesses are 2 on average
LEAST_SUM_EXCESS = 1.0  # counts come whole
PLANNED_RISE = 4.0


def backlash_scores(counts: ArrayLike, *, season: int | None = None) -> Floats:
    """Scores (n,) in [0, 1) for counts (n,), or (series, n) for counts (series, n).

    `season`: bins per day (288 for five minutes, 24 for hours, 1 for days; None: 288). NaN is a bin
    without data and scores 0, as does everything in the first day.
    """
    table = np.atleast_2d(np.asarray(counts, dtype=float))
    scores = planned_scores(table, np.zeros(table.shape, dtype=bool), season or FIVE_MINUTES_PER_DAY)
    return scores[0] if np.ndim(counts) == 1 else scores


def planned_scores(counts: Floats, planned: NDArray[np.bool_], bins_per_day: int) -> Floats:
    """Scores of counts (series, n) where the team announced something in the bins `planned` (same shape).

    There counts are read as a quarter of themselves, so that only what goes beyond a fourfold rise counts, and the
    level learns nothing: a launch is expected noise, and no new normal.
    """
    if (counts < 0).any():
        raise ValueError("counts of mentions cannot be negative")
    return _score(escalations(return_periods(counts, bins_per_day, planned), bins_per_day))


def backlash_alarms(
    counts: Floats, bars: ArrayLike, bins_per_day: int, planned: NDArray[np.bool_] | None = None
) -> Floats:
    """New alarms of counts (series, n): the score where an episode first reaches its series' bar or escalates, else 0.

    `bars` (series,) or (series, n) are scores, usually `alarm_rate.default_alarm`. Not the same as `backlash_scores`
    cut off at the bar: there a climb told while it was still below the bar is told again only much later.
    """
    if (counts < 0).any():
        raise ValueError("counts of mentions cannot be negative")
    bar = np.asarray(bars, dtype=float)
    bar = np.broadcast_to(bar[:, None] if bar.ndim == 1 else bar, counts.shape)
    with np.errstate(divide="ignore"):
        lowest = np.maximum(SATURATION * bar / (1.0 - bar), LOWEST)
    return _score(escalations(return_periods(counts, bins_per_day, planned), bins_per_day, lowest))


def _score(periods: Floats) -> Floats:
    return periods / (periods + SATURATION)


def return_periods(counts: Floats, bins_per_day: int, planned: NDArray[np.bool_] | None = None) -> Floats:
    """Mean log10 return period, in bins, of counts (series, n); same shape. 0 in the first day."""
    series, n = counts.shape
    warm = warm_up_bins(bins_per_day)
    out = np.zeros((n, series))
    if n > warm:
        now = np.ascontiguousarray(counts.T)
        calm = now if planned is None else np.where(planned.T, np.nan, now)
        read = now if planned is None else np.where(planned.T, now / PLANNED_RISE, now)
        readings = _readings(read, calm, bins_per_day)
        tails = TailReturn.from_first_day(np.moveaxis(readings[:warm], 0, -1), least_excess(bins_per_day)[:, None])
        for t in range(warm, n):
            out[t] = tails.score(readings[t]).mean(axis=0)
        widest = readings[:, -1]
        out[~(widest >= LEAST_COUNT)] = 0.0
    return out.T


def least_excess(bins_per_day: int) -> Floats:
    """Floor of the mean excess (readings,): deviances first, then sums."""
    of_deviance = np.full(len(windows(DEVIANCE_MINUTES, bins_per_day)), LEAST_DEVIANCE_EXCESS)
    return np.append(of_deviance, np.full(len(windows(SUM_MINUTES, bins_per_day)), LEAST_SUM_EXCESS))


def warm_up_bins(bins_per_day: int) -> int:
    """A day, and never fewer than 24 readings: a tail cannot be learnt from less."""
    return max(bins_per_day, 24)


def expected_band(counts: ArrayLike, bins_per_day: int, level: float = 0.95) -> tuple[Floats, Floats, Floats]:
    """Low, expected and high count (n,) of every bin, told the bin before: negative binomial, equal tails.

    The averages behind it scatter too: with weights a and b their variance is a/(2-a) + b/(2-b) that of a count.
    NaN in the first day, where nothing is known yet.
    """
    table = np.asarray(counts, dtype=float)[:, None]
    mean, k = (a[:, 0] for a in level_and_dispersion(table, bins_per_day))
    mean[: warm_up_bins(bins_per_day)] = np.nan
    k = k + averaging_error(bins_per_day) * (k + 1.0 / mean)
    tail = (1.0 - level) / 2.0
    return _quantile(tail, mean, k), mean, _quantile(1.0 - tail, mean, k)


def _quantile(q: float, mean: Floats, k: Floats) -> Floats:
    """Smallest count whose negative-binomial distribution function reaches `q`."""
    size, success = 1.0 / k, 1.0 / (1.0 + k * mean)
    exact = np.ceil(nbdtrik(q, size, success))  # NaN where zero alone is likelier than q
    return np.asarray(np.where(success**size >= q, 0.0, exact), dtype=float)


def escalations(periods: Floats, bins_per_day: int, lowest: float | Floats = LOWEST) -> Floats:
    """Where an episode begins or escalates, its return period; 0 elsewhere. Shape (series, n)."""
    out = np.zeros_like(periods)
    for row, starts in enumerate(periods >= lowest):
        last, at = 0.0, -np.inf
        for t in np.flatnonzero(starts).tolist():
            if t - at > bins_per_day:
                last = 0.0
            if periods[row, t] >= GROWTH * last:
                out[row, t] = last = periods[row, t]
                at = float(t)
    return out


def windows(minutes: tuple[int, ...], bins_per_day: int) -> tuple[int, ...]:
    """Widths in bins, each once: coarse counts cannot tell five minutes from fifteen."""
    return tuple(sorted({max(1, round(m * bins_per_day / 1440)) for m in minutes}))


def _readings(counts: Floats, calm: Floats, bins_per_day: int) -> Floats:
    """The readings (n, readings, series) of counts (n, series): time first, as they are then read.

    `calm`: the counts that may teach the level.
    """
    mean, dispersion = level_and_dispersion(calm, bins_per_day)
    known = np.where(np.isnan(counts), 0.0, counts)
    wide, sums = windows(DEVIANCE_MINUTES, bins_per_day), windows(SUM_MINUTES, bins_per_day)
    out = np.empty((len(counts), len(wide) + len(sums), counts.shape[1]))
    for j, w in enumerate(wide):
        out[:, j] = signed_deviance(trailing_sum(known, w), w * mean, w / dispersion)
    for j, w in enumerate(sums, start=len(wide)):
        out[:, j] = trailing_sum(known, w)
    out.swapaxes(0, 1)[:, np.isnan(counts)] = np.nan
    return out


def level_and_dispersion(counts: Floats, bins_per_day: int) -> tuple[Floats, Floats]:
    """What was to be expected in every bin of counts (n, series), and k, both from the past alone."""
    level = CountLevel(counts.shape[1], bins_per_day)
    mean, dispersion = np.empty_like(counts), np.empty_like(counts)
    for t, now in enumerate(counts):
        mean[t], dispersion[t] = level.expected()
        level.learn(now)
    return mean, dispersion


def spike_share(counts: Floats, usual: ArrayLike, at: int, *, bins_per_day: int) -> Floats:
    """Share (series,) of what exceeded `usual` per bin around bin `at` that fell into one bin: near 1 looks like bots.

    Around is the hour before and the quarter of an hour after: nobody can tell sooner. NaN without excess, where
    that quarter is not over, and in bins of more than ten minutes, which cannot tell at all.
    """
    after = round(bins_per_day * 15 / 1440)
    if bins_per_day < 144 or at + after >= counts.shape[1]:
        return np.full(len(counts), np.nan)
    around = counts[:, max(at - bins_per_day // 24, 0) : at + after + 1]
    excess = np.maximum(np.nan_to_num(around) - np.asarray(usual, dtype=float).reshape(-1, 1), 0.0)
    total = excess.sum(axis=1)
    share: Floats = np.divide(excess.max(axis=1), total, out=np.full(len(counts), np.nan), where=total > 0)
    return share


def trailing_sum(values: Floats, width: int) -> Floats:
    """Sum of the last `width` values (n, series) in time, fewer at the start."""
    total = np.cumsum(values, axis=0)
    total[width:] -= total[:-width].copy()
    return total


def signed_deviance(x: Floats, mean: Floats, size: Floats) -> Floats:
    """Negative-binomial deviance of sums `x`, negative below the mean. `size` r: Var = m + m^2/r."""
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.where(x > 0, x * np.log(x / mean), 0.0)
    deviance = np.maximum(2.0 * (own - (x + size) * np.log((x + size) / (mean + size))), 0.0)
    return np.where(x > mean, deviance, -deviance)
