"""The setback in spring: a fall, a way back, and what was said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from pratfall.sample.posts import SamplePost
from pratfall.sample.reactions import Reacted
from pratfall.sample.wrong_picture import LOW, is_it, published, said_under_it, share_left, with_setback

UNTIL = date(2026, 11, 20)


def a_post(days_after: float) -> Reacted:
    post = SamplePost("facebook", published(UNTIL) + timedelta(days=days_after), "news", "en", f"After {days_after}")
    names = ("views", "reach", "likes", "comments", "shares", "saves", "clicks", "follows")
    numbers = dict.fromkeys(names, 100)
    return Reacted(post=post, paid_views=0, duration_s=0, **numbers)


@pytest.mark.parametrize(("weeks", "left"), [(-1, 1.0), (0, LOW), (5, LOW), (7, (1 + LOW) / 2), (9, 1.0), (40, 1.0)])
def test_numbers_fall_at_once_stay_low_and_climb_back(weeks: float, left: float) -> None:
    assert share_left(weeks) == pytest.approx(left)


def test_posts_of_the_low_weeks_get_less_and_keep_their_comments() -> None:
    posts = [a_post(-3), a_post(3), a_post(100)]
    before, it, low, later = with_setback("facebook", posts, UNTIL)
    assert is_it(it) and [before, later] == [posts[0], posts[2]]
    assert (low.likes, low.comments) == (45, 100)


def test_other_accounts_are_left_as_they_were() -> None:
    assert with_setback("instagram", [a_post(3)], UNTIL) == [a_post(3)]


def test_people_speak_within_a_day_and_a_half_in_both_languages() -> None:
    said = said_under_it(UNTIL, np.random.default_rng(1))
    assert said == sorted(said, key=lambda s: s.at) and len(said) == 20
    assert said[-1].at - published(UNTIL) < timedelta(hours=40)
    assert any("é" in s.text for s in said) and any("furious" in s.text for s in said)
    assert published(UNTIL) == datetime(2026, 5, 8, 17, 30, tzinfo=UTC)
