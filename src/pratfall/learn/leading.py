"""Do posts on one account that point to another win that one new followers? Days after such posts, and all others.

    log(1 + w_t) = month_t + weekday_t + g after_t + h before_t + c1 log(1 + own_t) + c2 log(1 + all_t) + z_t d + e_t

w: new followers of the place pointed to; a day on which it lost some counts as none won. after_t: a pointing post went
out on day t or one of the two before; before_t: one goes out on one of the three days that follow. own_t, all_t: posts
of the place itself, and all posts of the account that points, in the same three days; months are blocks of 28 days; z
are campaigns and events the team recorded. Fitted by stats/ar_regression.py.

`before` is the placebo: followers cannot come before the post. So a lead is only claimed where both hold, g > 0 and
g > h (the larger p-value of the two counts), over all pairs asked at once (Benjamini & Hochberg, at most FALSE_SHARE
of those claimed false on average), and its interval is widened by what choosing costs (Benjamini & Yekutieli).

With few followers a day log(1 + w) moves less than log w. So what is told is the ratio r for which a Poisson count of
mean r m, instead of m, moves E log(1 + w) as far as the fit says, m being the mean of the days not after a post.

What it cannot do: whatever began on the very day of the pointing posts and nobody recorded is in g.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtri

from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.stats.ar_regression import Fits, fits, unit
from pratfall.stats.false_discovery import coverage_level, discoveries

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
AFTER_DAYS = 3  # the day of the post and two more
BEFORE_DAYS = 3
MONTH_DAYS = 28
WEEK = 7
FEWEST_DAYS = 84  # with known new followers
FEWEST_EVENTS = 8  # pointing posts' days, each at least AFTER_DAYS after the one before it
FEWEST_OTHER = 28  # days that are neither before nor after one
FALSE_SHARE = 0.10
LEVEL = 0.95
POWER = 0.8
SAME = 1e-6
MANY = 60.0  # a day: from here on log(1 + w) moves as log w does
LOG_RATIOS, STEPS = 6.0, 241
G, H = 0, 1  # columns of after and before


@dataclass(frozen=True)
class Pair:
    """One account pointing to another, day by day on one axis (d,).

    `won`: new followers of the other, NaN unknown. `pointing`: posts of the one that point there. `own`: posts of the
    other; `posted`: all posts of the one. `controls` (d, k): 0 or 1.
    """

    won: Floats
    pointing: Floats
    own: Floats
    posted: Floats
    controls: Floats | None = None


@dataclass(frozen=True, kw_only=True)
class Led:
    """`ratio`: new followers on days after pointing posts over what those days bring otherwise; `before`: the same of
    the days before them. `smallest`: the ratio that would be found four times in five. `events`: separate pointings.
    """

    ratio: Estimate | NotEnoughData
    before: Estimate | None
    p: float | None
    claimed: bool
    smallest: float | None
    events: int
    days: int


def led(pairs: Sequence[Pair]) -> tuple[Led, ...]:
    """Each pair's answer, all of them judged together."""
    found = [_one(pair) for pair in pairs]
    asked = [k for k, (answer, _) in enumerate(found) if answer.p is not None]
    chosen = discoveries(np.array([found[k][0].p for k in asked]), share=FALSE_SHARE)
    answers = [answer for answer, _ in found]
    level = coverage_level(int(chosen.sum()), 1.0 / max(len(asked), 1), misses=1.0 - LEVEL)
    for k, is_chosen in zip(asked, chosen, strict=True):
        made = found[k][1]
        if is_chosen and made is not None:
            ratio = _ratio(made, G, level, _usual(pairs[k]))
            answers[k] = replace(answers[k], ratio=ratio, claimed=ratio.value > 1.0)
    return tuple(answers)


def _one(pair: Pair) -> tuple[Led, Fits | None]:
    after, before = _after(pair.pointing), _before(pair.pointing)
    known = np.isfinite(pair.won)
    events, days = _events(pair.pointing, known), int(known.sum())
    lacking = _lacking(days, events, int((known & ~after & ~before).sum()), int((known & after & ~before).sum()))
    if lacking is not None:
        answer = Led(ratio=lacking, before=None, p=None, claimed=False, smallest=None, events=events, days=days)
        return answer, None
    at = np.flatnonzero(known)
    x = _independent(_columns(pair, after, before)[at])
    made = fits(x, np.log1p(np.maximum(pair.won[at], 0.0)), at)
    columns = len(made.members[0].value)
    p = max(made.p_value(unit(columns, G)), made.p_value(unit(columns, G) - unit(columns, H)))
    reach, usual = float(ndtri(0.5 + LEVEL / 2) + ndtri(POWER)) * made.error_of(unit(columns, G)), _usual(pair)
    answer = Led(
        ratio=_ratio(made, G, LEVEL, usual),
        before=_ratio(made, H, LEVEL, usual),
        p=p if _rises(made) else 1.0,
        claimed=False,
        smallest=_ratio_of([reach], usual)[0],
        events=events,
        days=days,
    )
    return answer, made


