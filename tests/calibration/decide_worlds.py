"""Made-up tests of ideas: what the rules of `decide` are measured on, here and in benchmarks/decide.py.

The shapes are those of the tables they are compared with: 28 daily looks at a base rate of 3 %; eight ideas for four
weeks at 400 exposures a day, a mean rate of 2 %, days that scatter by half and in one world 40 % of ideas that need
five to fifteen days to come from 10 to 50 % to all of their rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from pratfall.decide import Case, advise
from pratfall.decide.keep_or_kill import tomorrow
from pratfall.records.advice import Act, Advice
from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.numbers import Cost, Estimate, Unit, Window
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.stats.agreed_end import interval
from pratfall.stats.best_idea import weigh_ideas
from pratfall.stats.post_means import Arm, difference, of_rate_sums

LOOKS, A_DAY, BASE = 28, 200, 0.03
POSTS_A_DAY, POST_SPREAD = 4, 1.1  # log-normal: makes counting clicks wrong in 37 % of A/A tests at a single look
IDEAS, DAYS, EXPOSURES = 8, 28, 400
FLOOR, CAUTION, TODAY = 0.7, 9.0, date(2026, 11, 20)
SLOW_SHARE, SLOW_START, SLOW_DAYS = 0.4, (0.1, 0.5), (5, 15)


def found_by_clicks(rng: np.random.Generator, tests: int, effect: float) -> np.ndarray:
    """(tests,) bool: a daily look, clicks independent, calls the arms different."""
    n = np.arange(1.0, LOOKS + 1.0) * A_DAY
    arms = []
    for rate in (BASE, BASE * (1.0 + effect)):
        c = rng.binomial(A_DAY, rate, (tests, LOOKS)).cumsum(axis=1).astype(float)
        with np.errstate(divide="ignore", invalid="ignore"):
            arms.append(Arm(np.where(c > 0, np.log(c / n), np.nan), (1.0 - c / n) / c, np.broadcast_to(n, c.shape)))
    return _found(arms)


def found_by_posts(rng: np.random.Generator, tests: int, effect: float) -> np.ndarray:
    """The same where clicks hang on posts of very different luck, and the post is the unit."""
    posts, each = LOOKS * POSTS_A_DAY, A_DAY / POSTS_A_DAY
    arms = []
    for times in (1.0, 1.0 + effect):
        luck = np.exp(rng.normal(-(POST_SPREAD**2) / 2.0, POST_SPREAD, (tests, posts)))
        c = rng.binomial(int(each), np.minimum(BASE * times * luck, 1.0)).astype(float)
        m = np.full_like(c, each)
        daily = [part.cumsum(axis=1)[:, POSTS_A_DAY - 1 :: POSTS_A_DAY] for part in (c, m, c * c, c * m, m * m)]
        n = np.broadcast_to(np.arange(1.0, LOOKS + 1.0) * POSTS_A_DAY, daily[0].shape)
        arms.append(of_rate_sums(n, *daily))
    return _found(arms)


def _found(arms: list[Arm]) -> np.ndarray:
    low, high = interval(difference(arms[1], arms[0]), np.arange(1, LOOKS + 1) / LOOKS)
    return np.asarray(((low > 0.0) | (high < 0.0)).any(axis=1))


@dataclass(frozen=True)
class Race:
    """`conversions`: share of what the best idea alone would have brought. `picked`: how often that one is named;
    `picked_next`: how often the one that brings most from now on.
    """

    conversions: float
    picked: float
    picked_next: float


def race(rng: np.random.Generator, tests: int, *, slow: bool) -> Race:
    rate = rng.beta(4.0, 4.0 / 0.02 - 4.0, (tests, IDEAS))
    day = rng.gamma(4.0, 0.25, (tests, DAYS, 1))
    starts = rng.random((tests, 1, IDEAS)) < (SLOW_SHARE if slow else 0.0)
    start, needed = rng.uniform(*SLOW_START, (tests, 1, IDEAS)), rng.uniform(*SLOW_DAYS, (tests, 1, IDEAS))
    grown = np.minimum(start + (1.0 - start) * np.arange(DAYS)[None, :, None] / needed, 1.0)
    ramp = np.where(starts, grown, 1.0)
    true = np.minimum(rate[:, None, :] * day * ramp, 1.0)
    c, n = np.zeros(true.shape), np.zeros(true.shape)
    for d in range(DAYS):
        share = tomorrow(c[:, :d], n[:, :d], days=DAYS, rate=0.02).share
        n[:, d] = np.round(EXPOSURES * share)
        c[:, d] = rng.binomial(n[:, d].astype(int), true[:, d])
    best = (rate * ramp.mean(axis=1)).argmax(axis=1)
    named = weigh_ideas(c, n, rate=0.02).rate
    alone = EXPOSURES * np.take_along_axis(true, best[:, None, None], axis=2).sum()
    return Race(
        conversions=float(c.sum() / alone),
        picked=float((named.argmax(axis=1) == best).mean()),
        picked_next=float((named.argmax(axis=1) == rate.argmax(axis=1)).mean()),
    )


def advised_series(rng: np.random.Generator, number: int) -> list[tuple[str, str]]:
    """Series whose true level is known: what is advised, how often it is wrong, and what acting by it costs.

    Levels (log) are Student t(4) around no change, 0.4 wide; intervals are those of 10 to 200 posts; told are those
    whose interval lies below 1. Costs: hours wasted or missed per hour spent, with what is stopped by mistake CAUTION
    times as bad.
    """
    level = 0.4 * rng.standard_t(4, number)
    error = 1.25 * np.sqrt(1.0 / rng.integers(10, 200, number) + 1.0 / 100.0)
    seen = level + error * rng.normal(size=number)
    rows = np.flatnonzero(seen + 1.96 * error < 0.0)
    answers = [_advice(seen[i], error[i]) for i in rows.tolist()]
    ratio = np.exp(level[rows])
    lines = []
    for act in Act:
        mine = np.array([answer.act is act for answer in answers])
        if mine.any():
            lines.append((act.value, _line(mine, ratio, answers)))
    pulled = np.array([answer.act is Act.PULL for answer in answers])
    for name, stop in (("by the advice", pulled), ("always go on", pulled & False), ("stop all told", pulled | True)):
        waste = np.where(stop, CAUTION * np.maximum(ratio - FLOOR, 0), np.maximum(FLOOR - ratio, 0)) / FLOOR
        lines.append((name, f"{waste.mean():.3f} of the hours"))
    return lines


def _line(mine: np.ndarray, ratio: np.ndarray, answers: list[Advice]) -> str:
    chances = [a.wrong_if_pulled for a, m in zip(answers, mine, strict=True) if m]
    said = np.mean([c.value for c in chances if isinstance(c, Estimate)])
    return f"{mine.mean():.2f} of those told  above the bar {(ratio[mine] >= FLOOR).mean():.3f}  told {said:.3f}"


def _advice(seen: float, error: float) -> Advice:
    low, value, high = (float(np.exp(seen + z * error)) for z in (-1.96, 0.0, 1.96))
    about = Finding(
        code="level_fell",
        kind=Kind.FAILURE,
        subject=Subject(SubjectKind.SERIES, "s", "s"),
        status=Status.SURE,
        estimate=Estimate(value, low, high, Unit.RATIO),
        window=Window(TODAY, TODAY),
        n=100,
        method="shift",
        since=None,
        cost=Cost(),
        evidence=(),
        freshness=Freshness(None, stale=False),
    )
    return advise(Case(finding=about, today=TODAY, ahead=Cost(Decimal(1)), floor=FLOOR, caution=CAUTION))
