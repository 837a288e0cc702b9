"""One cause family per file: what was found, and the data around it, in; how much of it this cause explains, out.

explain(case) -> Iterable[Explanation | Missing]     nothing where the family does not apply to this finding

`case.py` has what goes in and out; `combine.py` weighs all answers together and says which are causes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from . import (
    audience,
    chance,
    execution,
    fatigue,
    frequency,
    holiday,
    network_wide,
    outage,
    paid_ended,
    pitch_share,
    reach_or_engagement,
    regression_to_mean,
    season,
    slices,
    timing,
)
from .case import Answer, Case
from .combine import Weighed, diagnosis, weigh

__all__ = ["Case", "Family", "Weighed", "diagnosis", "explained", "families", "ours", "outside"]


class Family(Protocol):
    """A module of this room with an `explain`."""

    __name__: str

    def explain(self, case: Case) -> Iterable[Answer]: ...


def outside() -> tuple[Family, ...]:
    """What nobody here did, and chance."""
    return (network_wide, holiday, outage, season, chance)


def ours() -> tuple[Family, ...]:
    """What the team did."""
    return (execution, fatigue, timing, pitch_share, audience, frequency, paid_ended, reach_or_engagement)


def families() -> tuple[str, ...]:
    """The names of all families."""
    every = (*outside(), regression_to_mean, *ours(), slices)
    return tuple(family.__name__.rpartition(".")[2] for family in every)


def explained(case: Case) -> Weighed:
    """`case`, asked of all families and weighed together.

    Whether the usual was luck is asked of what outside forces leave; where the change sits, of what all causes leave.
    Of weeks without posts only what needs no posts is asked.
    """
    by_post = case.moments is None
    forces = _asked(outside() if by_post else (network_wide, season, chance), case)
    luck = _asked((regression_to_mean,), _without(forces, case))
    if not by_post:
        return weigh(case, [*forces, *luck])
    causes = [*forces, *luck, *_asked(ours(), case)]
    return weigh(case, [*causes, *_asked((slices,), _without(causes, case))])


def _asked(families: Iterable[Family], case: Case) -> list[Answer]:
    return [answer for family in families for answer in family.explain(case)]


def _without(answers: Sequence[Answer], case: Case) -> Case:
    """The case with the numbers these answers leave."""
    return replace(case, y=case.y - weigh(case, answers).decomposition.fitted)