def _rises(made: Fits) -> bool:
    """More after than otherwise, and more than before: the other way round nothing was led."""
    g, h = (made.weight @ np.array([m.value[k] for m in made.members]) for k in (G, H))
    return bool(g > 0 and g > h)


def _lacking(days: int, events: int, other: int, apart: int) -> NotEnoughData | None:
    """`apart`: days after a post that are not before the next one; without them the two cannot be told from another."""
    if days < FEWEST_DAYS:
        return NotEnoughData(FEWEST_DAYS, days, "follower_days")
    if events < FEWEST_EVENTS:
        return NotEnoughData(FEWEST_EVENTS, events, "pointing_posts")
    fewest = min(other, apart * FEWEST_OTHER // FEWEST_EVENTS)
    return NotEnoughData(FEWEST_OTHER, fewest, "days_without_pointing") if fewest < FEWEST_OTHER else None


def _after(pointing: Floats) -> Bools:
    return _within(pointing, AFTER_DAYS) > 0


def _before(pointing: Floats) -> Bools:
    """(d,) a pointing post goes out on one of the BEFORE_DAYS days that follow."""
    later = _within(pointing[::-1], BEFORE_DAYS + 1)[::-1]
    return (later - pointing) > 0


def _within(counts: Floats, days: int) -> Floats:
    """(d,) sum over each day and the `days` - 1 before it."""
    total = np.concatenate([[0.0], np.cumsum(np.nan_to_num(counts))])
    place = np.arange(len(counts)) + 1
    return np.asarray(total[place] - total[np.maximum(place - days, 0)])


def _events(pointing: Floats, known: Bools) -> int:
    """How many pointings stand apart: posts of the same three days are one."""
    count, last = 0, -AFTER_DAYS
    for day in np.flatnonzero((pointing > 0) & known).tolist():
        if day - last >= AFTER_DAYS:
            count, last = count + 1, day
    return count


def _columns(pair: Pair, after: Bools, before: Bools) -> Floats:
    d = len(pair.won)
    day = np.arange(d)
    months = day // MONTH_DAYS
    parts = [
        np.column_stack([after, before]).astype(float),
        (months[:, None] == np.unique(months)[None, :]).astype(float),
        (day[:, None] % WEEK == np.arange(1, WEEK)[None, :]).astype(float),
        np.log1p(np.column_stack([_within(pair.own, AFTER_DAYS), _within(pair.posted, AFTER_DAYS)])),
    ]
    if pair.controls is not None and pair.controls.size:
        parts.append(pair.controls)
    return np.hstack(parts)


def _independent(columns: Floats) -> Floats:
    """Without columns that say nothing the ones before them do not say: who never posts anything else has no others."""
    basis: list[Floats] = []
    kept = []
    for k, column in enumerate(columns.T):
        rest = column.astype(float)
        for direction in basis:
            rest = rest - (direction @ rest) * direction
        length = float(np.linalg.norm(rest))
        if length > SAME * max(float(np.linalg.norm(column)), 1.0):
            basis.append(rest / length)
            kept.append(k)
    return columns[:, kept]


def _usual(pair: Pair) -> float:
    """Mean of new followers a day where no pointing post went out just before."""
    return float(np.maximum(pair.won[np.isfinite(pair.won) & ~_after(pair.pointing)], 0.0).mean())


def _ratio_of(moved: Sequence[float], usual: float) -> list[float]:
    """By how much a Poisson mean of `usual` must be multiplied for E log(1 + w) to move so far."""
    if usual <= 0.0 or usual > MANY:
        return [float(r) for r in np.exp(moved)]
    logs = np.linspace(-LOG_RATIOS, LOG_RATIOS, STEPS)
    means = usual * np.exp(logs)
    counts = np.arange(int(MANY * 3) + 1)
    weights = np.exp(counts * np.log(means)[:, None] - means[:, None] - gammaln(counts + 1.0))
    expected = np.where(means < MANY, weights @ np.log1p(counts), np.log1p(means) - 0.5 * means / (1.0 + means) ** 2)
    there = float(np.interp(0.0, logs, expected))
    return [float(r) for r in np.exp(np.interp(np.asarray(moved) + there, expected, logs))]


def _ratio(made: Fits, k: int, level: float, usual: float) -> Estimate:
    ends = (0.5, 0.5 - level / 2, 0.5 + level / 2)
    value, low, high = _ratio_of(made.quantiles(unit(len(made.members[0].value), k), ends), usual)
    return Estimate(value, low, high, Unit.RATIO, level)
