"""What to do about a finding or a campaign: never a bare imperative, always what both errors would cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .numbers import Cost, Estimate, NotEnoughData


class Act(StrEnum):
    PULL = "pull"
    OPTIMISE = "optimise"
    KEEP = "keep"
    LEARN = "learn"
    WAIT = "wait"


@dataclass(frozen=True, kw_only=True)
class Advice:
    """`saving`: what pulling now would save until `horizon`. `too_early`, `too_late`: what each error would cost.

    `wrong_if_pulled`, `wrong_if_kept`: the chance of each error (0 to 1). `change`: for OPTIMISE, the code of the cause
    to act on. `reason`: key of the sentence that says why; `facts` are its numbers. Unknown costs are None, never zero.
    """

    act: Act
    reason: str
    saving: Cost
    too_early: Cost
    too_late: Cost
    wrong_if_pulled: Estimate | NotEnoughData
    wrong_if_kept: Estimate | NotEnoughData
    horizon: date
    look_again: date
    rule: str
    change: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
