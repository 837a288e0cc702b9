"""A test of an idea as it stands today: the running estimate, which may be looked at every day, and what it says.

With an agreed number of posts the interval is that of stats/agreed_end.py, and posts beyond it are left out; with an
open end that of stats/confidence_sequence.py. Each comparison is given so much that all of them hold together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log1p

import numpy as np
from numpy.typing import NDArray

from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.stats import agreed_end, confidence_sequence
from pratfall.stats.post_means import Difference, after_each, against, difference
from pratfall.stats.sample_ratio import imbalanced

from .ideas import Balance, Comparison, IdeaPlan, Kind, Running, State

Floats = NDArray[np.float64]
AGREED, FOR_EVER = "agreed_end", "confidence_sequence"


def running(plan: IdeaPlan, outcomes: Mapping[str, Sequence[float]]) -> Running:
    """`outcomes`: per variant what each of its posts brought, in order of publication, all read at the same age."""
    if plan.kind is Kind.BEFORE_AFTER:
        raise ValueError("before and after is told by stats.impact, as no experiment")
    if unknown := set(outcomes) - set(plan.variants):
        raise ValueError(f"outcomes of {sorted(unknown)}, which the plan does not know")
    known = {name: _known(outcomes.get(name, ()), plan.posts_per_variant) for name in plan.variants}
    balance = _balance(plan, {name: len(outcomes.get(name, ())) for name in plan.variants})
    used = _used(plan, known)
    comparisons = tuple(_compare(plan, name, known, used) for name in plan.compared)
    return Running(
        state=_state(comparisons, balance),
        comparisons=comparisons,
        balance=balance,
        used=used,
        method=FOR_EVER if used is None else AGREED,
    )


def _known(values: Sequence[float], agreed: int | None) -> Floats:
    kept = np.asarray(values, dtype=float)
    known: Floats = kept[~np.isnan(kept)][:agreed]
    return known


def _used(plan: IdeaPlan, known: Mapping[str, Floats]) -> float | None:
    """Of the information agreed: what the variant with fewest posts has of its own."""
    if plan.posts_per_variant is None:
        return None
    return min(len(values) for values in known.values()) / plan.posts_per_variant


def _compare(plan: IdeaPlan, name: str, known: Mapping[str, Floats], used: float | None) -> Comparison:
    posts = len(known[name])
    found = _after_each_post(plan, name, known)
    if plan.posts_per_variant is None:
        low, high = confidence_sequence.interval(found, level=plan.each_level)
        p = confidence_sequence.p_values(found)
    else:
        fraction = np.arange(1.0, len(found.value) + 1.0) / plan.posts_per_variant
        low, high = agreed_end.interval(found, fraction, level=plan.each_level)
        p = agreed_end.p_values(found, fraction)
    ratio, rarest = _ratio(found, low, high, plan.each_level, posts), float(p.min(initial=1.0))
    return Comparison(variant=name, posts=posts, ratio=ratio, state=_reading(plan, ratio, used), p=rarest)


def _after_each_post(plan: IdeaPlan, name: str, known: Mapping[str, Floats]) -> Difference:
    """After as many posts of either arm: what the longer one has more waits for the other."""
    if plan.kind is Kind.RANDOMISED:
        both = [known[name], known[plan.variants[0]]]
        pairs = min(map(len, both))
        return difference(*(after_each(values[:pairs]) for values in both))
    assert plan.bar is not None
    return against(after_each(known[name]), log1p(plan.bar))


def _ratio(found: Difference, low: Floats, high: Floats, level: float, posts: int) -> Estimate | NotEnoughData:
    """All looks so far together: the truth lies in every one of their intervals, or the promise is broken anyway."""
    if not len(low) or not (np.isfinite(low) & np.isfinite(high)).any():
        return NotEnoughData(agreed_end.FEWEST, posts, "posts")
    least, most = float(low.max()), float(high.min())
    if least > most:  # they contradict each other: the newest one is the best informed
        least, most = float(low[-1]), float(high[-1])
    value = min(max(float(found.value[-1]), least), most)
    at, bottom, top = (exp(min(end, 700.0)) for end in (value, least, most))
    return Estimate(at, bottom, top, Unit.RATIO, level)


def _reading(plan: IdeaPlan, ratio: Estimate | NotEnoughData, used: float | None) -> State:
    ended = used is not None and used >= 1.0
    if isinstance(ratio, NotEnoughData):
        return State.ENDED_OPEN if ended else State.OPEN
    if ratio.low > 1.0:
        return State.BETTER
    if ratio.high < 1.0:
        return State.WORSE
    if ratio.high < plan.smallest_worth:
        return State.NOT_WORTH_IT
    return State.ENDED_OPEN if ended else State.OPEN


def _state(comparisons: Sequence[Comparison], balance: Balance) -> State:
    """Of the whole test: a winner ends it; it is over when every variant is."""
    if not balance.even:
        return State.UNBALANCED
    states = [comparison.state for comparison in comparisons]
    for state in (State.BETTER, State.OPEN, State.ENDED_OPEN, State.NOT_WORTH_IT):
        if state in states:
            return state
    return State.WORSE


def _balance(plan: IdeaPlan, posts: Mapping[str, int]) -> Balance:
    if plan.kind is not Kind.RANDOMISED or not sum(posts.values()):
        return Balance(posts, even=True)
    return Balance(posts, even=not imbalanced(list(posts.values()), plan.shares))
