"""Has the level of a history changed recently? Matched filters on its scores, looked at every week.

Each filter w has sum w = 0 and sum w^2 = 1, so Z = sum w_i z_i has mean 0 and variance 1 when the
scores are exchangeable:

    step k    the newest k values against all before, k in GRID:
              Z = (sum of newest k) sqrt( n / (k (n - k)) )
    ramp f    flat, then a straight slope over the newest share f of the history, f in RAMPS.

What is reported is the largest filter, in the direction asked for, after `permutation_tail`, `autocorrelation`
and `skewed_tail`; every filter and every weekly look is paid for by the rate of `looks`.

Between two looks r posts apart a step changes by 1 - corr = r/2 (a^2 + (a + b)^2 + b^2), with a and b its
weights after and before the step; a ramp by about 3 r / n.

False alarms: the rate is an upper bound; measured 0.4 to 0.9 of it (docs/verdicts.md).
Power: log spread 1.0, one of ten weekly series halved, three years behind it: told after a median of 39 posts.
Limits: a step younger than 12 posts or older than 2/3 of the history is not looked for.
Source: Siegmund 1985; Siegmund & Venkatraman 1995 for the window-limited scan.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.special import ndtr

from .autocorrelation import inflation, lag_one, shrunk
from .looks import LOOKS_PER_YEAR, rate_per_year
from .permutation_tail import permutation_normal
from .segments import Floats, Ints, Segments
from .skewed_tail import normal_equivalent

GRID = (12, 17, 24, 34, 48, 68, 96, 136)
RAMPS = (1.0, 0.5)
FEWEST_BEFORE = 16
FEWEST = GRID[0] + FEWEST_BEFORE


@dataclass(frozen=True)
class Filters:
    """All filters on all s histories, (s, f), before a direction is asked about. NaN z: too short for it."""

    z: Floats  # already divided by the inflation autocorrelation costs
    skewness: Floats  # of z
    change: Floats  # 1 - correlation between neighbouring looks
    alike: Floats  # correlation with the next filter, 0 for the last
    looks: Floats  # (s,) looks a year at which something new can be seen
    correlation: Floats  # (s,) lag-one autocorrelation paid for


@dataclass(frozen=True)
class Scan:
    """For s histories and one direction. `filter` indexes GRID then RAMPS; -1 where nothing could be asked."""

    z: Floats  # (s,) largest filter on the normal scale, NaN where nothing could be asked
    filter: Ints  # (s,)
    rate: Floats  # (s,) false alarms per year of weekly looks, NaN likewise


def filters(scores: Floats, segments: Segments, per_year: Floats) -> Filters:
    """`scores` (n,) from `normal_scores`; `per_year` (s,): values a year of each history."""
    step = np.maximum(per_year / LOOKS_PER_YEAR, 1.0)
    parts = [_step(scores, segments, step, k) for k in GRID] + [_ramp(scores, segments, step, f) for f in RAMPS]
    z, cubes, change = (np.stack(column, axis=1) for column in zip(*parts, strict=True))
    correlation = shrunk(lag_one(_without_step(scores, segments, z), segments, 2), segments)
    skewness = segments.total(scores**3) / np.maximum(segments.length, 1)
    looks = np.minimum(per_year, LOOKS_PER_YEAR)
    z = permutation_normal(z, segments.length[:, None].astype(float)) / inflation(correlation)[:, None]
    return Filters(z, skewness[:, None] * cubes, change, _alike(segments), looks, correlation)


def largest(every: Filters, *, down: bool) -> Scan:
    """The largest filter of each history in one direction; the other direction is another question."""
    sign = -1.0 if down else 1.0
    z = normal_equivalent(sign * every.z, sign * every.skewness)
    asked = ~np.isnan(z)
    any_asked = asked.any(axis=1)
    best = np.where(any_asked, np.argmax(np.where(asked, z, -np.inf), axis=1), -1)
    top = np.where(any_asked, z[np.arange(len(z)), best], np.nan)
    per_filter = rate_per_year(top[:, None], every.change, every.looks[:, None])
    # A crossing counts for filter j only while its neighbour j+1 is still below (Hunter 1976, Worsley 1982).
    alone = ndtr(np.maximum(top, 0.0)[:, None] * np.sqrt((1.0 - every.alike) / (1.0 + every.alike)))
    alone[:, :-1] = np.where(asked[:, 1:], alone[:, :-1], 1.0)
    rate = np.where(any_asked, np.where(asked, per_filter * alone, 0.0).sum(axis=1), np.nan)
    return Scan(top, best, rate)


def steepest(every: Filters, i: int, *, down: bool) -> float:
    """Largest ramp of history i in one direction, before autocorrelation is paid for; -inf for none."""
    ramps = every.z[i, len(GRID) :] * float(inflation(every.correlation[i]))
    return float(np.nanmax(-ramps if down else ramps, initial=-np.inf))


def _alike(segments: Segments) -> Floats:
    """(s, f) correlation of each step with the next longer one; ramps are taken as unlike the rest."""
    alike = np.zeros((len(segments.length), len(GRID) + len(RAMPS)))
    n = segments.length.astype(float)
    for j, (short, long) in enumerate(pairwise(GRID)):
        alike[:, j] = np.sqrt(short * np.maximum(n - long, 0.0) / (long * np.maximum(n - short, 1.0)))
    return alike


def _step(scores: Floats, segments: Segments, step: Floats, k: int) -> tuple[Floats, Floats, Floats]:
    n = segments.length.astype(float)
    m = n - k
    fits = m >= np.maximum(FEWEST_BEFORE, k / 2.0)
    n, m = np.where(fits, n, 3.0 * k), np.where(fits, m, 2.0 * k)
    after, before = np.sqrt(m / (k * n)), np.sqrt(k / (m * n))
    z = np.where(fits, segments.last(scores, k) * (after + before), np.nan)
    change = np.minimum(step / 2.0 * (after**2 + (after + before) ** 2 + before**2), 1.0)
    return z, k * after**3 - m * before**3, change


def _ramp(scores: Floats, segments: Segments, step: Floats, share: float) -> tuple[Floats, Floats, Floats]:
    n = np.maximum(segments.length, 1).astype(float)
    fits = segments.length * share >= 2 * FEWEST
    along = (segments.position + 0.5) / np.repeat(n, segments.length)
    slope = np.maximum(along - (1.0 - share), 0.0)
    centred = slope - np.repeat(segments.total(slope) / n, segments.length)
    size = np.sqrt(np.maximum(segments.total(centred**2), 1e-12))
    weight = centred / np.repeat(size, segments.length)
    z = np.where(fits, segments.total(weight * scores), np.nan)
    return z, segments.total(weight**3), np.minimum(3.0 * step / n, 1.0)


def _without_step(scores: Floats, segments: Segments, z: Floats) -> Floats:
    """Scores after the means on both sides of the largest step (either direction) are taken out."""
    sizes = np.nan_to_num(np.abs(z[:, : len(GRID)]))
    k = np.minimum(np.array(GRID)[np.argmax(sizes, axis=1)], segments.length // 2)
    recent = segments.position >= np.repeat(segments.length - k, segments.length)
    newest = segments.total(np.where(recent, scores, 0.0))
    before = segments.total(scores) - newest
    mean_after = newest / np.maximum(k, 1)
    mean_before = before / np.maximum(segments.length - k, 1)
    return scores - np.where(recent, np.repeat(mean_after, segments.length), np.repeat(mean_before, segments.length))
