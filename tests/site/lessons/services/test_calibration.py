"""Predictions against results: what is counted, what is left out, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from pratfall.learn.calibration import Calibration
from pratfall.records.goals import GoalUnit
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.site.lessons.services.calibration import base_rate, of_team, own
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.lessons.past_work import FIRST, history, launched, past

Join = Callable[..., Membership]


def test_nothing_is_said_before_eight_campaigns_are_over(owner: Membership) -> None:
    history(owner, {owner.user: 0.8}, reached=2, campaigns=7)
    assert of_team(owner.organisation).calibration == NotEnoughData(8, 7, "campaigns")


def test_the_teams_numbers_are_those_counted_by_hand(owner: Membership, join: Join) -> None:
    other = join(Role.EDITOR).user
    history(owner, {owner.user: 0.9, other: 0.5}, reached=2, campaigns=8)
    found = of_team(owner.organisation)
    assert isinstance(found.calibration, Calibration)
    by_hand = [(0.9 - y) ** 2 for y in (1, 1, 0, 0, 0, 0, 0, 0)] + [(0.5 - y) ** 2 for y in (1, 1, 0, 0, 0, 0, 0, 0)]
    assert found.calibration.brier.value == pytest.approx(sum(by_hand) / 16)
    assert found.calibration.optimism.value == pytest.approx(0.7 - 0.25)
    assert (found.campaigns, found.left_out) == (8, 0)
    assert found.window is not None
    assert found.window.start == FIRST


def test_ones_own_line_is_made_of_ones_own_predictions(owner: Membership, join: Join) -> None:
    other = join(Role.EDITOR).user
    history(owner, {owner.user: 0.9, other: 0.2}, reached=2, campaigns=8)
    for user, said in ((owner.user, 0.9), (other, 0.2)):
        found = own(owner.organisation, user).calibration
        assert isinstance(found, Calibration)
        assert (found.predictions, found.foretold) == (8, pytest.approx(said))
    assert own(owner.organisation, join(Role.ANALYST).user).calibration == NotEnoughData(8, 0, "campaigns")


def test_campaigns_that_run_are_secret_and_those_without_a_result_are_counted_as_left_out(owner: Membership) -> None:
    history(owner, {owner.user: 0.8}, reached=2, campaigns=8)
    launched(owner, "Running", said={owner.user: 0.1})
    past(owner, "Unknown", None, said={owner.user: 0.3})
    found = of_team(owner.organisation)
    assert isinstance(found.calibration, Calibration)
    assert (found.calibration.predictions, found.left_out) == (8, 1)


def test_kinds_are_boldness_goal_and_network_where_they_differ(owner: Membership) -> None:
    history(owner, {owner.user: 0.8}, reached=2, campaigns=8)
    assert of_team(owner.organisation).kinds == ()
    past(owner, "Wild", start=FIRST + timedelta(days=80), boldness="radical", unit=GoalUnit.GIFTS,
         said={owner.user: 0.2})  # fmt: skip
    kinds = {(kind.family, kind.code): kind for kind in of_team(owner.organisation).kinds}
    assert set(kinds) == {("boldness", "incremental"), ("boldness", "radical"), ("unit", "gifts"), ("unit", "money")}
    assert isinstance(kinds["boldness", "incremental"].optimism, Estimate)
    assert kinds["boldness", "radical"].optimism == NotEnoughData(8, 1, "campaigns")


def test_another_organisation_sees_none_of_it(owner: Membership, charlie: Membership) -> None:
    history(owner, {owner.user: 0.8}, reached=2, campaigns=8)
    assert of_team(charlie.organisation).calibration == NotEnoughData(8, 0, "campaigns")
    assert base_rate(charlie.organisation) == NotEnoughData(5, 0, "campaigns")


def test_the_base_rate_counts_campaigns_nobody_predicted_too(owner: Membership) -> None:
    history(owner, {}, reached=2, campaigns=6)
    past(owner, "Unknown", None)
    past(owner, "Wild", 5000, start=FIRST + timedelta(days=80), boldness="radical")
    found, wild = base_rate(owner.organisation), base_rate(owner.organisation, boldness="radical")
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(3 / 7)
    assert wild == NotEnoughData(5, 1, "campaigns")
    assert isinstance(base_rate(owner.organisation, boldness="incremental"), Estimate)
