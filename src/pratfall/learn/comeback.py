"""How far is the way back? A number per week after a setback, held against what it would have been without it.

    way_back(reactions, start=80, controls=other_accounts)
    way_back(share_negative, start=80, better=Better.LOW)

For a window of weeks [a, b] after the onset, `impact` (stats/impact.py) foretells from the weeks before, and
from controls the setback did not touch, what would have been, and gives the ratio seen / foretold with an interval:

    r[a, b] = seen[a, b] / foretold[a, b]

Now: the newest half of the weeks known since, at least WINDOW and at most LONGEST_NOW, at 95 %. Back: R is the first
week from which r(t) >= NEAR for good, so that nobody waits for a last percent that cannot be seen. It is looked for in
windows of WINDOW weeks, which slide by one and hold together: each at 1 - 0.05 / (windows that do not overlap), after
Bonferroni. What is lost comes back without falling again once the deepest window is over, so

    upper of r[a, b] <  NEAR   says R >= a + 1   (something of it was lost at its start)
    lower of r[a, b] >= NEAR   says R <= b       (nothing worth naming was lost at its end)

and R lies between the largest of the first and the smallest of the second; where there is none of these it is censored:
not back for sure yet. `likely` says that the curve that fits best is back, and that the newest weeks' estimate is too:
the best guess, no proof. Above is said of the newest weeks only, at 99 %, and not while weeks full of talk about the
setback itself are among them (SETTLING). Satisfaction can come back higher than it was; what people do and think of
the organisation does not (meta-analysis by de Matos, Henrique & Rossi 2007): nobody is to be promised more than before.

For numbers that are better low (the share of angry comments), rises are losses: r is turned over. NEAR and WINDOW are
ours; docs/methods/comeback.md has what was measured with them. The mended level must hold: a second setback inside the
weeks looked at is part of what is seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import log
from typing import assert_never

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import isotonic_regression

from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.stats.impact import Impact, impacts

Floats = NDArray[np.float64]
WINDOW = 4  # weeks
LONGEST_NOW = 12  # weeks of the newest window: a season
FEWEST_KNOWN = 2  # of a window's weeks
NEAR = 0.9  # of the former level: back
LEVEL = 0.95
ABOVE_LEVEL = 0.99
SETTLING = 4  # weeks after the onset in which reactions are to the setback itself
WEEKS_AS_THEY_ARE = 1  # season of `impact`: the points are weeks already
METHOD = "way_back"


class Better(StrEnum):
    """Which way is good: more reactions, fewer angry comments."""

    HIGH = "high"
    LOW = "low"


class Standing(StrEnum):
    """UNSEEN  nothing was lost that these numbers could show
    BELOW   the newest weeks lie below the former level for sure
    OPEN    something was lost, and whether it is back cannot be told yet
    LIKELY  something was lost and it looks back, which is not sure
    BACK    something was lost and is back
    ABOVE   the newest weeks lie above the former level for sure
    """

    UNSEEN = "unseen"
    BELOW = "below"
    OPEN = "open"
    LIKELY = "likely"
    BACK = "back"
    ABOVE = "above"


@dataclass(frozen=True)
class Stretch:
    """Weeks `first` to `last` after the onset (0: the week that began with it), and seen / foretold over them."""

    first: int
    last: int
    ratio: Estimate


@dataclass(frozen=True)
class Return:
    """Weeks from the onset until the level was back for good: `weeks`, between `earliest` and `latest`.

    `weeks` None: the newest weeks do not look like it; `latest` None: not sure of it so far, however likely it looks.
    """

    weeks: int | None
    earliest: int
    latest: int | None


@dataclass(frozen=True, kw_only=True)
class WayBack:
    """Where it stands. `now`: the newest window; `deepest`: of the windows surely below, the one that lost most.

    `smallest_loss`: what the newest window would have shown four times in five (share of the former level).
    `weeks`: known after the onset; `before`: used from before it. `warnings`: codes of `impact`.
    """

    standing: Standing
    now: Stretch
    seen: float
    foretold: float
    deepest: Stretch | None
    back: Return | None
    smallest_loss: float
    weeks: int
    before: int
    warnings: tuple[str, ...] = ()
    method: str = METHOD


@dataclass(frozen=True)
class Week:
    """One week after the onset: what was seen, and what would have been, between `low` and `high` at 95 %."""

    week: int
    seen: float
    foretold: float
    low: float
    high: float


@dataclass(frozen=True)
class _Window:
    """`middle`, `low`, `high`: logs of the ratio, turned so that more is better."""

    first: int
    last: int
    middle: float
    low: float
    high: float
    told: Impact


def way_back(
    y: ArrayLike, *, start: int, controls: ArrayLike | None = None, better: Better = Better.HIGH
) -> WayBack | NotEnoughData:
    """Where weekly numbers `y` (n,) stand after an event at index `start`; `controls` (n, k) it did not touch.

    NaN is a week nobody knows. NotEnoughData: too few weeks before (14) or after (2), or too few counts for logs.
    """
    series = np.asarray(y, dtype=float)
    others = None if controls is None else np.asarray(controls, dtype=float).reshape(1, len(series), -1)
    return ways_back(series[None], start=start, controls=others, better=better)[0]


def ways_back(
    y: ArrayLike, *, start: int, controls: ArrayLike | None = None, better: Better = Better.HIGH
) -> list[WayBack | NotEnoughData]:
    """The same for many series (S, n) with an event in the same week and the same weeks known; controls (S, n, k)."""
    table = np.asarray(y, dtype=float)
    others = None if controls is None else np.asarray(controls, dtype=float)
    spans = windows(~np.isnan(table).any(axis=0), start)
    if not spans:
        got = int((~np.isnan(table[:, start:])).any(axis=0).sum())
        return [NotEnoughData(FEWEST_KNOWN, got, "weeks_after")] * len(table)
    path_level = 1 - (1 - LEVEL) / max((spans[-1][1] - spans[0][0] + 1) // WINDOW, 1)
    path = [_told(table, others, start, span, path_level) for span in spans]
    last = newest_window(~np.isnan(table).any(axis=0), start)
    newest, highest = (_told(table, others, start, last, level) for level in (LEVEL, ABOVE_LEVEL))
    shown = last[0] - start, last[1] - start
    weeks = int((~np.isnan(table[:, start:])).any(axis=0).sum())
    answers: list[WayBack | NotEnoughData] = []
    for row, now in enumerate(newest):
        strict, steps = highest[row], [each[row] for each in path]
        if isinstance(now, NotEnoughData) or isinstance(strict, NotEnoughData):
            answers.append(_short_of(now))
            continue
        told = [
            _window(a - start, b - start, one, better)
            for (a, b), one in zip(spans, steps, strict=True)
            if isinstance(one, Impact)
        ]
        answers.append(_judged(told, _window(*shown, now, better), _window(*shown, strict, better), better, weeks))
    return answers


def windows(known: NDArray[np.bool_], start: int) -> list[tuple[int, int]]:
    """First and last index of every window of WINDOW weeks with enough known ones; one shorter window at first."""
    n = len(known)
    if n - start < WINDOW:
        return [(start, n - 1)] if known[start:].sum() >= FEWEST_KNOWN else []
    starts = range(start, n - WINDOW + 1)
    return [(a, a + WINDOW - 1) for a in starts if known[a : a + WINDOW].sum() >= FEWEST_KNOWN]


def newest_window(known: NDArray[np.bool_], start: int) -> tuple[int, int]:
    """First and last index of what is called now; it ends with the newest week anybody knows."""
    end = int(np.flatnonzero(known)[-1])
    since = end + 1 - start
    return end + 1 - min(max(since // 2, WINDOW), LONGEST_NOW, since), end


def weekly(y: ArrayLike, *, start: int, controls: ArrayLike | None = None) -> list[Week]:
    """Every known week from `start` on with what would have been, for a picture; empty where nothing can be said."""
    series = np.asarray(y, dtype=float)
    others = None if controls is None else np.asarray(controls, dtype=float).reshape(1, len(series), -1)
    weeks = []
    for at in (start + np.flatnonzero(~np.isnan(series[start:]))).tolist():
        (told,) = _told(series[None], others, start, (at, at), LEVEL)
        if isinstance(told, Impact):
            low, high = told.seen - told.absolute.high, told.seen - told.absolute.low
            weeks.append(Week(at - start, told.seen, told.expected, low, high))
    return weeks


def _told(
    table: Floats, controls: Floats | None, start: int, span: tuple[int, int], level: float
) -> list[Impact | NotEnoughData]:
    """The effect on the weeks of `span` alone: later and earlier ones after the onset are not looked at."""
    first, last = span
    cut = table[:, : last + 1].copy()
    cut[:, start:first] = np.nan
    others = None if controls is None else controls[:, : last + 1]
    return impacts(cut, start=start, controls=others, season=WEEKS_AS_THEY_ARE, level=level)


def _short_of(answer: Impact | NotEnoughData) -> NotEnoughData:
    if not isinstance(answer, NotEnoughData):
        return NotEnoughData(FEWEST_KNOWN, 0, "weeks_after")
    names = {"bins": "weeks", "bins after": "weeks_after"}
    return NotEnoughData(answer.needed, answer.got, names.get(answer.of, answer.of))


def _window(first: int, last: int, told: Impact, better: Better) -> _Window:
    ratio = told.relative
    low, middle, high = (_log(1 + share) for share in (ratio.low, ratio.value, ratio.high))
    match better:
        case Better.HIGH:
            return _Window(first, last, middle, low, high, told)
        case Better.LOW:
            return _Window(first, last, -middle, -high, -low, told)
        case never:
            assert_never(never)


def _log(ratio: float) -> float:
    """Nothing at all seen is as little as can be, and no error."""
    return log(max(ratio, 1e-9))


def _judged(path: list[_Window], now: _Window, strict: _Window, better: Better, weeks: int) -> WayBack:
    lost = [window for window in path if window.high < 0.0]
    deepest = min(lost, key=lambda window: window.middle, default=None)
    back = returned(path, deepest) if deepest else None
    return WayBack(
        standing=_standing(now, strict, back),
        now=_stretch(now),
        seen=now.told.seen,
        foretold=now.told.expected,
        deepest=_stretch(deepest) if deepest else None,
        back=back,
        smallest_loss=now.told.smallest_fall if better is Better.HIGH else now.told.smallest_rise,
        weeks=weeks,
        before=now.told.before,
        warnings=now.told.warnings,
    )


def _standing(now: _Window, strict: _Window, back: Return | None) -> Standing:
    if now.high < 0.0:
        return Standing.BELOW
    if strict.low > 0.0 and now.first >= SETTLING:
        return Standing.ABOVE
    if back is None:
        return Standing.UNSEEN
    if back.weeks is None or now.middle < log(NEAR):
        return Standing.OPEN
    return Standing.LIKELY if back.latest is None else Standing.BACK


def returned(path: list[_Window], deepest: _Window) -> Return:
    """When the level was back, from windows in order of time, of which `deepest` lost most."""
    near = log(NEAR)
    earliest = max((w.first + 1 for w in path if w.high < near), default=0)
    later = [w for w in path if w.first > deepest.first]
    latest = min((w.last for w in later if w.low >= near and w.last >= earliest), default=None)
    weeks = _looks_back(later, near)
    if weeks is not None:
        weeks = max(weeks, earliest)
        weeks = weeks if latest is None else min(weeks, latest)
    return Return(weeks, earliest, latest)


def _looks_back(later: list[_Window], near: float) -> int | None:
    """The middle of the first window that is back, on the rising curve that fits them best (Barlow et al. 1972)."""
    if not later:
        return None
    fitted = isotonic_regression([window.middle for window in later]).x
    there = np.flatnonzero(fitted >= near)
    if not len(there):
        return None
    first = later[int(there[0])]
    return first.first + (first.last - first.first) // 2


def _stretch(window: _Window) -> Stretch:
    share = window.told.relative
    ratio = Estimate(1 + share.value, 1 + share.low, 1 + share.high, Unit.RATIO, share.level)
    return Stretch(window.first, window.last, ratio)
