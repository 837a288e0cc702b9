"""Why a number changed: ranked causes whose shares add up to the whole change, with a rest nobody can explain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .evidence import Evidence
from .numbers import Estimate, NotEnoughData
from .slices import Slice


class Basis(StrEnum):
    OBSERVED = "observed"  # counted in the data: the link is dead, the budget ended
    INFERRED = "inferred"  # estimated from how this account's own numbers moved together
    ASSUMED = "assumed"  # somebody said so, or a published default stands in


@dataclass(frozen=True, kw_only=True)
class Cause:
    """`share`: its part of the change (1 = all of it; negative: it worked against the change), with interval.

    `changes_mind`: key of the sentence that says what would change this verdict. `step`: key of what to do about it,
    None where nothing can be done. `facts`: numbers and names the wording needs. `slices`: where it sits, if anywhere.
    `told`: more than chance after paying for all that was asked; otherwise a suspect, without a claim. `beside`:
    another way to cut the same change (reach against engagement): its share is no part of the sum.
    """

    code: str
    share: Estimate | NotEnoughData
    basis: Basis
    changes_mind: str
    step: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    slices: tuple[Slice, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    told: bool = False
    beside: bool = False


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """`effect`: the change being explained, as a ratio (now over usual). `causes`: those told before suspects, then the
    largest share first.

    Shares of all causes that are not `beside`, and `unexplained`, add up to 1. `collect`: keys of what to collect so
    that more could be said. `verdict`: whether a cause was found at all ("told"), or it is "cannot_tell", or "chance"
    explains it.
    """

    effect: Estimate | NotEnoughData
    causes: tuple[Cause, ...]
    unexplained: Estimate | NotEnoughData
    verdict: str
    n: int
    method: str
    collect: tuple[str, ...] = ()
