"""One cause family per file: what was found, and the data around it, in; how much of it this cause explains, out.

explain(case) -> Iterable[Explanation | Missing]     nothing where the family does not apply to this finding

`case.py` has what goes in and out; `combine.py` weighs all answers together and says which are causes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from . import chance, holiday, network_wide, outage, regression_to_mean, season, slices
from .case import Answer, Case
from .combine import Weighed, diagnosis, weigh

__all__ = ["Case", "Family", "Weighed", "diagnosis", "explained", "families", "of_the_rest"]


class Family(Protocol):
    """A module of this room with an `explain`."""

    def explain(self, case: Case) -> Iterable[Answer]: ...


def families() -> tuple[Family, ...]:
    """Outside forces and chance first, then what the team did."""
    return (network_wide, holiday, outage, season, chance)


def of_the_rest() -> tuple[Family, ...]:
    """Those that look at what the others leave: asked of the posts' numbers without what all columns explain."""
    return (regression_to_mean, slices)


def explained(case: Case) -> Weighed:
    """`case`, asked of all families and weighed together."""
    answers = [answer for family in families() for answer in family.explain(case)]
    rest = replace(case, y=case.y - weigh(case, answers).decomposition.fitted)
    answers += [answer for family in of_the_rest() for answer in family.explain(rest)]
    return weigh(case, answers)
