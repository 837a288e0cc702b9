"""Slices: where does the change sit? Network, format, hour, weekday, purpose, language, campaign, tag, link, length.

`stats.shift_scan` over the posts, each one unit, on what the other families leave of their numbers: a slice is told
where its posts changed unlike all others, more than the most striking of as many slices does by chance. It says where,
not why. A slice that only became more or less frequent did not change: that is a matter of the mix, which the families
of timing, pitches and the like measure; `raw_change` beside `at_fixed_mix` shows the difference (Simpson).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.evidence import of_posts
from pratfall.records.numbers import NotEnoughData
from pratfall.records.slices import Slice, Value
from pratfall.stats.conjunctions import Conjunctions, choices, conjunctions, windows
from pratfall.stats.shift_scan import FEWEST, LEVEL, Shifted, scan_shifts
from pratfall.text.language import find_languages
from pratfall.text.purpose import find_purposes

from .case import Answer, Case, Explanation, Missing, Offset
from .measures import HOURS, windows_and_weekdays

Array = Any
CODE = "slices"
FEWEST_POSTS = 4 * FEWEST
DEPTH = 2
MOST_VALUES = 8  # of a dimension with many: the most frequent; all others are "other" and never a slice
OTHER = ""
LENGTHS = (0, 120, 400)  # letters from which a text is short, medium, long
SHOWN = 20
HALF = 1.96  # of an interval at 95 %, in standard errors


@dataclass(frozen=True)
class Dimension:
    """`code` (n,): which of `values` a post has. `ring`: neighbours belong together, the last and the first too."""

    name: str
    code: Array
    values: tuple[Value, ...]
    ring: bool = False


def explain(case: Case) -> Iterator[Answer]:
    judged = np.flatnonzero(case.before | case.after)
    late = case.after[judged]
    if min(late.sum(), (~late).sum()) < 2 * FEWEST:
        yield Missing(CODE, NotEnoughData(FEWEST_POSTS, len(judged), "posts"), "more_posts")
        return
    dimensions = [d for d in _dimensions(case, case.rows[judged]) if len(np.unique(d.code)) > 1]
    if not dimensions:
        return
    slices, offered = _offered(dimensions, len(judged))
    if not len(slices):
        return
    found = scan_shifts(
        slices,
        case.y[judged],
        late,
        np.column_stack([d.code[:, None] == np.arange(len(d.values)) for d in dimensions]),
        _cost(slices, offered),
        rng=case.rng,
    )
    if found:
        yield _told(case, judged, slices, found, dimensions, offered)


def _dimensions(case: Case, rows: Array) -> Iterator[Dimension]:
    posts = case.posts
    window, weekday = windows_and_weekdays(posts.published[rows])
    text = posts.text[rows].tolist()
    yield _named("network", [case.scene.accounts[a].platform for a in posts.account[rows].tolist()])
    yield _named("format", posts.format[rows].tolist())
    if posts.has_time[rows].all():
        bins = tuple(range(0, 24, HOURS))
        yield Dimension("hour", window, bins, ring=True)
    yield Dimension("weekday", weekday, tuple(range(7)), ring=True)
    yield _named("purpose", find_purposes(text, posts.lang[rows].tolist()).purpose.tolist())
    yield _named("language", find_languages(text, given=posts.lang[rows].tolist()).tolist())
    yield _named("campaign", posts.campaign[rows].tolist())
    yield _named("topic", [next(iter(tags), OTHER) for tags in posts.hashtags[rows].tolist()])
    yield Dimension("link", np.array([int(bool(links)) for links in posts.links[rows].tolist()]), (False, True))
    size = np.searchsorted(LENGTHS, [len(words) for words in text], side="right") - 1
    yield Dimension("length", size, ("short", "medium", "long"))


def _named(name: str, values: Sequence[str]) -> Dimension:
    """The most frequent values; code of all others: the last, ""."""
    frequent = [value for value, _ in Counter(v for v in values if v != OTHER).most_common(MOST_VALUES)]
    place = {value: i for i, value in enumerate(frequent)}
    code = np.array([place.get(value, len(frequent)) for value in values], dtype=np.intp)
    return Dimension(name, code, (*frequent, OTHER))


def _offered(dimensions: Sequence[Dimension], n: int) -> tuple[Conjunctions, list[list[tuple[int, ...]]]]:
    """All conjunctions with enough posts, and per dimension the sets of codes that its choices stand for."""
    offered: list[list[tuple[int, ...]]] = []
    chosen = []
    for d in dimensions:
        codes = d.code
        alone: list[tuple[int, ...]] = [(code,) for code in range(len(d.values))]
        sets = windows(len(d.values), True) if d.ring else alone
        table = choices(codes, sets)
        if OTHER in d.values:  # what is not named is no place to point to
            table = np.where(table == d.values.index(OTHER), -1, table)
        offered.append(sets)
        chosen.append(table)
    return conjunctions(chosen, np.ones(n), fewest=2.0 * FEWEST, depth=DEPTH), offered


def _cost(slices: Conjunctions, offered: Sequence[Sequence[tuple[int, ...]]]) -> Array:
    """Single values, windows and pairs get equal parts of the chance to err: the log of how many there are of each."""
    wide = np.array([any(len(offered[d][choice]) > 1 for d, choice in where) for where in slices.where])
    kind = np.where(slices.depth > 1, 2, np.where(wide, 1, 0))
    return np.asarray(np.log(np.bincount(kind, minlength=3)[kind]))


def _told(
    case: Case,
    judged: Array,
    slices: Conjunctions,
    found: Sequence[Shifted],
    dimensions: Sequence[Dimension],
    offered: Sequence[Sequence[tuple[int, ...]]],
) -> Explanation:
    late = case.after[judged]
    inside = slices.holds([one.index for one in found])
    weight = (inside & late).sum(axis=1) / late.sum()
    shift, low, high = (np.array([getattr(one, name) for one in found]) for name in ("shift", "low", "high"))
    value = float(shift @ weight)
    below, above = (float(np.sqrt((((end - shift) * weight) ** 2).sum())) for end in (low, high))
    told = tuple(
        _slice(case, judged, inside[k], one, _where(slices, one, dimensions, offered), inside.any(axis=0))
        for k, one in enumerate(found)
    )
    hit = case.rows[judged[inside[0] & late]]
    return Explanation(
        code=CODE,
        basis=Basis.INFERRED,
        changes_mind="slice_recovers",
        offset=Offset(value, max(below, above) / HALF, ends=(value - below, value + above)),
        p=found[0].p,
        step="look_at_slice",
        slices=told,
        facts={"posts": len(hit)},
        evidence=of_posts(case.posts, hit[::-1][:SHOWN]),
    )


def _where(
    slices: Conjunctions,
    one: Shifted,
    dimensions: Sequence[Dimension],
    offered: Sequence[Sequence[tuple[int, ...]]],
) -> dict[str, Value]:
    return {dimensions[d].name: _value(dimensions[d], offered[d][choice]) for d, choice in slices.where[one.index]}


def _value(dimension: Dimension, codes: tuple[int, ...]) -> Value:
    if dimension.name == "hour":  # every hour of the bins: 6 to 12 is 6, 7 ... 11
        hours = [(HOURS * code + step) % 24 for code in codes for step in range(HOURS)]
        return tuple(hours)
    values = [dimension.values[code] for code in codes]
    return values[0] if len(values) == 1 else tuple(values)  # type: ignore[arg-type]


def _change(y: Array, late: Array) -> float:
    """Of the mean; 0 where a side is empty."""
    return float(y[late].mean() - y[~late].mean()) if late.any() and not late.all() else 0.0


def _slice(case: Case, judged: Array, inside: Array, one: Shifted, where: dict[str, Value], any_inside: Array) -> Slice:
    """In responses of the typical post: what it gets, and what it would have got had it changed as the rest did."""
    late, y = case.after[judged], case.y[judged]
    change = _change(y, late)
    raw = _change(y[inside], late[inside])
    common = _change(y[~any_inside], late[~any_inside])
    posts = case.posts
    hit = case.rows[judged[inside & late]][::-1]
    typical = float(np.expm1(np.log1p(case.response[judged][inside & late]).mean()))
    return Slice(
        where=where,
        actual=typical,
        expected=typical / float(np.exp(one.shift)),
        effect=float(np.expm1(one.shift)),
        low=float(np.expm1(one.low)),
        high=float(np.expm1(one.high)),
        level=LEVEL,
        share=one.shift * float((inside & late).sum() / late.sum()) / change if change else None,
        raw_change=float(np.expm1(raw)),
        at_fixed_mix=float(np.expm1(one.shift + common)),
        p=one.p,
        n=float(inside.sum()),
        method="shift_scan",
        posts=tuple(str(i) for i in posts.id[hit]),
    )
