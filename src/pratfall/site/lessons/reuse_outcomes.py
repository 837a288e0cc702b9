"""Did what was used again work? Each piece that became a post, against what is usual on its account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from pratfall.habits.evergreen import HALF, METRICS
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.stats.typical import median_interval, minimum

from .guard import RIPE_DAYS, Guard, is_ripe, post_refs, refs_of
from .models import ReuseState
from .own_posts import OwnPost

BEFORE_DAYS = 180
FEWEST = 10  # posts before it that make something usual
LEVEL = 0.95


@dataclass(frozen=True)
class Outcome:
    """`ratio`: its number over the median of the posts before it; None where it cannot be told yet."""

    post: OwnPost
    metric: str
    ratio: float | None


@dataclass(frozen=True)
class Outcomes:
    """By number of the piece; `typical`: median of the ratios."""

    by_piece: Mapping[int, Outcome]
    typical: Estimate | NotEnoughData


def outcomes(guard: Guard) -> Outcomes:
    found: dict[int, Outcome] = {}
    for key, pieces in guard.pieces.items():
        posts = guard.posts.get(key, ())
        by_ref = {ref: post for post in posts for ref in post_refs(post)}
        for piece in pieces:
            if piece.state != ReuseState.OUT:
                continue
            post = next((by_ref[ref] for ref in refs_of(piece.post_ref) if ref in by_ref), None)
            if post is not None:
                ripe_days = guard.settings.ripening_days.get(key[0], RIPE_DAYS)
                found[piece.pk] = outcome(post, posts, ripe_days)
    ratios = [one.ratio for one in found.values() if one.ratio is not None]
    return Outcomes(found, typical(ratios))


def outcome(post: OwnPost, posts: Sequence[OwnPost], ripe_days: float) -> Outcome:
    """`posts`: of its account, itself among them."""
    since = post.published - timedelta(BEFORE_DAYS)
    before = [
        one
        for one in posts
        if since <= one.published < post.published and one.post_id != post.post_id and is_ripe(one, ripe_days)
    ]
    for metric in METRICS:
        values = [one.numbers[metric] for one in before if metric in one.numbers]
        if metric in post.numbers and len(values) >= FEWEST and is_ripe(post, ripe_days):
            usual = float(np.median(values))
            return Outcome(post, metric, (post.numbers[metric] + HALF) / (usual + HALF))
    return Outcome(post, "", None)


def typical(ratios: Sequence[float]) -> Estimate | NotEnoughData:
    if len(ratios) < minimum(LEVEL):
        return NotEnoughData(minimum(LEVEL), len(ratios), "posts")
    value, low, high = median_interval(np.array(ratios), LEVEL)
    return Estimate(value, low, high, Unit.RATIO, LEVEL)
