"""Each account at a glance."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from pratfall.notice.freshness import freshness_of
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.records.review import AccountState
from pratfall.records.scene import Group
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.reviews.accounts import CHART_POSTS, account_states
from pratfall.reviews.cost import cost_of
from tests.small_scenes import X, post, scene


def state(values: list[float], *, last: date = date(2026, 11, 20)) -> AccountState:
    """One account with a post a day, the newest on `last`."""
    posts = [
        post(last - timedelta(days=i), metrics={"likes": v, "comments": 0.0}) for i, v in enumerate(reversed(values))
    ]
    subject = Subject(SubjectKind.ACCOUNT, "x/1", X.label, "x", "1")
    made = scene(posts, groups=[Group(subject, np.arange(len(posts)))])
    (found,) = account_states(made, freshness=freshness_of(made), cost=cost_of(made))
    return found


def test_the_level_is_the_median_of_the_last_28_days_with_its_interval() -> None:
    found = state([1000.0] * 60 + [float(v) for v in range(1, 29)])
    assert isinstance(found.level, Estimate)
    # noon of 24 October is 28 days and some hours before the review at noon of 21 November
    assert found.level.value == pytest.approx(15.0, abs=0.5)
    assert found.level.low < 15 < found.level.high


def test_five_recent_posts_are_not_enough_and_say_so() -> None:
    found = state([3.0] * 5)
    assert found.level == NotEnoughData(6, 5, "posts")


def test_posts_and_their_first_and_last_day_are_counted() -> None:
    found = state([1.0] * 10)
    assert (found.posts, found.first_post, found.last_post) == (10, date(2026, 11, 11), date(2026, 11, 20))


def test_the_chart_shows_the_newest_judged_posts_only() -> None:
    found = state([2.0] * (CHART_POSTS + 20))
    assert found.chart is not None
    assert len(found.chart.points) == CHART_POSTS
    assert found.chart.points[-1].at.date() == date(2026, 11, 20)


def test_an_account_without_posts_has_no_metric_no_level_and_no_chart() -> None:
    found = state([])
    assert (found.metric, found.chart, found.first_post) == (None, None, None)
    assert isinstance(found.level, NotEnoughData)
