"""What is written in a plan."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pratfall.site.campaigns.plan import Milestone, Plan, changed, from_json, missing, tidy


def test_a_plan_comes_back_from_its_json(plan: Plan) -> None:
    assert from_json(json.loads(json.dumps(plan.as_json()))) == plan


@pytest.mark.parametrize(
    ("part", "value"),
    [("target", None), ("start", None), ("networks", ()), ("stops", ()), ("hypothesis", ""), ("currency", "")],
)
def test_a_launch_needs_every_part_that_says_what_failure_is(plan: Plan, part: str, value: object) -> None:
    assert missing(plan) == ()
    assert part in missing(replace(plan, **{part: value}))  # type: ignore[arg-type]


def test_each_network_needs_its_own_definition_of_failure(plan: Plan) -> None:
    assert missing(replace(plan, networks=("facebook", "email", "x"))) == ("failures",)


def test_tidying_drops_definitions_of_networks_that_are_not_used(plan: Plan) -> None:
    mixed = replace(
        plan,
        networks=("email",),
        labels=(" oven ", "", "oven"),
        milestones=(*plan.milestones, Milestone(date(2026, 11, 1), Decimal(5))),
    )
    tidied = tidy(mixed)
    assert [failure.network for failure in tidied.failures] == ["email"]
    assert tidied.labels == ("oven",)
    assert [milestone.day.day for milestone in tidied.milestones] == [1, 12]


def test_equal_amounts_are_no_change(plan: Plan) -> None:
    same = replace(plan, target=Decimal("4500.00"))
    assert changed(plan.as_json(), same.as_json()) == ()
    assert changed(plan.as_json(), replace(plan, target=Decimal(4501)).as_json()) == ("target",)
