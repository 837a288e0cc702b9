"""What did an event do to a series? Its level after, against what earlier weeks and its controls foretell.

    impact(visits_per_day, start=335, controls=others, season=7)
    impacts(table, start=48)                                       # many series that share their days

Days are added up to weeks that meet at the event, logs are taken, and `grid_gls` foretells the mean of the later bins.
The two bins before the event are believed less, for an apology follows a bad week (Galton 1886): noisier by DOUBTS, or
by so much that they hardly count, whichever explains them; single days are left out. The effect is
exp(seen - foretold - e^2/2) - 1, with e the error of the forecast: against the mean of what would have been.

`season`: points in a cycle. 7: days, in weeks where there are 16 before the event, else with a level for each day of
the week if there are no controls. 1: points are taken as they are. None: days, if half a year lies before the event or
if a cycle of seven is plain in the series or in its controls; else as with 1. With days that stay days the memory rho
is uniform beforehand; between weeks drift is thought likelier: a year hardly shows it, and it shortens other intervals.

Smallest detectable: what would be found four times in five, (t_0.975 + t_0.8) errors of the forecast; the series after
the event has no part in it. A control is called moved if it shifted at the event against the mean of the others (5 %
over all of them); a single control is held against its own past, and may be what moved everything.
Limits: counts or other values of at least zero; the effect told is that on the mean over the bins after the event; what
else happened in the same weeks is part of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri
from scipy.stats import f_oneway

from pratfall.records.numbers import Estimate, NotEnoughData, Unit

from .grid_gls import Prior, predict_mean

Floats = NDArray[np.float64]
WEEK = 7
DOUBTS = ((1.0, 3.0), (100.0, 100.0))  # opinions of the bins before the event: variances by which they are noisier
DONUT = 2  # so many bins
FEWEST = 12  # bins before these
HALF_YEAR = 26 * WEEK
LONGEST = 156  # bins of history: three years of weeks
KNOWN = 5 / 7  # of a bin's points, for the bin to count
RARE = 5.0  # a mean count per bin under which logs say nothing
FEW = 20.0  # and under which they are rough
POWER = 0.8
BLOCK = 100  # series at once: bounds memory
FAMILY = 0.05  # of wrongly saying of any control that it moved
CYCLE_P = 0.001
METHOD = "grid_gls"

CONTROLS_UNINFORMATIVE = "controls_uninformative"
CONTROL_MOVED = "control_moved"
NO_CONTROLS = "no_controls"
FEW_COUNTS = "few_counts"


@dataclass(frozen=True, kw_only=True)
class Impact:
    """The effect of an event, relative (-0.2: a fifth less) and absolute, per point of the series.

    `smallest_rise`, `smallest_fall`: what would be found four times in five; say them before `relative`.
    `expected`: without the event; `seen`: with it. `before`, `after`: bins of `bin_points` points that were used.
    `warnings`: codes; `moved_controls`: which columns CONTROL_MOVED speaks of.
    """

    relative: Estimate
    absolute: Estimate
    smallest_rise: float
    smallest_fall: float
    expected: float
    seen: float
    before: int
    after: int
    bin_points: int
    method: str = METHOD
    warnings: tuple[str, ...] = ()
    moved_controls: tuple[int, ...] = ()

    @property
    def found(self) -> bool:
        """Is no effect outside the interval?"""
        return not self.relative.low <= 0.0 <= self.relative.high


@dataclass(frozen=True)
class _Bins:
    y: Floats  # (S, bins): mean per point
    z: Floats  # (S, bins, k)
    points: int
    split: int
    flat: Floats  # (bins, f)
    prior: Prior
    whole: NDArray[np.bool_]  # (S,): counts, which are rough when small; other values may be of any size


def impact(
    y: ArrayLike, *, start: int, controls: ArrayLike | None = None, season: int | None = None, level: float = 0.95
) -> Impact | NotEnoughData:
    """The effect of an event at index `start` on counts `y` (n,), with `controls` (n, k) it did not touch."""
    series = np.asarray(y, dtype=float)
    if series.ndim != 1:
        raise ValueError("impact takes one series; `impacts` takes many")
    others = None
    if controls is not None:
        table = np.asarray(controls, dtype=float)
        others = (table[:, None] if table.ndim == 1 else table)[None]
    return impacts(series[None], start=start, controls=others, season=season, level=level)[0]


def impacts(
    y: ArrayLike, *, start: int, controls: ArrayLike | None = None, season: int | None = None, level: float = 0.95
) -> list[Impact | NotEnoughData]:
    """The same for many series `y` (S, n) with an event at one index; `controls` (S, n, k), or (n, k) for all."""
    table = np.asarray(y, dtype=float)
    series, n = table.shape
    others = np.zeros((series, n, 0)) if controls is None else np.asarray(controls, dtype=float)
    if others.ndim == 2:
        others = np.broadcast_to(others, (series, *others.shape))
    _check(table, others, start, season, level)
    bins = _binned(table, others, start, season)
    known = ~np.isnan(bins.y) & ~np.isnan(bins.z).any(axis=2)
    answers: list[Impact | NotEnoughData] = [NotEnoughData(0, 0, "bins")] * series
    patterns, member = np.unique(known, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        rows = np.flatnonzero(member.ravel() == number)
        for block in np.array_split(rows, -(-len(rows) // BLOCK)):
            for row, answer in zip(block.tolist(), _of_pattern(bins, block, pattern, level), strict=True):
                answers[row] = answer
    return answers


def _check(y: Floats, z: Floats, start: int, season: int | None, level: float) -> None:
    if not 0 < start < y.shape[1]:
        raise ValueError(f"start {start} is not inside a series of {y.shape[1]} points")
    if z.shape[:2] != y.shape:
        raise ValueError(f"controls have shape {z.shape}, the series {y.shape}")
    if not 0.0 < level < 1.0:
        raise ValueError(f"level {level} is not between 0 and 1")
    if season is not None and season < 1:
        raise ValueError(f"a season of {season} points")
    if bool((y < 0).any()) or bool((z < 0).any()) or bool(np.isinf(y).any()) or bool(np.isinf(z).any()):
        raise ValueError("values are counts, or others of at least zero")


def _binned(y: Floats, z: Floats, start: int, season: int | None) -> _Bins:
    n = y.shape[1]
    whole = (np.isnan(y) | (y == np.floor(y))).all(axis=1)
    cycle = season or (WEEK if start >= HALF_YEAR or _has_weeks(y, z, start) else 1)
    if cycle > 1 and start >= cycle * (FEWEST + 2 * DONUT) and n - start >= cycle:
        split, later = min(start // cycle, LONGEST), (n - start) // cycle
        cut = slice(start - split * cycle, start + later * cycle)
        shape = (len(y), split + later, cycle)
        binned = _known_mean(np.concatenate([y[:, :, None], z], axis=2)[:, cut].reshape(*shape, -1))
        return _Bins(binned[..., 0], binned[..., 1:], cycle, split, np.ones((split + later, 1)), Prior.DRIFT, whole)
    first = max(start - LONGEST, 0)
    place = np.arange(first, n) % cycle
    flat = np.concatenate([np.ones((n - first, 1)), place[:, None] == np.arange(1, cycle)], axis=1)
    if z.shape[2]:  # controls bring their weeks along, and show by them how closely the series follows
        flat = flat[:, :1]
    return _Bins(y[:, first:], z[:, first:], 1, start - first, flat, Prior.EVEN if cycle > 1 else Prior.DRIFT, whole)


def _known_mean(values: Floats) -> Floats:
    """Mean over axis 2 of what is known; NaN where too little is."""
    there = ~np.isnan(values)
    total = np.where(there, values, 0.0).sum(axis=2)
    count = there.sum(axis=2)
    return np.asarray(np.where(count >= KNOWN * values.shape[2], total / np.maximum(count, 1), np.nan))


def _has_weeks(y: Floats, z: Floats, start: int) -> bool:
    """Is a cycle of seven plain before the event? In the mean of the series, or in that of the controls."""
    if start < 3 * WEEK:
        return False
    return any(
        _cycle_p(np.log1p(values[:, :start]).mean(axis=0)) < CYCLE_P
        for values in (y, np.moveaxis(z, 2, 1).reshape(-1, z.shape[1]))
        if len(values)
    )


def _cycle_p(x: Floats) -> float:
    """Analysis of variance by day of the week, of what a moving week leaves."""
    middle = WEEK // 2
    rest = x[middle:-middle] - np.convolve(x, np.full(WEEK, 1 / WEEK), "valid")
    if np.isnan(rest).any() or np.ptp(rest) < 1e-9:
        return 1.0
    return float(f_oneway(*(rest[day::WEEK] for day in range(WEEK))).pvalue)


def _of_pattern(
    bins: _Bins, rows: NDArray[np.intp], known: NDArray[np.bool_], level: float
) -> list[Impact | NotEnoughData]:
    """Answers for `rows`, which know the same bins."""
    before = np.flatnonzero(known[: bins.split])
    sure = before < bins.split - DONUT
    after = bins.split + np.flatnonzero(known[bins.split :])
    unit = "bins" if bins.points == 1 else "weeks" if bins.points == WEEK else "cycles"
    needed = max(FEWEST, 3 * bins.flat.shape[1])
    if sure.sum() < needed:
        return [NotEnoughData(needed + DONUT, int(sure.sum()) + min(DONUT, bins.split), unit)] * len(rows)
    if not len(after):
        return [NotEnoughData(1, 0, f"{unit} after")] * len(rows)
    doubts = np.zeros((len(DOUBTS), bins.split))
    doubts[:, -DONUT:] = DOUBTS
    doubts = doubts[:, before]
    if bins.prior is Prior.EVEN:  # a bad spell is longer than two days, which are left out
        before, sure, doubts = before[sure], sure[sure], doubts[:1, sure]
    y, z = bins.y[rows], bins.z[rows]
    count = y[:, before].mean(axis=1) * bins.points
    (logs, more), (log_z, _) = _logs(y, bins.points, known), _logs(z, bins.points, known)
    made = predict_mean(logs, log_z, bins.flat, before, after, bins.prior, doubts)
    moved = _moved(log_z, bins, before[sure], after)
    shift = logs[:, after].mean(axis=1)
    middle, low, high = (shift - made.quantile(p) for p in (0.5, (1 + level) / 2, (1 - level) / 2))
    error_80 = made.quantile(POWER) - (shift - middle)
    smallest = (high - low) / 2 + error_80
    # What would have been is skewed: its mean, not its median, is what the seen is held against. Kept inside.
    mean = np.clip(middle - (error_80 / ndtri(POWER)) ** 2 / 2, low, high)
    seen = y[:, after].mean(axis=1)
    return [
        NotEnoughData(int(RARE * len(before)), int(count[i] * len(before)), "events")
        if (bins.whole[row] and count[i] < RARE) or not y[i, before].any()
        else _told(
            (float(mean[i]), float(low[i]), float(high[i]), level),
            float(smallest[i]),
            (float(seen[i]), float(more[i, 0]) / bins.points),
            _warnings(float(made.without_controls[i]), bool(bins.whole[row]) and count[i] < FEW, moved[i]),
            tuple(np.flatnonzero(moved[i]).tolist()),
            (len(before), len(after), bins.points),
        )
        for i, row in enumerate(rows.tolist())
    ]


def _logs(values: Floats, points: int, known: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Logs of totals (S, bins, ...); and what was added to them first, (S, 1, ...).

    Nothing is, unless a series has zeros: then its smallest other total, or 1 if that is less.
    """
    total = values * points
    there = np.expand_dims(known, tuple(range(1, values.ndim - 1)))
    smallest = np.where(there & (total > 0), total, 1.0).min(axis=1, keepdims=True)
    zeros = (there & (total == 0)).any(axis=1, keepdims=True)
    more = np.where(zeros, smallest, 0.0)
    return np.asarray(np.log(np.where(np.isnan(total), 1.0, total) + more)), more


