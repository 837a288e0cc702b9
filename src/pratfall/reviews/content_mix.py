"""What each account's own posts are for, over half a year and by month, with what reading errors leave open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from pratfall.habits.ground import Ground, grounds, is_mail, own_texts
from pratfall.records.numbers import Estimate, Unit, Window
from pratfall.records.review import ContentMix
from pratfall.records.scene import Scene
from pratfall.stats.misclassified_shares import misclassified_shares
from pratfall.text.purpose import CONFUSION, PURPOSES, SAID, Purposes, find_purposes

WINDOW_DAYS = 183
MOST_POSTS = 1000  # the newest ones: more change no share by a point
FEWEST, FEWEST_OF_MONTH = 20, 10  # posts: with fewer an interval reaches over half the scale
LEVEL = 0.95

Array = Any


def content_mixes(scene: Scene) -> Mapping[int, tuple[ContentMix, ...]]:
    """By index of the account; accounts with too few posts are absent, months with too few are left out."""
    found = {}
    for ground in grounds(scene, window_days=WINDOW_DAYS):
        if mixes := _mixes(scene, ground):
            found[ground.index] = mixes
    return found


def _mixes(scene: Scene, ground: Ground) -> tuple[ContentMix, ...]:
    posts = scene.posts
    rows = own_texts(scene, ground.rows, most=MOST_POSTS)
    if len(rows) < FEWEST or is_mail(scene, rows):
        return ()
    read = find_purposes(posts.text[rows].tolist(), posts.lang[rows].tolist())
    if int(read.readable.sum()) < FEWEST:
        return ()
    months = posts.published[rows].astype("datetime64[M]")
    whole = [_mix(read, np.ones(len(rows), dtype=bool), ground.window)]
    for month in np.unique(months)[::-1]:
        chosen = months == month
        if int((read.readable & chosen).sum()) >= FEWEST_OF_MONTH:
            whole.append(_mix(read, chosen, _days_of(month, ground.window)))
    return tuple(whole)


def _mix(read: Purposes, chosen: Array, window: Window) -> ContentMix:
    counted = Counter(read.purpose[chosen & read.readable].tolist())
    shares = misclassified_shares([counted[answer] for answer in SAID], CONFUSION, level=LEVEL)
    return ContentMix(
        window=window,
        n=int((chosen & read.readable).sum()),
        unread=int((chosen & ~read.readable).sum()),
        shares=tuple(zip(PURPOSES, _estimates(shares.tolist()), strict=True)),
    )


def _estimates(shares: Sequence[Sequence[float]]) -> list[Estimate]:
    return [Estimate(value, low, high, Unit.SHARE, LEVEL) for value, low, high in shares]


def _days_of(month: Any, window: Window) -> Window:
    """The calendar month, as far as the window reaches."""
    first: date = month.astype("datetime64[D]").astype(object)
    last: date = (month + 1).astype("datetime64[D]").astype(object) - timedelta(days=1)
    return Window(max(first, window.start), min(last, window.end))
