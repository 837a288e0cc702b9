from datetime import date, timedelta

import numpy as np

from pratfall.records.numbers import Cost
from pratfall.reviews.channels import channels_of, drawn
from tests.small_scenes import INSTAGRAM, X, post, scene


def test_the_same_week_always_draws_the_same_calendar_and_another_week_another() -> None:
    monday = date(2026, 11, 23)
    np.testing.assert_array_equal(drawn(monday, 13), drawn(monday + timedelta(days=3), 13))
    assert (drawn(monday, 13) != drawn(monday + timedelta(days=7), 13)).any()


def test_an_organisation_with_one_channel_has_nothing_to_compare() -> None:
    assert channels_of(scene([post("2026-11-02")]), (), lambda subject, window: Cost()) is None


def test_two_networks_without_gifts_still_get_a_calendar() -> None:
    made = scene([post("2026-11-02"), post("2026-11-03", 1)], accounts=(X, INSTAGRAM))
    found = channels_of(made, (), lambda subject, window: Cost())
    assert found is not None
    assert found.together is not None
    assert found.together.calendar[0].monday == date(2026, 11, 23)
    assert {one.channel for one in found.returns} == {"x", "instagram"}
