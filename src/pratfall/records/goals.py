"""What a campaign is meant to bring, as its team wrote it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .numbers import Window


class GoalUnit(StrEnum):
    MONEY = "money"
    GIFTS = "gifts"
    SIGNUPS = "signups"


@dataclass(frozen=True, kw_only=True)
class CampaignGoal:
    """A campaign and its target; past ones say how campaigns of this team go on, also without a target.

    `labels`: names its gifts, posts and adverts carry (lower case). `milestones`: what should have come in by the
    end of a day. `currency`: of money; gifts in others are not counted.
    """

    name: str
    labels: frozenset[str]
    window: Window
    unit: GoalUnit = GoalUnit.MONEY
    target: Decimal | None = None
    currency: str = ""
    milestones: tuple[tuple[date, Decimal], ...] = ()
    budget: Decimal | None = None

    def __post_init__(self) -> None:
        if self.unit is GoalUnit.MONEY and not self.currency:
            raise ValueError(f"{self.name}: a target in money needs a currency")
        if self.target is not None and self.target <= 0:
            raise ValueError(f"{self.name}: a target of {self.target}")
