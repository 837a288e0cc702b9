"""What a setback took and how far it came back, from everything known today: learn/comeback.py judges each number.

Weeks are counted from the day it began. Measured are the accounts a setback is about; all of them where it is about
the organisation, or where nothing was named; none where nothing is known of what was named.

    engagement  reactions to a typical post: geometric mean, each account against its own usual (notice/response.py)
    negative    share of negative comments, as the reader of the organisation reads them; weeks of FEWEST_COMMENTS
    defenders   different people a week whose comment reads as defence; weeks in which anybody was heard
    donations   donations, sales and payments a week, from the first to the last week money is known for

Held against: accounts it is not about, each by its own weeks, else their comments; donations against the same weeks a
year before, where those are known. A week that is not over, or that nobody knows, is no week.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from enum import StrEnum
from typing import Any

import numpy as np

from pratfall.learn.comeback import Better, WayBack, Week, way_back, weekly
from pratfall.notice.response import response_of
from pratfall.records.numbers import NotEnoughData
from pratfall.records.scene import Scene
from pratfall.records.subjects import Account, SubjectKind
from pratfall.text.read import read_texts

Array = Any
LONGEST_BEFORE = 156  # weeks: what `impact` looks back at
SHOWN_BEFORE = 26
YEAR = 52
FEWEST_COMMENTS = 5
MOST_READ = 30_000  # newest comments: reading takes time, and older weeks are then unknown
LIKELY = 0.5
MOST_CONTROLS = 4
COMPLETE = 0.95  # of the weeks a number knows, for another to be held against it
NOTHING_BUT_MONEY = "signup"
LAST_YEAR, OTHERS = "last_year", "others"


class Measure(StrEnum):
    ENGAGEMENT = "engagement"
    NEGATIVE = "negative"
    DEFENDERS = "defenders"
    DONATIONS = "donations"


BETTER: Mapping[Measure, Better] = {m: Better.LOW if m is Measure.NEGATIVE else Better.HIGH for m in Measure}


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One number. `before`: (weeks from the onset, negative; value), the newest ones; `after`: each week since.

    `against`: what it was held against, as names of accounts, or LAST_YEAR or OTHERS.
    """

    measure: Measure
    way: WayBack | NotEnoughData
    before: tuple[tuple[int, float], ...] = ()
    after: tuple[Week, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recovery:
    """`onset`: the day week 0 begins; `as_of`: what was known then. `accounts`: names of those it is about."""

    onset: date
    as_of: date
    accounts: tuple[str, ...]
    measured: tuple[Measured, ...]


@dataclass(frozen=True)
class _Weeks:
    """The grid: `before` weeks, then those that are over since."""

    onset: np.datetime64
    before: int
    n: int

    def of(self, instants: Array) -> Array:
        """(k,) int: week of each instant, -1 outside."""
        days = (instants.astype("datetime64[D]") - self.onset).astype(np.int64)
        week = np.floor_divide(days, 7) + self.before
        return np.where((week >= 0) & (week < self.n) & ~np.isnat(instants), week, -1)


def recovery_of(scene: Scene, about: Sequence[Mapping[str, Any]], began: date) -> Recovery:
    """`about`: subjects as a setback keeps them: {"kind", "platform", "account_id", "id"}. `began`: its first day."""
    meant = accounts_meant(scene, about)
    today = scene.now.astimezone(UTC).date()
    after = max((today - began).days // 7, 0)
    weeks = _Weeks(np.datetime64(began, "D"), LONGEST_BEFORE, LONGEST_BEFORE + after)
    if not after:
        short = tuple(Measured(measure=m, way=NotEnoughData(2, 0, "weeks_after")) for m in Measure)
        return Recovery(began, today, _names(scene, meant), short)
    heard = _Heard(scene, meant, weeks)
    rest = np.flatnonzero(~meant)
    others = {_name(scene.accounts[i]): _engagement(scene, np.arange(len(meant)) == i, weeks) for i in rest.tolist()}
    donations, a_year_before = _with_last_year(_donations(scene, weeks), weeks)
    return Recovery(
        began,
        today,
        _names(scene, meant),
        (
            _measured(Measure.ENGAGEMENT, _engagement(scene, meant, weeks), others, weeks),
            _measured(Measure.NEGATIVE, heard.negative(heard.to_us), {OTHERS: heard.negative(heard.to_others)}, weeks),
            _measured(Measure.DEFENDERS, heard.defenders(), {}, weeks),
            _measured(Measure.DONATIONS, donations, a_year_before, weeks),
        ),
    )


def accounts_meant(scene: Scene, about: Sequence[Mapping[str, Any]]) -> Array:
    """(accounts,) bool: those the subjects live in; all where none is named, none where nothing is known of them."""
    meant = np.full(len(scene.accounts), not about)
    for subject in about:
        match subject.get("kind"):
            case SubjectKind.ORGANISATION:
                meant[:] = True
            case SubjectKind.NETWORK:
                meant |= _where(scene, lambda a, s=subject: a.platform == (s.get("platform") or s.get("id")))
            case SubjectKind.CAMPAIGN:
                own = np.asarray(scene.posts.campaign == str(subject.get("id")), dtype=bool)
                meant[np.unique(scene.posts.account[own])] = True
            case SubjectKind.POST:
                own = np.asarray(scene.posts.id == str(subject.get("id")), dtype=bool)
                there = np.unique(scene.posts.account[own])
                named = [i for i in there.tolist() if scene.accounts[i].platform == subject.get("platform")]
                meant[named] = True
                meant |= _where(scene, lambda a, s=subject: _lives_in(a, s))  # a post nobody has exported yet
            case _:
                meant |= _where(scene, lambda a, s=subject: _lives_in(a, s))
    return meant


def _lives_in(account: Account, subject: Mapping[str, Any]) -> bool:
    return (account.platform, account.account_id) == (subject.get("platform"), subject.get("account_id"))


def _where(scene: Scene, holds: Any) -> Array:
    return np.array([holds(account) for account in scene.accounts], dtype=bool)


def _names(scene: Scene, meant: Array) -> tuple[str, ...]:
    named: list[Account] = [account for account, yes in zip(scene.accounts, meant.tolist(), strict=True) if yes]
    return tuple(_name(account) for account in named)


def _name(account: Account) -> str:
    """One name on several networks is several accounts."""
    return f"{account.label} ({account.platform})"


def _measured(measure: Measure, y: Array, others: Mapping[str, Array], weeks: _Weeks) -> Measured:
    """`y` (n,) against whichever of `others` knows nearly the same weeks."""
    first = int(np.argmax(~np.isnan(y)))
    if np.isnan(y[: weeks.before]).all():
        return Measured(measure=measure, way=NotEnoughData(14, 0, "weeks"))
    y, start = y[first:], weeks.before - first
    chosen = _complete(y, {name: values[first:] for name, values in others.items()})
    controls = np.stack(list(chosen.values()), axis=1) if chosen else None
    way = way_back(y, start=start, controls=controls, better=BETTER[measure])
    known = np.flatnonzero(~np.isnan(y[:start]))[-SHOWN_BEFORE:]
    return Measured(
        measure=measure,
        way=way,
        before=tuple((int(week) - start, float(y[week])) for week in known.tolist()),
        after=tuple(weekly(y, start=start, controls=controls)) if isinstance(way, WayBack) else (),
        against=tuple(chosen),
    )


def _complete(y: Array, others: Mapping[str, Array]) -> dict[str, Array]:
    """The most complete ones; every week one of them does not know would be lost."""
    known = ~np.isnan(y)
    shares = {name: float((~np.isnan(values))[known].mean()) for name, values in others.items() if known.any()}
    enough = sorted((name for name in shares if shares[name] >= COMPLETE), key=lambda name: (-shares[name], name))
    return {name: others[name] for name in enough[:MOST_CONTROLS]}


def _engagement(scene: Scene, meant: Array, weeks: _Weeks) -> Array:
    """(n,) reactions to a typical post of each week. Which account posted more that week makes no difference."""
    if not meant.any() or not len(scene.posts):
        return np.full(weeks.n, np.nan)
    y = np.log1p(response_of(scene).value)
    week = weeks.of(scene.posts.published)
    rows = np.flatnonzero(meant[scene.posts.account] & ~np.isnan(y) & (week >= 0))
    account = scene.posts.account[rows]
    total = np.maximum(np.bincount(account, minlength=len(meant)), 1)
    usual = np.bincount(account, y[rows], minlength=len(meant)) / total
    level = y[rows].mean() if len(rows) else np.nan
    count = np.bincount(week[rows], minlength=weeks.n)
    beyond = np.bincount(week[rows], y[rows] - usual[account], minlength=weeks.n)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.expm1(np.maximum(level + beyond / np.where(count, count, np.nan), 0.0)))


class _Heard:
    """What others wrote, read once."""

    def __init__(self, scene: Scene, meant: Array, weeks: _Weeks) -> None:
        comments = scene.comments
        week = weeks.of(comments.created)
        heard = comments.from_others & comments.text.astype(bool) & (week >= 0)
        rows = np.flatnonzero(heard)
        rows = rows[np.argsort(comments.created[rows], kind="stable")][-MOST_READ:]
        self.n, self.week, self.author = weeks.n, week[rows], comments.author[rows]
        account = comments.account[rows]
        ours = np.append(meant, meant.all())  # of no known account: ours where all are meant
        self.to_us = ours[account]
        self.to_others = ~self.to_us
        scores = (scene.settings.reader or read_texts)(comments.text[rows].tolist())
        self.negativity, self.defence = scores.sentiment[:, 0], np.nan_to_num(scores.defence) >= LIKELY
        if len(rows) == MOST_READ:  # the oldest week is cut
            self.to_us &= self.week > self.week[0]
            self.to_others &= self.week > self.week[0]

    def negative(self, mine: Array) -> Array:
        """(n,) share of comments that are negative, as a mean of probabilities."""
        rows = mine & ~np.isnan(self.negativity)
        count = np.bincount(self.week[rows], minlength=self.n)
        total = np.bincount(self.week[rows], self.negativity[rows], minlength=self.n)
        return np.where(count >= FEWEST_COMMENTS, total / np.maximum(count, 1), np.nan)

    def defenders(self) -> Array:
        """(n,) different people."""
        known = np.bincount(self.week[self.to_us], minlength=self.n) > 0
        rows = self.to_us & self.defence
        people = {(w, a) for w, a in zip(self.week[rows].tolist(), self.author[rows].tolist(), strict=True)}
        count = np.bincount([w for w, _ in people], minlength=self.n) if people else np.zeros(self.n)
        return np.where(known, count.astype(float), np.nan)


def _donations(scene: Scene, weeks: _Weeks) -> Array:
    """(n,) how many; unknown before the first and after the last week money is known for."""
    gifts = scene.gifts
    came = gifts.occurred[np.asarray(gifts.type != NOTHING_BUT_MONEY, dtype=bool) & ~np.isnat(gifts.occurred)]
    if not len(came):
        return np.full(weeks.n, np.nan)
    week = weeks.of(came)
    count = np.bincount(week[week >= 0], minlength=weeks.n).astype(float)
    starts = weeks.onset + 7 * (np.arange(weeks.n) - weeks.before).astype("timedelta64[D]")
    first, last = came.min().astype("datetime64[D]"), came.max().astype("datetime64[D]")
    return np.where((starts >= first) & (starts + np.timedelta64(6, "D") <= last), count, np.nan)


def _with_last_year(y: Array, weeks: _Weeks) -> tuple[Array, dict[str, Array]]:
    """A year of giving has its own shape: where half a year or more can be held against the year before, only that is.

    Not once the year before has the setback in it.
    """
    before = np.concatenate([np.full(YEAR, np.nan), y])[: len(y)]
    both = ~np.isnan(y) & ~np.isnan(before)
    if weeks.n - weeks.before > YEAR or both[: weeks.before].sum() < YEAR // 2:
        return y, {}
    return np.where(both, y, np.nan), {LAST_YEAR: before}


def day_of(week: int, onset: date) -> date:
    """The first day of a week counted from the onset."""
    return onset + timedelta(days=7 * week)
