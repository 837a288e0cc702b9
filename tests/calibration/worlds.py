"""Made-up organisations for calibration: accounts and series as columns, seeded, large and fast to make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import numpy as np

from pratfall.records.scene import Comments, Covered, Curves, Days, Gifts, Group, Posts, Scene, Spends, Stocks
from pratfall.records.subjects import Account, Subject, SubjectKind
from tests.small_scenes import defaults

START = datetime(2023, 1, 2, 12, tzinfo=UTC)
EMPTY = np.array([], dtype=object)


@dataclass
class Plan:
    """One account: `series` recurring kinds of post with `per_week` posts each; `level` log of the typical post.

    `falls`: (series or None for all, day of the fall, factor).
    """

    platform: str = "x"
    series: int = 10
    per_week: float = 1.0
    level: float = 4.0
    spread: float = 1.0
    counts: str = "lognormal"
    falls: Sequence[tuple[int | None, int, float]] = field(default_factory=tuple)


@dataclass
class World:
    """All posts there will ever be; `scene(day)` shows those up to a day after START."""

    plans: Sequence[Plan]
    account: np.ndarray
    series: np.ndarray
    at: np.ndarray  # days after START, float
    value: np.ndarray
    cut: tuple[int, int] | None = None

    def scene(self, day: int) -> Scene:
        keep = np.flatnonzero((self.at <= day) & self._fed())
        account, series = self.account[keep], self.series[keep]
        published = np.datetime64(START.replace(tzinfo=None), "s") + (self.at[keep] * 86400).astype("timedelta64[s]")
        accounts = tuple(Account(p.platform, str(i), name=f"account {i}") for i, p in enumerate(self.plans))
        groups = []
        for i, plan in enumerate(self.plans):
            own = np.flatnonzero(account == i)
            groups.append(Group(accounts[i].subject, own))
            for s in range(plan.series if plan.series > 1 else 0):
                key = f"{plan.platform}/{i}/hashtag/s{s}"
                subject = Subject(SubjectKind.SERIES, key, f"s{s}", plan.platform, str(i))
                groups.append(Group(subject, own[series[own] == s], "hashtag"))
        bare = bare_scene(accounts, _posts(account, published, self.value[keep]), START + timedelta(days=day))
        return replace(bare, groups=tuple(groups), coverage=self._coverage(day))

    def _fed(self) -> np.ndarray:
        if self.cut is None:
            return np.ones(len(self.at), dtype=bool)
        return (self.at < self.cut[0]) | (self.at > self.cut[1])

    def _coverage(self, day: int) -> tuple[Covered, ...]:
        start = START.date()
        spans = [(0, day)] if self.cut is None else [(0, min(self.cut[0] - 1, day)), (self.cut[1] + 1, day)]
        return tuple(
            Covered(i, "posts", start + timedelta(days=a), start + timedelta(days=b))
            for i in range(len(self.plans)) for a, b in spans if b >= a
        )  # fmt: skip


def make(plans: Sequence[Plan], days: int, rng: np.random.Generator, cut: tuple[int, int] | None = None) -> World:
    columns = []
    for i, plan in enumerate(plans):
        for s in range(plan.series):
            n = rng.poisson(plan.per_week * days / 7)
            at = np.sort(rng.uniform(0, days, n))
            factor = np.ones(n)
            for which, day, ratio in plan.falls:
                if which in (None, s):
                    factor = np.where(at >= day, factor * ratio, factor)
            columns.append((np.full(n, i), np.full(n, s), at, draw(plan, factor, rng)))
    account, series, at, value = (np.concatenate(c) for c in zip(*columns, strict=True))
    order = np.lexsort((at, account))
    return World(plans, account[order], series[order], at[order], value[order], cut)


def draw(plan: Plan, factor: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    typical = np.exp(plan.level) * factor
    match plan.counts:
        case "lognormal":
            return np.round(typical * rng.lognormal(0, plan.spread, len(factor)))
        case "negative binomial":  # mean about the typical value, many small ones
            return rng.negative_binomial(0.7, 0.7 / (0.7 + typical)).astype(float)
        case "mostly zero":
            return (rng.random(len(factor)) < 0.25) * rng.negative_binomial(1.0, 1.0 / (1.0 + typical)).astype(float)
        case "no variance":  # Student t with 2 degrees on the log scale
            return np.round(typical * np.exp(np.clip(rng.standard_t(2, len(factor)), -12, 12)))
    raise ValueError(plan.counts)


def _posts(account: np.ndarray, published: np.ndarray, value: np.ndarray) -> Posts:
    n = len(account)

    def same(word: object) -> np.ndarray:
        column = np.empty(n, dtype=object)
        column[:] = [word] * n
        return column

    return Posts(
        account.astype(np.int32), np.arange(n).astype(str).astype(object), published, np.ones(n, dtype=bool),
        same("text"), same("original"), same(""), same(""), same(""), same(()), same(()), same(""),
        published + np.timedelta64(30, "D"), np.ones(n, dtype=bool), {"engagements_reported": value},
    )  # fmt: skip


def bare_scene(accounts: tuple[Account, ...], posts: Posts, now: datetime) -> Scene:
    """Only posts: no groups, no coverage, no other data."""
    return Scene(
        organisation="world",
        now=now,
        accounts=accounts,
        posts=posts,
        curves=Curves(EMPTY, EMPTY, EMPTY, EMPTY),
        days=_no_days(),
        stocks=_no_stocks(),
        comments=_no_comments(),
        gifts=_no_gifts(),
        spends=_no_spends(),
        coverage=(),
        groups=(),
        settings=defaults(),
    )


def _no_days() -> Days:
    return Days(EMPTY.astype(np.int32), EMPTY, EMPTY.astype("M8[D]"), EMPTY.astype(float), EMPTY.astype(bool))


def _no_stocks() -> Stocks:
    return Stocks(EMPTY.astype(np.int32), EMPTY, EMPTY.astype("M8[D]"), EMPTY.astype(float))


def _no_comments() -> Comments:
    none = EMPTY.astype(np.int32)
    no = EMPTY.astype(bool)
    return Comments(none, none, EMPTY, EMPTY, EMPTY, no, no, EMPTY.astype("M8[s]"), EMPTY)


def _no_gifts() -> Gifts:
    return Gifts(EMPTY.astype("M8[s]"), EMPTY, EMPTY, EMPTY, EMPTY, EMPTY)


def _no_spends() -> Spends:
    return Spends(EMPTY, EMPTY.astype("M8[D]"), EMPTY.astype("M8[D]"), EMPTY, EMPTY, EMPTY)
