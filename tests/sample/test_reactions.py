from __future__ import annotations

from datetime import date
from math import log

import numpy as np

from pratfall.sample.posts import publish
from pratfall.sample.reactions import Reacted, react


def reacted(account: str, until: date) -> list[Reacted]:
    rng = np.random.default_rng(5)
    return react(publish(account, until, rng), until, rng)


def engagements(rows: list[Reacted]) -> np.ndarray:
    return np.array([log(1 + r.likes + r.comments + r.shares + r.saves) for r in rows])


def test_engagement_is_as_uneven_as_in_life(until: date) -> None:
    usual = [r for r in reacted("instagram", until) if not r.post.series]
    assert 0.75 < engagements(usual).std() < 1.25


def test_the_tip_loses_more_than_half_and_the_recipe_gains(until: date) -> None:
    rows = reacted("instagram", until)
    for series, low, high in (("#TuesdayTip", 0.15, 0.65), ("Recette express :", 1.5, 4.5)):
        before = engagements([r for r in rows if r.post.series == series and r.post.factor == 1.0])
        after = engagements([r for r in rows if r.post.series == series and r.post.factor != 1.0])
        assert low < np.exp(np.median(after) - np.median(before)) < high
        assert min(len(before), len(after)) >= 40


def test_only_boosted_posts_have_bought_views(until: date) -> None:
    rows = reacted("facebook", until)
    assert {r.post.boosted for r in rows if r.paid_views} == {True}
    assert all(r.paid_views < r.views for r in rows)


def test_no_more_people_are_reached_than_views_counted(until: date) -> None:
    assert all(0 <= r.reach <= r.views for r in reacted("facebook", until))
