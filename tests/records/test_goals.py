from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pratfall.records.goals import CampaignGoal, GoalUnit
from pratfall.records.numbers import Window

DAYS = Window(date(2026, 11, 1), date(2026, 12, 31))


def test_a_target_in_money_has_a_currency_and_is_above_zero() -> None:
    with pytest.raises(ValueError, match="currency"):
        CampaignGoal(name="larder", labels=frozenset(), window=DAYS)
    with pytest.raises(ValueError, match="target"):
        CampaignGoal(name="larder", labels=frozenset(), window=DAYS, currency="EUR", target=Decimal(0))


def test_gifts_and_sign_ups_are_counted_in_no_currency() -> None:
    assert CampaignGoal(name="larder", labels=frozenset(), window=DAYS, unit=GoalUnit.SIGNUPS).currency == ""
