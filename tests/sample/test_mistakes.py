"""Whether each mistake is in the posts, and not only in the day the level changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import holidays
import numpy as np
import pytest

from pratfall.sample.groups import local_groups
from pratfall.sample.mistakes import EARLY, LATE, followers, outages, published
from pratfall.sample.posts import SamplePost, weeks_before


def plan_of(mistake: str) -> Mapping[str, Any]:
    group = next(g for g in local_groups()["groups"] if g["mistake"] == mistake)
    return {**group, "outages": local_groups()["outages"]}


def sides(plan: Mapping[str, Any], until: date) -> tuple[list[SamplePost], list[SamplePost]]:
    since = weeks_before(until, plan["since_weeks"])
    posts = published(plan, until, np.random.default_rng(7))
    return [p for p in posts if p.at.date() < since], [p for p in posts if p.at.date() >= since]


def share(posts: list[SamplePost], concerned: Callable[[SamplePost], bool]) -> float:
    return sum(map(concerned, posts)) / len(posts)


def near_holiday(post: SamplePost) -> bool:
    day = post.at.date()
    return any(day + timedelta(days=step) in holidays.country_holidays("FR", years=day.year) for step in (-1, 0, 1))


CONCERNED: Mapping[str, Callable[[SamplePost], bool]] = {
    "timing": lambda post: post.series != "" and post.at.hour == LATE,
    "paid_ended": lambda post: post.boosted,
    "holiday": near_holiday,
    "execution": lambda post: post.language == "en",
    "frequency": lambda post: post.factor < 0.3,
}


@pytest.mark.parametrize("mistake", CONCERNED)
def test_from_its_week_on_more_posts_are_of_the_kind_that_gets_less(mistake: str, until: date) -> None:
    plan = plan_of(mistake)
    before, after = (share(side, CONCERNED[mistake]) for side in sides(plan, until))
    fewer = mistake == "paid_ended"  # what carried the others ended
    assert (before - after if fewer else after - before) > 0.08
    assert max(before, after) > 0.1


@pytest.mark.parametrize("mistake", ["timing", "holiday", "frequency"])
def test_before_it_some_posts_were_of_that_kind_too(mistake: str, until: date) -> None:
    before, _ = sides(plan_of(mistake), until)
    assert 0.01 < share(before, CONCERNED[mistake]) < 0.4


def test_texts_that_come_again_get_less_each_time(until: date) -> None:
    _, after = sides(plan_of("fatigue"), until)
    times = Counter(post.text for post in after)
    assert sum(n > 1 for n in times.values()) > 10
    often = max(times, key=lambda text: times[text])
    factors = [post.factor for post in after if post.text == often]
    assert factors == sorted(factors, reverse=True)


def test_an_evening_series_has_two_hours_and_others_have_all(until: date) -> None:
    plan = plan_of("timing")
    posts = [post for side in sides(plan, until) for post in side]
    assert {post.at.hour for post in posts if post.series} == {EARLY, LATE}
    assert all(post.factor == 1.0 for post in posts if not post.series)


def test_three_of_four_followers_leave_in_six_weeks(until: date) -> None:
    plan = plan_of("audience")
    stood = followers(plan, until)
    since = weeks_before(until, plan["since_weeks"])
    assert stood[since] == 6000
    assert stood[since + timedelta(days=42)] == stood[until] == 1500


def test_only_what_falls_into_an_outage_gets_less(until: date) -> None:
    plan = plan_of("outage")
    spans = outages(plan["outages"], until)
    posts = published(plan, until, np.random.default_rng(7))
    inside = [any(start <= post.at.date() <= end for start, end in spans) for post in posts]
    assert [post.factor < 1 for post in posts] == inside
    assert 0 < sum(inside) < len(posts) / 2


def test_luck_comes_and_goes(until: date) -> None:
    posts = published(plan_of("regression_to_mean"), until, np.random.default_rng(7))
    lucky = [post.at.date() for post in posts if post.factor > 1]
    assert 150 < (max(lucky) - min(lucky)).days < 180


def test_where_nothing_went_wrong_every_post_gets_its_usual(until: date) -> None:
    posts = published(plan_of(""), until, np.random.default_rng(7))
    assert {(post.factor, post.liking) for post in posts} == {(1.0, 1.0)}
