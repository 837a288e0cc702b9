"""One cause family per file: what was found, and the data around it, in; how much of it this cause explains, out.

explain(case) -> Iterable[Explanation | Missing]     nothing where the family does not apply to this finding

`case.py` has what goes in and out; `combine.py` weighs all answers together and says which are causes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from . import holiday
from .case import Answer, Case
from .combine import Weighed, diagnosis, weigh

__all__ = ["Case", "Family", "Weighed", "diagnosis", "explained", "families"]


class Family(Protocol):
    """A module of this room with an `explain`."""

    def explain(self, case: Case) -> Iterable[Answer]: ...


def families() -> tuple[Family, ...]:
    """Outside forces and chance first, then what the team did."""
    return (holiday,)


def explained(case: Case) -> Weighed:
    """`case`, asked of all families and weighed together."""
    return weigh(case, [answer for family in families() for answer in family.explain(case)])
