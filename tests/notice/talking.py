"""Accounts whose comments are known for two months, and what a storm adds; texts that say their mood plainly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import numpy as np

from pratfall.records.scene import Scene
from pratfall.text.read import TextScores
from tests.small_scenes import INSTAGRAM, NOW, X, comment, post, scene

DAYS = 70
FIRST = NOW.date() - timedelta(days=DAYS)
MOODS = {"bad": (0.9, 0.05, 0.05), "good": (0.05, 0.05, 0.9), "plain": (0.1, 0.8, 0.1)}


def fake_read(texts: Sequence[str], **_: Any) -> TextScores:
    """Reads the first word of each text: bad, good or plain; anything else cannot be read."""
    n = len(texts)
    moods = np.array([MOODS.get(text.split(" ")[0], (np.nan,) * 3) for text in texts]).reshape(n, 3)
    support = np.where(np.isnan(moods[:, 0]), "none", "full").astype(object)
    nothing = np.zeros(n)
    return TextScores(
        language=np.array(["en"] * n, dtype=object), sentiment=moods, anger=moods[:, 0], complaint=nothing,
        question=nothing, praise=moods[:, 2], defence=nothing, spam=nothing, sure=~np.isnan(moods[:, 0]),
        model="fake 1", support=support,
    )  # fmt: skip


def quiet(account: int = 0, *, per_post: int = 8, seed: int = 1) -> tuple[list[Any], list[Any]]:
    """A post every other day with about eight comments, one in ten of them bad."""
    rng = np.random.default_rng([seed, account])
    posts, comments = [], []
    for number in range(DAYS // 2):
        day = FIRST + timedelta(days=2 * number)
        count = int(rng.poisson(per_post))
        posts.append(post(day, account, id=f"{account}-{number}", metrics={"comments": count, "likes": 60}))
        at = np.datetime64(f"{day}T12:00:00", "s")
        for k in range(count):
            minutes = int(rng.exponential(900)) + 1
            words = "bad soup here" if rng.random() < 0.1 else "plain lovely soup"
            comments.append(_said(at + np.timedelta64(minutes, "m"), account, number, f"a{number}-{k}", words))
    return posts, [c for c in comments if c["created"] < np.datetime64(NOW.replace(tzinfo=None), "s")]


def storm(
    account: int = 0, *, size: int = 90, days_ago: int = 8, words: str = "bad shame on you", seed: int = 3
) -> list[Any]:
    """So many comments under one post, most of them within a day."""
    rng = np.random.default_rng([seed, account])
    number = (DAYS - days_ago) // 2
    start = np.datetime64(f"{FIRST + timedelta(days=2 * number)}T14:00:00", "s")
    return [
        _said(start + np.timedelta64(int(rng.exponential(500)), "m"), account, number, f"s{account}-{k}", words)
        for k in range(size)
    ]


def made(*parts: tuple[list[Any], list[Any]], storms: Sequence[list[Any]] = (), **given: Any) -> Scene:
    """A scene of X and Instagram; posts are numbered account by account, as comments refer to them."""
    posts = [p for own, _ in parts for p in own]
    for rows in storms:
        for row in rows:
            posts[row["post"]]["metrics"]["comments"] += 1
    comments = [c for _, own in parts for c in own] + [c for rows in storms for c in rows]
    return scene(posts, comments=comments, accounts=(X, INSTAGRAM), **given)


def _said(at: Any, account: int, number: int, who: str, words: str) -> dict[str, Any]:
    row = account * (DAYS // 2) + number
    return comment(str(at), account=account, post=row, author=who, id=f"{account}/{who}", text=words)
