"""How bold is what a team tries, and how much of it fails? Shares and a rate against bands the team chose.

    portfolio(tried, window=..., band=DEFAULT, judged={("idea", 3): True})

share of effort   of what began in the window, by hours; by number where the hours of any of it are unknown
failure rate      of genuine tests that ended in the window and were decided, with Wilson's interval

A test is an idea that was tested, or a campaign that is not routine; genuine where no rule of genuine.py excludes it,
unless somebody said otherwise (`judged`). What nobody can tell (too little data, no result) is counted apart: it is no
failure. Never one number for all of it: a failure rate that is a target is gamed, in either direction.

The bands a team begins with are to be changed: 70 / 20 / 10 per cent of spend for proven, adjacent and new (Coca-Cola,
Mildenhall 2012; ten points either way, five for the smallest, are ours), and 60 to 90 per cent of ideas failing where
they are tested by lot (Kohavi: Microsoft about 66, Bing 85, Booking and Google Ads 80 to 90, Airbnb search 92).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.stats.shares import wilson

from .genuine import Flag, Tried, flags

LEVELS = ("routine", "incremental", "adjacent", "radical")
FEWEST_BEGUN = 5  # below, one of them is a fifth of everything
FEWEST_DECIDED = 5
LEVEL = 0.95
Range = tuple[float, float]
Key = tuple[str, int]


class By(StrEnum):
    HOURS = "hours"
    NUMBER = "number"


class Stands(StrEnum):
    BELOW = "below"
    INSIDE = "inside"
    ABOVE = "above"
    OPEN = "open"  # the interval reaches over an end of the band


@dataclass(frozen=True)
class Band:
    """`shares`: of effort, lowest and highest per group of levels. `failures`: of genuine tests. 0 to 1."""

    shares: Mapping[tuple[str, ...], Range]
    failures: Range


GROUPS = (("routine", "incremental"), ("adjacent",), ("radical",))
DEFAULT = Band(dict(zip(GROUPS, ((0.6, 0.8), (0.1, 0.3), (0.05, 0.15)), strict=True)), (0.6, 0.9))


@dataclass(frozen=True)
class OfLevel:
    """`n` that began; `hours` of those whose are known, None where none is; `share` of the effort of all levels."""

    level: str
    n: int
    hours: float | None
    share: float


@dataclass(frozen=True)
class OfGroup:
    levels: tuple[str, ...]
    share: float
    band: Range
    stands: Stands


@dataclass(frozen=True)
class Effort:
    """`hours_unknown`: how many have none, which is why it is counted by number. `unnamed`: nobody said how bold."""

    by: By
    levels: tuple[OfLevel, ...]
    groups: tuple[OfGroup, ...] | NotEnoughData
    begun: int
    hours_unknown: int
    unnamed: int


@dataclass(frozen=True)
class Failure:
    """`rate`: of `failed` + `worked`. `undecided` ended and nobody can tell; `running` are not over."""

    rate: Estimate | NotEnoughData
    failed: int
    worked: int
    undecided: int
    running: int
    band: Range
    stands: Stands | None


@dataclass(frozen=True)
class Looked:
    """A test with what the rules say of it; `judged`: what a person said over them. `counts`: as a genuine test."""

    tried: Tried
    flags: tuple[Flag, ...]
    judged: bool | None

    @property
    def counts(self) -> bool:
        return self.judged if self.judged is not None else not any(flag.excludes for flag in self.flags)


@dataclass(frozen=True)
class Portfolio:
    """`tests`: all of the window, newest first; those set aside are the ones that do not count."""

    window: Window
    effort: Effort
    failure: Failure
    tests: tuple[Looked, ...]

    @property
    def set_aside(self) -> tuple[Looked, ...]:
        return tuple(test for test in self.tests if not test.counts)

    @property
    def asked(self) -> tuple[Looked, ...]:
        """Those that count, and about which a rule still asks something or a person has spoken."""
        return tuple(test for test in self.tests if test.counts and (test.flags or test.judged is not None))


def portfolio(
    tried: Iterable[Tried], *, window: Window, band: Band = DEFAULT, judged: Mapping[Key, bool] | None = None
) -> Portfolio:
    """Of everything that began or ended in `window`; what did neither is left out."""
    inside = [one for one in tried if _within(one, window)]
    looked = [Looked(one, flags(one), (judged or {}).get(one.key)) for one in inside if one.is_test]
    looked.sort(key=lambda test: (test.tried.begun, test.tried.key), reverse=True)
    return Portfolio(
        window=window,
        effort=_effort([one for one in inside if window.start <= one.begun <= window.end], band),
        failure=_failure([test.tried for test in looked if test.counts], window, band),
        tests=tuple(looked),
    )


def _within(one: Tried, window: Window) -> bool:
    days = (one.begun, one.ended)
    return any(day is not None and window.start <= day <= window.end for day in days)


def _effort(begun: Sequence[Tried], band: Band) -> Effort:
    named = [one for one in begun if one.boldness in LEVELS]
    unknown = sum(one.hours is None for one in named)
    whole = fsum(one.hours or 0.0 for one in named)
    by = By.NUMBER if unknown or not whole else By.HOURS
    levels = tuple(_of_level(level, named, by, whole) for level in LEVELS)
    return Effort(by, levels, _groups(levels, len(named), band), len(begun), unknown, len(begun) - len(named))


def _of_level(level: str, named: Sequence[Tried], by: By, whole: float) -> OfLevel:
    own = [one for one in named if one.boldness == level]
    known = [one.hours for one in own if one.hours is not None]
    hours = fsum(known) if known else None
    share = (hours or 0.0) / whole if by is By.HOURS else len(own) / max(len(named), 1)
    return OfLevel(level, len(own), hours, min(share, 1.0))


def _groups(levels: Sequence[OfLevel], named: int, band: Band) -> tuple[OfGroup, ...] | NotEnoughData:
    if named < FEWEST_BEGUN:
        return NotEnoughData(FEWEST_BEGUN, named, "tests")
    return tuple(_of_group(group, levels, limits) for group, limits in band.shares.items())


def _of_group(group: tuple[str, ...], levels: Sequence[OfLevel], limits: Range) -> OfGroup:
    share = min(fsum(of.share for of in levels if of.level in group), 1.0)
    slack = 1e-9  # 3 of 10 is three tenths
    stands = Stands.INSIDE
    if share < limits[0] - slack:
        stands = Stands.BELOW
    elif share > limits[1] + slack:
        stands = Stands.ABOVE
    return OfGroup(group, share, limits, stands)


def _failure(genuine: Sequence[Tried], window: Window, band: Band) -> Failure:
    over = [one for one in genuine if one.ended is not None and one.ended <= window.end]
    ended = [one for one in over if one.ended is not None and one.ended >= window.start]
    failed, worked = (sum(one.worked is answer for one in ended) for answer in (False, True))
    rate = _rate(failed, failed + worked)
    return Failure(
        rate=rate,
        failed=failed,
        worked=worked,
        undecided=len(ended) - failed - worked,
        running=len(genuine) - len(over),
        band=band.failures,
        stands=None if isinstance(rate, NotEnoughData) else _stands(rate, band.failures),
    )


def _rate(failed: int, decided: int) -> Estimate | NotEnoughData:
    if decided < FEWEST_DECIDED:
        return NotEnoughData(FEWEST_DECIDED, decided, "tests")
    low, high = wilson(failed, decided, level=LEVEL)
    return Estimate(failed / decided, low, high, Unit.SHARE, LEVEL)


def _stands(rate: Estimate, band: Range) -> Stands:
    """Said only where the whole interval says it."""
    if rate.high < band[0]:
        return Stands.BELOW
    if rate.low > band[1]:
        return Stands.ABOVE
    return Stands.INSIDE if band[0] <= rate.low and rate.high <= band[1] else Stands.OPEN
