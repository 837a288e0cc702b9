"""How people reacted to a post: log-normal with a heavy tail, by weekday, season and the account's growth.

The spread is that of real small accounts (standard deviation of log engagement about 1), so that what the
review finds in the sample is about as hard to find as in life.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from .posts import YEARS_DAYS, SamplePost, first_day, organisation

GROWTH_PER_YEAR = 0.10
WEEKEND = -0.15
SEASON = (0.05, 0.05, 0.0, 0.0, 0.0, -0.05, -0.2, -0.2, 0.05, 0.1, 0.1, 0.15)  # added to logs, by month
LUCKY = 0.02  # share of posts that travel far beyond the usual
LUCKY_FACTOR = 5.0
RATE_SPREAD = 0.5
BOOST = 3.5  # bought views per own view


@dataclass(frozen=True)
class Reacted:
    """A post and its lifetime numbers; `paid_views` of `views` were bought."""

    post: SamplePost
    views: int
    reach: int
    likes: int
    comments: int
    shares: int
    saves: int
    clicks: int
    follows: int
    paid_views: int
    duration_s: int


def react(
    posts: Sequence[SamplePost],
    until: date,
    rng: np.random.Generator,
    plans: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[Reacted]:
    """`plans`: what each account usually gets, by its key; the charity's own where nothing is given."""
    return list(_each(posts, until, rng, plans or organisation()["accounts"]))


def _each(
    posts: Sequence[SamplePost], until: date, rng: np.random.Generator, plans: Mapping[str, Mapping[str, Any]]
) -> Iterator[Reacted]:
    start = first_day(until)
    for post in posts:
        plan = plans[post.account]
        years = (post.at.date() - start).days / YEARS_DAYS * 2
        usual = math.log(plan["views"] * post.factor) + GROWTH_PER_YEAR * years + SEASON[post.at.month - 1]
        usual += WEEKEND if post.at.weekday() > 4 else 0.0
        luck = LUCKY_FACTOR if rng.random() < LUCKY else 1.0
        own = math.exp(rng.normal(usual, plan["spread"])) * luck
        rate = min(0.5, plan["rate"] * post.liking * math.exp(rng.normal(0, RATE_SPREAD)))
        yield _numbers(post, own, rate, rng)


def _numbers(post: SamplePost, own: float, rate: float, rng: np.random.Generator) -> Reacted:
    paid = own * BOOST * math.exp(rng.normal(0, 0.3)) if post.boosted else 0.0
    views = int(own + paid)
    # Bought views react far less than those that came by themselves.
    moved = own * rate + paid * rate * 0.15
    return Reacted(
        post=post,
        views=views,
        reach=int(views * rng.uniform(0.68, 0.86)),
        likes=int(rng.poisson(moved * 0.84)),
        comments=int(rng.poisson(moved * 0.08)),
        shares=int(rng.poisson(moved * 0.06)),
        saves=int(rng.poisson(moved * 0.05)),
        clicks=int(rng.poisson(views * (0.012 if post.link else 0.004))),
        follows=int(rng.poisson(own * 0.0008)),
        paid_views=int(paid),
        duration_s=_duration_s(post, rng),
    )


def _duration_s(post: SamplePost, rng: np.random.Generator) -> int:
    match post.topic:
        case "recipe":
            return int(rng.integers(38, 88))
        case "video":
            return int(rng.integers(95, 780))
        case _:
            return 0
