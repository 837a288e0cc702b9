"""Trials of the promises: each returns what happened, tests and benchmarks hold it against the promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from pratfall.notice.histories import NEWEST_POSTS
from pratfall.records.findings import Status
from pratfall.records.numbers import Estimate
from pratfall.stats.normal_scores import normal_scores
from pratfall.stats.segments import Segments
from pratfall.stats.shiryaev_roberts import alarms, contrasts
from tests.calibration.looking import Verdict, findings, looked_at, verdicts
from tests.calibration.one_real_account import RealAccount
from tests.calibration.worlds import Plan, World, draw, make

DAYS = 1100
LOOKS = range(DAYS - 51 * 7, DAYS + 1, 7)
FALLS = ("level_fell", "declining", "fading")
KINDS = ("lognormal", "negative binomial", "mostly zero", "no variance")


@dataclass(frozen=True)
class Alarms:
    """Over `years` account-years in which nothing changed: findings that were ever `sure`, ever either."""

    years: int
    sure: int
    any: int
    years_with_any: int


def nothing_changed(kind: str, seeds: range, *, per_week: float = 1.0, series: int = 6) -> Alarms:
    """Made-up accounts of one kind, a year of weekly looks each."""
    level = 1.0 if kind == "mostly zero" else 4.0
    plan = Plan(counts=kind, per_week=per_week, level=level, series=series)
    return _alarms(_year(make([plan], DAYS, np.random.default_rng(seed))) for seed in seeds)


def shuffled(real: RealAccount, seeds: range) -> Alarms:
    """The real account's posts dealt anew over its days, a year of weekly looks each."""
    return _alarms(_shuffled_year(real.shuffled(np.random.default_rng(seed))) for seed in seeds)


def false_share_of_mixture(seed: int, *, accounts: int = 4, fallen: int = 3) -> tuple[float, float]:
    """Every other account has some of ten series halved at some day of the last year and before.

    Returns the share of false ones among all that was ever told in a year of looks, and the share of the
    fallen series that was found by the end.
    """
    rng = np.random.default_rng(seed)
    plans, fell = [], set()
    for i in range(accounts):
        which = [int(s) for s in rng.choice(10, fallen, replace=False)] if i % 2 == 0 else []
        plans.append(Plan(falls=tuple((s, int(rng.integers(700, 1000)), 0.5) for s in which)))
        fell |= {f"x/{i}/hashtag/s{s}" for s in which}
    accounts_hit = {name.split("/hashtag")[0] for name in fell}
    told = {(v.code, v.subject) for v in _year(make(plans, DAYS, rng))}
    true = {t for t in told if t[0] in FALLS and t[1] in fell | accounts_hit}
    return len(told - true) / max(len(told), 1), len({t[1] for t in true} & fell) / len(fell)


def posts_until_found(seed: int, *, days_before: int = 1095, ratio: float = 0.5, longest: int = 100) -> float:
    """One of ten weekly series falls: its posts after the fall when it is first told; inf for never."""
    plan = Plan(falls=((3, days_before, ratio),))
    world = make([plan], days_before + 7 * longest, np.random.default_rng(seed))
    for day in range(days_before + 42, days_before + 7 * longest, 7):
        if any(v.subject.endswith("/s3") and v.code in FALLS for v in verdicts(world.scene(day))):
            return float(((world.series == 3) & (world.at >= days_before) & (world.at <= day)).sum())
    return float("inf")


def interval_of_the_fallen(seed: int, *, after: int, ratio: float = 0.5) -> tuple[float, float] | None:
    """The interval told for a series that fell, `after` weekly posts ago; None when it was not told."""
    plan = Plan(falls=((3, 1095, ratio),))
    made = make([plan], 1095 + 7 * after, np.random.default_rng(seed)).scene(1095 + 7 * after)
    for finding in findings(made):
        if finding.subject.id.endswith("/s3") and finding.code in FALLS and isinstance(finding.estimate, Estimate):
            return None if finding.status is Status.CANNOT_TELL else (finding.estimate.low, finding.estimate.high)
    return None


def smallest_rates(kind: str, per_year: int, subjects: int, rng: np.random.Generator, *, down: bool) -> np.ndarray:
    """(subjects,) smallest yearly rate over a year of looks at unchanged histories of two years and more."""
    plan = Plan(counts=kind, level=1.0 if kind == "mostly zero" else 4.0)
    before = 2 * per_year
    values = draw(plan, np.ones(subjects * (before + per_year)), rng).reshape(subjects, -1)
    looks = min(per_year, 52)
    smallest = np.full(subjects, np.inf)
    for look in range(1, looks + 1):
        end = before + round(look * per_year / looks)
        part = values[:, max(0, end - NEWEST_POSTS) : end]
        segments = Segments.of(np.full(subjects, part.shape[1]))
        every = contrasts(normal_scores(part.ravel(), segments), segments, np.full(subjects, float(per_year)))
        smallest = np.fmin(smallest, alarms(every, down=down).rate)
    return smallest


def told_of_networks(seed: int, factors: list[float]) -> set[Verdict]:
    """One account per factor on network x, three steady ones elsewhere; a look 17 weeks after the fall."""
    plans = [Plan("x", 3, 1.5, falls=((None, 980, f),)) for f in factors] + [Plan("youtube", 3, 1.5)] * 3
    return verdicts(make(plans, DAYS, np.random.default_rng(seed)).scene(DAYS))


def told_of_a_cut_feed(seed: int) -> set[Verdict]:
    """A month without export in the middle of the last year; weekly looks until the end."""
    world = make([Plan(series=6, per_week=1.5)], DAYS, np.random.default_rng(seed), cut=(940, 970))
    return looked_at(world.scene(day) for day in range(930, DAYS + 1, 7))


def _year(world: World) -> set[Verdict]:
    return looked_at(world.scene(day) for day in LOOKS)


def _shuffled_year(real: RealAccount) -> set[Verdict]:
    groups = real.groups()
    return looked_at(real.scene(now, groups) for now in real.weeks())


def _alarms(years: Iterable[set[Verdict]]) -> Alarms:
    told = list(years)
    each = [{(v.code, v.subject) for v in year} for year in told]
    sure = sum(v.status is Status.SURE for year in told for v in year)
    return Alarms(len(told), sure, sum(map(len, each)), sum(map(bool, each)))
