from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pratfall.errors import SettingsError
from pratfall.records.goals import GoalUnit
from pratfall.reviews import settings
from pratfall.reviews.goals import campaign_goal

LARDER: dict[str, Any] = {
    "name": "Winter larder",
    "start": date(2026, 11, 1),
    "end": date(2026, 12, 31),
    "target": 12000,
    "currency": "eur",
}


def test_a_goal_is_read_with_its_labels_and_milestones() -> None:
    given = {
        **LARDER,
        "labels": ["Winter-Larder", "Le garde-manger"],
        "milestones": [{"date": date(2026, 12, 15), "value": 7000}, {"date": date(2026, 11, 30), "value": 3000.5}],
        "budget": 300,
    }
    goal = campaign_goal(given, "settings.toml")
    assert goal.labels == {"winter-larder", "le garde-manger"}
    assert goal.milestones == ((date(2026, 11, 30), Decimal("3000.5")), (date(2026, 12, 15), Decimal(7000)))
    assert (goal.unit, goal.currency, goal.target, goal.budget) == (GoalUnit.MONEY, "EUR", Decimal(12000), Decimal(300))


def test_a_past_campaign_needs_no_target_and_is_called_by_its_name() -> None:
    goal = campaign_goal({k: v for k, v in LARDER.items() if k != "target"}, "settings.toml")
    assert (goal.target, goal.labels) == (None, {"winter larder"})


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"name": ""}, "name"),
        ({"goal": 5}, "goal"),
        ({"start": "2026-11-01"}, "start"),
        ({"end": date(2026, 10, 1)}, "end"),
        ({"labels": "larder"}, "labels"),
        ({"unit": "likes"}, "unit"),
        ({"currency": ""}, "currency"),
        ({"target": 0}, "target"),
        ({"budget": "much"}, "budget"),
        ({"milestones": [{"date": date(2026, 11, 30)}]}, "milestones"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_a_goal_names_the_key(change: dict[str, Any], key: str) -> None:
    with pytest.raises(SettingsError) as raised:
        campaign_goal({**LARDER, **change}, "settings.toml")
    assert raised.value.facts["key"] == f"campaigns.{key}"


def test_goals_are_read_from_the_settings_of_a_team(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text(
        '[[campaigns]]\nname = "Larder"\nstart = 2026-11-01\nend = 2026-12-31\nunit = "signups"\ntarget = 40\n'
    )
    (goal,) = settings.load(tmp_path).campaigns
    assert (goal.name, goal.unit, goal.target) == ("Larder", GoalUnit.SIGNUPS, Decimal(40))
