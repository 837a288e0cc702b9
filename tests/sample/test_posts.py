from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from pratfall.sample import troubles
from pratfall.sample.posts import SamplePost, first_day, organisation, publish


def posts(account: str, until: date) -> list[SamplePost]:
    return publish(account, until, np.random.default_rng(3))


@pytest.mark.parametrize("account", ["facebook", "instagram", "x", "linkedin", "youtube"])
def test_posts_are_in_order_and_inside_the_two_years(account: str, until: date) -> None:
    made = posts(account, until)
    assert made == sorted(made, key=lambda post: post.at)
    assert first_day(until) <= made[0].at.date() <= made[-1].at.date() <= until


def test_both_languages_are_spoken(until: date) -> None:
    spoken = [post.language for post in posts("facebook", until)]
    assert 0.3 < spoken.count("fr") / len(spoken) < 0.8


def test_several_hundred_texts_are_distinct(until: date) -> None:
    texts = {post.text for account in organisation()["accounts"] for post in posts(account, until)}
    assert len(texts) > 1000


def test_a_series_keeps_its_day_and_its_label(until: date) -> None:
    tips = [post for post in posts("instagram", until) if post.series == "#TuesdayTip"]
    assert {post.at.weekday() for post in tips} == {1}
    assert all(post.text.endswith("#TuesdayTip") for post in tips)
    assert len(tips) > 100


def test_x_falls_silent_and_open_kitchen_stops(until: date) -> None:
    silent = until - timedelta(days=round(7 * troubles.X_SILENT_WEEKS))
    assert max(post.at.date() for post in posts("x", until)) < silent
    last = max(post.at.date() for post in posts("facebook", until) if post.series == "Open kitchen:")
    assert abs((until - last).days - 7 * troubles.OPEN_KITCHEN_STOPS_WEEKS) <= 7


def test_facebook_repeats_itself_and_instagram_does_not(until: date) -> None:
    for account, least, most in (("facebook", 0.17, 0.6), ("instagram", 0.0, 0.02)):
        made = [post.text for post in posts(account, until)]
        assert least <= 1 - len(set(made)) / len(made) <= most


def test_linkedin_posts_ask_for_something_more_and_more_often(until: date) -> None:
    asks = [post.topic == "pitch" for post in posts("linkedin", until)]
    third = len(asks) // 3
    assert sum(asks[:third]) < 0.2 * third
    assert sum(asks[-third // 2 :]) > 0.85 * (third // 2)
    links = [post.link for post in posts("linkedin", until)]
    assert all("utm_source=linkedin" in link for link in links), "with or without a request: links explain nothing"
