"""Campaign goals, as a team writes them into its settings:

[[campaigns]]
name = "Winter larder 2026"
labels = ["winter-larder", "Le garde-manger d'hiver"]   # what gifts, posts and adverts call it; default: the name
start = 2026-11-01
end = 2026-12-31
target = 12000                                         # leave it out for past campaigns
unit = "money"                                         # money | gifts | signups
currency = "EUR"
milestones = [{ date = 2026-11-30, value = 4000 }]
budget = 300
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pratfall.errors import SettingsError
from pratfall.records.goals import CampaignGoal, GoalUnit
from pratfall.records.numbers import Window

KEYS = frozenset({"name", "labels", "start", "end", "target", "unit", "currency", "milestones", "budget"})
MILESTONE = frozenset({"date", "value"})


def campaign_goal(given: Any, file: str) -> CampaignGoal:
    """One [[campaigns]] entry. Raises SettingsError naming file, key and the form that was expected."""

    def expect(holds: bool, key: str, expected: str) -> None:
        if not holds:
            raise SettingsError("settings_value_wrong", file=file, key=f"campaigns.{key}", expected=expected)

    expect(isinstance(given, dict) and isinstance(given.get("name"), str) and given["name"] != "", "name", '"..."')
    for key in given:
        expect(key in KEYS, key, " | ".join(sorted(KEYS)))
    for key in ("start", "end"):
        expect(type(given.get(key)) is date, key, "2026-11-01")
    expect(given["start"] < given["end"], "end", f"> {given['start']}")
    labels = given.get("labels", [given["name"]])
    expect(isinstance(labels, list) and all(isinstance(label, str) and label for label in labels), "labels", '["..."]')
    unit = given.get("unit", GoalUnit.MONEY)
    expect(unit in set(GoalUnit), "unit", " | ".join(GoalUnit))
    currency = given.get("currency", "")
    named = isinstance(currency, str) and (len(currency) == 3 or (unit != GoalUnit.MONEY and not currency))
    expect(named, "currency", '"EUR"')
    for key in ("target", "budget"):
        expect(key not in given or _is_amount(given[key]), key, "> 0")
    milestones = given.get("milestones", [])
    expect(isinstance(milestones, list) and all(map(_is_milestone, milestones)), "milestones", "{ date, value }")
    return CampaignGoal(
        name=given["name"],
        labels=frozenset(label.casefold() for label in labels),
        window=Window(given["start"], given["end"]),
        unit=GoalUnit(unit),
        target=_decimal(given.get("target")),
        currency=currency.upper(),
        milestones=tuple(sorted((m["date"], Decimal(str(m["value"]))) for m in milestones)),
        budget=_decimal(given.get("budget")),
    )


def _is_milestone(given: Any) -> bool:
    if not isinstance(given, Mapping) or set(given) != MILESTONE:
        return False
    return type(given["date"]) is date and _is_amount(given["value"])


def _is_amount(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf")


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
