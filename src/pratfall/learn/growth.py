"""Which network to build first? What an hour of work wins on each, and how well each leads its followers to the others.

    new followers a week   mean of the whole weeks of the last year, by stats/ar_regression.py
    trend                  last week over first week of a line through log(1 + week), by stats/ar_regression.py
    an hour                hours of work behind the year's posts over followers won: never money
    leads                  learn/leading.py
    build first            the account an hour wins most on, if that is shown against every other one: all pairs of
                           ratios of followers won an hour, each on the log scale at 1 - 0.05 / pairs (Bonferroni). An
                           account that was advertised on has bought some of its followers and stays out, and so
                           does one nobody posts on any more

Limits: followers an hour is what work has won on average, not what one more hour would win; hours are defaults until a
team edits them; followers are people lent by a network, and none of this says what they are worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.subjects import Subject
from pratfall.stats.ar_regression import Fits, fits, unit
from pratfall.stats.shares import wilson

from .leading import Led

Floats = NDArray[np.float64]
FEWEST_WEEKS = 12
FEWEST_POSTS = 10
LEVEL = 0.95
ENDS = (0.5, 0.5 - LEVEL / 2, 0.5 + LEVEL / 2)


@dataclass(frozen=True, kw_only=True)
class Known:
    """One account as far as exports speak for it. `weeks` (w,): new followers of whole weeks, NaN unknown, newest last.

    `followers`: the newest printed number, and its day. `hours_a_week`: work behind its posts in the same year; None
    where a kind of post has no hours. `reach` (k,): of the year's posts, in `reach_metric`. `posts`, `leading`: the
    year's own posts, and those that point elsewhere; `clicks`: on links of those, None unknown. `alive`: posted lately.
    """

    account: Subject
    followers: float | None
    followers_on: date | None
    weeks: Floats
    hours_a_week: float | None
    reach: Floats
    reach_metric: str
    posts: int
    leading: int
    clicks: int | None
    alive: bool
    bought: bool
    mail: bool


@dataclass(frozen=True, kw_only=True)
class Grown:
    """What is known of one account; see the head of the file. `hours_each`: of work per new follower."""

    account: Subject
    followers: float | None
    followers_on: date | None
    per_week: Estimate | NotEnoughData
    trend: Estimate | NotEnoughData
    hours_each: Estimate | NotEnoughData
    reach_share: Estimate | NotEnoughData  # of a typical post, over its followers
    reach_metric: str
    leads: Estimate | NotEnoughData  # share of its posts that point elsewhere
    posts: int
    clicks: int | None
    alive: bool
    bought: bool
    mail: bool


@dataclass(frozen=True)
class Lead:
    """One account pointing to another."""

    one: Subject
    other: Subject
    led: Led


@dataclass(frozen=True, kw_only=True)
class First:
    """Which to build first. `account`: None where it cannot be told; `over`: followers an hour over the second best's.

    `compared`: how many accounts could be; `lacking`: those alive that could not, and what each lacks.
    """

    account: Subject | None
    over: Estimate | NotEnoughData
    second: Subject | None
    compared: int
    lacking: tuple[tuple[Subject, str], ...]


@dataclass(frozen=True)
class Growth:
    window: Window
    accounts: tuple[Grown, ...]
    leads: tuple[Lead, ...]
    first: First


def growth(known: Sequence[Known], leads: Sequence[Lead], window: Window) -> Growth:
    """Accounts by what an hour wins, unknown ones last."""
    grown = [_grown(one) for one in known]
    order = sorted(range(len(grown)), key=lambda k: _rank(grown[k]))
    return Growth(window, tuple(grown[k] for k in order), tuple(leads), _first(known, grown))


def _grown(one: Known) -> Grown:
    rate = _mean(one.weeks)
    return Grown(
        account=one.account,
        followers=one.followers,
        followers_on=one.followers_on,
        per_week=rate,
        trend=_trend(one.weeks),
        hours_each=_hours_each(one, rate),
        reach_share=_reach_share(one),
        reach_metric=one.reach_metric,
        leads=_share(one.leading, one.posts),
        posts=one.posts,
        clicks=one.clicks,
        alive=one.alive,
        bought=one.bought,
        mail=one.mail,
    )


def _mean(weeks: Floats) -> Estimate | NotEnoughData:
    made = _level(weeks)
    if isinstance(made, NotEnoughData):
        return made
    value, low, high = made.quantiles(np.ones(1), ENDS)
    return Estimate(value, low, high, Unit.PER_WEEK, LEVEL)


def _level(weeks: Floats) -> Fits | NotEnoughData:
    """The weeks as one level and what resembles its neighbours."""
    at = np.flatnonzero(np.isfinite(weeks))
    if len(at) < FEWEST_WEEKS:
        return NotEnoughData(FEWEST_WEEKS, len(at), "follower_weeks")
    return fits(np.ones((len(at), 1)), weeks[at], at)


def _trend(weeks: Floats) -> Estimate | NotEnoughData:
    at = np.flatnonzero(np.isfinite(weeks))
    if len(at) < FEWEST_WEEKS:
        return NotEnoughData(FEWEST_WEEKS, len(at), "follower_weeks")
    x = np.column_stack([np.ones(len(at)), (at - at[0]) / (at[-1] - at[0])])
    made = fits(x, np.log1p(np.maximum(weeks[at], 0.0)), at)
    value, low, high = made.quantiles(unit(2, 1), ENDS)
    return Estimate(exp(value), exp(low), exp(high), Unit.RATIO, LEVEL)


def _hours_each(one: Known, rate: Estimate | NotEnoughData) -> Estimate | NotEnoughData:
    if isinstance(rate, NotEnoughData):
        return rate
    if not one.hours_a_week:
        return NotEnoughData(1, 0, "hours")
    if rate.value <= 0:
        return NotEnoughData(1, 0, "new_followers")
    high = one.hours_a_week / rate.low if rate.low > 0 else float("inf")
    return Estimate(one.hours_a_week / rate.value, one.hours_a_week / rate.high, high, Unit.HOURS, LEVEL)


def _reach_share(one: Known) -> Estimate | NotEnoughData:
    """The median post over the followers, with its order-statistic interval."""
    if not one.followers:
        return NotEnoughData(1, 0, "followers")
    reach = np.sort(one.reach[np.isfinite(one.reach)])
    n = len(reach)
    if n < FEWEST_POSTS:
        return NotEnoughData(FEWEST_POSTS, n, "posts_with_reach")
    half = float(ndtri(0.5 + LEVEL / 2)) * sqrt(n) / 2
    low, high = max(int(np.floor(n / 2 - half)) - 1, 0), min(int(np.ceil(n / 2 + half)), n - 1)
    value, least, most = (float(v) / one.followers for v in (np.median(reach), reach[low], reach[high]))
    return Estimate(value, least, most, Unit.RATIO, LEVEL)


def _share(hits: int, n: int) -> Estimate | NotEnoughData:
    if n < FEWEST_POSTS:
        return NotEnoughData(FEWEST_POSTS, n, "posts")
    low, high = wilson(hits, n, level=LEVEL)
    return Estimate(hits / n, low, high, Unit.SHARE, LEVEL)


def _first(known: Sequence[Known], grown: Sequence[Grown]) -> First:
    candidates = [k for k, one in enumerate(known) if one.alive and not one.mail]
    rated = [k for k in candidates if not _lacks(known[k], grown[k])]
    lacking = tuple((known[k].account, lack) for k in candidates if (lack := _lacks(known[k], grown[k])))
    if len(rated) < 2:
        over = NotEnoughData(2, len(rated), "accounts_compared")
        return First(account=None, over=over, second=None, compared=len(rated), lacking=lacking)
    logs = {k: _log_rate(known[k]) for k in rated}
    best, second = sorted(rated, key=lambda k: -logs[k][0])[:2]
    pairs = len(list(combinations(rated, 2)))
    shown = all(_ratio(logs[best], logs[k], pairs).low > 1.0 for k in rated if k != best)
    return First(
        account=known[best].account if shown else None,
        over=_ratio(logs[best], logs[second], pairs),
        second=known[second].account,
        compared=len(rated),
        lacking=lacking,
    )


def _lacks(one: Known, grown: Grown) -> str:
    """What keeps it from being compared; empty where it can be."""
    if one.bought:
        return "bought"
    return grown.hours_each.of if isinstance(grown.hours_each, NotEnoughData) else ""


def _log_rate(one: Known) -> tuple[float, float, int]:
    """Log of followers won an hour, its standard error, and the degrees of freedom behind it."""
    made = _level(one.weeks)
    assert not isinstance(made, NotEnoughData)  # who lacks weeks is not compared
    (mean,) = made.quantiles(np.ones(1), (0.5,))
    return log(mean / (one.hours_a_week or 1.0)), made.error_of(np.ones(1)) / mean, made.members[0].df


def _ratio(a: tuple[float, float, int], b: tuple[float, float, int], pairs: int) -> Estimate:
    level = 1.0 - (1.0 - LEVEL) / pairs
    half = float(stdtrit(min(a[2], b[2]), 0.5 + level / 2)) * sqrt(a[1] ** 2 + b[1] ** 2)
    middle = a[0] - b[0]
    return Estimate(exp(middle), exp(middle - half), exp(middle + half), Unit.RATIO, level)


def _rank(one: Grown) -> tuple[bool, float, str]:
    known = isinstance(one.hours_each, Estimate)
    return not known, one.hours_each.value if isinstance(one.hours_each, Estimate) else 0.0, one.account.label