def _moved(log_z: Floats, bins: _Bins, before: NDArray[np.intp], after: NDArray[np.intp]) -> NDArray[np.bool_]:
    """(S, k): which controls shifted at the event, each against the others."""
    series, places, k = log_z.shape
    if not k:
        return np.zeros((series, 0), dtype=bool)
    each = np.moveaxis(log_z, 2, 1).reshape(series * k, places)
    rest = np.stack([np.delete(log_z, j, axis=2) for j in range(k)], axis=1).reshape(series * k, places, k - 1)
    if k > 1:
        rest = rest.mean(axis=2, keepdims=True)  # one is enough to see a shift of its own, and costs little
    made = predict_mean(each, rest, bins.flat, before, after, bins.prior)
    below = made.below(each[:, after].mean(axis=1))
    return np.asarray(np.minimum(below, 1 - below) < FAMILY / (2 * k)).reshape(series, k)


def _warnings(silent: float, few: bool, moved: NDArray[np.bool_]) -> tuple[str, ...]:
    said = {
        NO_CONTROLS: not len(moved),
        CONTROLS_UNINFORMATIVE: len(moved) > 0 and silent > 0.5,
        CONTROL_MOVED: bool(moved.any()),
        FEW_COUNTS: few,
    }
    return tuple(code for code, holds in said.items() if holds)


def _told(
    shift: tuple[float, float, float, float],
    smallest: float,
    level_after: tuple[float, float],
    warnings: tuple[str, ...],
    moved: tuple[int, ...],
    bins: tuple[int, int, int],
) -> Impact:
    middle, low, high, level = shift
    seen, more = level_after
    before, after, points = bins

    def without(x: float) -> float:
        """What would have been seen, had the event shifted the logs by `x`."""
        return max(float((seen + more) * np.exp(-x)) - more, 0.0)

    return Impact(
        relative=Estimate(float(np.expm1(middle)), float(np.expm1(low)), float(np.expm1(high)), Unit.SHARE, level),
        absolute=Estimate(seen - without(middle), seen - without(low), seen - without(high), Unit.COUNT, level),
        smallest_rise=float(np.expm1(smallest)),
        smallest_fall=float(-np.expm1(-smallest)),
        expected=without(middle),
        seen=seen,
        before=before,
        after=after,
        bin_points=points,
        warnings=warnings,
        moved_controls=moved,
    )
