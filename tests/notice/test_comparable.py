from dataclasses import replace

import numpy as np

from pratfall.notice.comparable import residuals
from pratfall.records.scene import Scene
from tests.calibration.worlds import Plan, make

RNG = np.random.default_rng(30)


def world(days: int = 700) -> Scene:
    return make([Plan(series=1, per_week=6.0)], days, np.random.default_rng(31)).scene(days)


def test_replies_are_compared_with_replies() -> None:
    made = world()
    reply = RNG.random(len(made.posts)) < 0.3
    relation = np.where(reply, "reply", "original").astype(object)
    value = made.posts.metrics["engagements_reported"] * np.where(reply, 0.1, 1.0)
    left = residuals(replace(made, posts=replace(made.posts, relation=relation)), value)
    assert abs(np.median(left[reply]) - np.median(left[~reply])) < 0.3
    assert abs(np.median(np.log1p(value[reply])) - np.median(np.log1p(value[~reply]))) > 1.8


def test_where_kinds_do_not_differ_nothing_is_taken_out() -> None:
    made = world()
    relation = np.where(RNG.random(len(made.posts)) < 0.3, "reply", "original").astype(object)
    made = replace(made, posts=replace(made.posts, relation=relation))
    value = made.posts.metrics["engagements_reported"]
    plain = np.log1p(value) - np.median(np.log1p(value))
    assert np.abs(residuals(made, value) - plain).max() < 0.25


def test_a_season_is_learnt_from_earlier_years_only() -> None:
    """Every November is four times the rest, and this November is not: the fall must stay visible."""
    made = world(1400)
    at = made.posts.published
    november = at.astype("datetime64[M]").astype(int) % 12 == 10
    last_year = at >= np.datetime64(made.now.replace(tzinfo=None)) - np.timedelta64(365, "D")
    value = made.posts.metrics["engagements_reported"] * np.where(november & ~last_year, 4.0, 1.0)
    left = residuals(made, value)
    assert abs(np.median(left[november & ~last_year])) < 0.35
    assert np.median(left[november & last_year]) < -0.7


def test_a_post_without_response_stays_without() -> None:
    made = world(100)
    value = made.posts.metrics["engagements_reported"].copy()
    value[3] = np.nan
    left = residuals(made, value)
    assert np.isnan(left[3]) and np.isnan(left).sum() == 1
