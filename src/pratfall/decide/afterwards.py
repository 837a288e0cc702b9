"""Was the decision right? What happened after it, beside what it was decided on.

    kept, improved, waited    the posts after the decision against the usual the finding spoke of: right where the
                              interval lies above the bar, wrong where it lies below
    improved                  beside that: did it rise against what it was when it was decided?
    stopped                   what was stopped cannot be seen any more; what can be seen is whether anybody missed it:
                              the account's other posts after the decision against those before. Right where the
                              interval leaves out a loss beyond MISSED, wrong where it leaves out anything less;
                              `ignored` where posts went on

An open answer is an answer: too few posts, or an interval that holds both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pratfall.records.advice import Act
from pratfall.records.numbers import Cost, Estimate, NotEnoughData

MISSED = 0.9  # of what the other posts brought: less is a loss somebody should look at
GOES_ON = 2  # posts after a stop that are no oversight


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"
    IGNORED = "ignored"  # decided, and not done


@dataclass(frozen=True, kw_only=True)
class Later:
    """What is known since the decision: `posts` of the subject, its `level` (since over the usual before the fall),
    `change` (since over just before the decision), the account's `others` (since over before), and what was `saved`.
    """

    posts: int
    level: Estimate | NotEnoughData
    change: Estimate | NotEnoughData
    others: Estimate | NotEnoughData
    saved: Cost
    days: int


@dataclass(frozen=True, kw_only=True)
class Afterwards:
    """`reason`: key of the sentence that says why; `facts`: its numbers."""

    verdict: Verdict
    reason: str
    later: Later
    facts: Mapping[str, object] = field(default_factory=dict)


def compare(act: Act, later: Later, *, floor: float) -> Afterwards:
    """The decision `act` beside what came `later`; `floor`: the bar it was decided with."""
    verdict, reason = _of_stop(later) if act is Act.PULL else _of_going_on(act, later, floor)
    facts: dict[str, object] = {"posts": later.posts, "days": later.days, "floor": floor}
    return Afterwards(verdict=verdict, reason=reason, later=later, facts=facts)


def _of_stop(later: Later) -> tuple[Verdict, str]:
    if later.posts >= GOES_ON:
        return Verdict.IGNORED, "went_on"
    if isinstance(later.others, NotEnoughData):
        return Verdict.OPEN, "too_few_others"
    if later.others.low >= MISSED:
        return Verdict.RIGHT, "not_missed"
    if later.others.high < MISSED:
        return Verdict.WRONG, "others_fell"
    return Verdict.OPEN, "either"


def _of_going_on(act: Act, later: Later, floor: float) -> tuple[Verdict, str]:
    if isinstance(later.level, NotEnoughData):
        return Verdict.OPEN, "too_few_posts"
    if act is Act.OPTIMISE and isinstance(later.change, Estimate) and later.change.low > 1.0:
        return Verdict.RIGHT, "it_rose"
    if later.level.low >= floor:
        return Verdict.RIGHT, "above_floor"
    if later.level.high < floor:
        return Verdict.WRONG, "still_below"
    return Verdict.OPEN, "either"
