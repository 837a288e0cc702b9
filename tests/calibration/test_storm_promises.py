"""A backlash or surge is never told of accounts in which nothing happened, however unevenly people comment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from pratfall.notice import mood
from pratfall.notice.backlash import notice
from pratfall.records.candidates import Candidate
from pratfall.records.scene import Scene
from tests.notice.talking import DAYS, FIRST, fake_read, made, storm
from tests.small_scenes import NOW, comment, post

QUIET_ACCOUNTS = 50
STORMS = 12
ALIKE = 0.10  # how much comments under one post resemble each other
SURE = 0.05  # false `sure` an account may cost in a year


@pytest.fixture(autouse=True)
def _plain_moods(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(mood, "read_texts", fake_read)
    yield


def uneven(seed: int) -> tuple[list[Any], list[Any]]:
    """Posts with log-normal numbers of comments (spread 1, as measured), each with its own share of bad ones."""
    rng = np.random.default_rng([77, seed])
    typical = float(rng.choice([2.0, 6.0, 15.0]))
    spread = (1 - ALIKE) / ALIKE
    posts, comments = [], []
    for number in range(DAYS // 2):
        day = FIRST + timedelta(days=2 * number)
        count = int(rng.poisson(typical * np.exp(rng.normal(0, 1))))
        bad = rng.beta(0.2 * spread, 0.8 * spread)
        posts.append(post(day, id=f"{number}", metrics={"comments": count, "likes": 60}))
        start = np.datetime64(f"{day}T{rng.integers(8, 20):02d}:00:00", "s")
        for k in range(count):
            at = start + np.timedelta64(int(rng.exponential(600)) + 1, "m")
            words = "bad soup" if rng.random() < bad else "plain soup"
            comments.append(comment(str(at), post=number, author=f"{number}-{k}", id=f"{number}-{k}", text=words))
    now = np.datetime64(NOW.replace(tzinfo=None), "s")
    return posts, [c for c in comments if c["created"] < now]


def told(scene: Scene) -> list[Candidate]:
    return [c for c in notice(scene) if c.rate is not None and c.rate <= SURE]


def test_nothing_is_told_of_quiet_accounts_with_lucky_posts_and_uneven_moods() -> None:
    """Each is looked at once over the news of four weeks: at a rate of 0.05 a year, 0.2 of these would be told."""
    found = [c.code for seed in range(QUIET_ACCOUNTS) for c in told(made(uneven(seed)))]
    assert len(found) <= 1, found


def test_storms_that_triple_the_record_are_told_on_such_accounts() -> None:
    """Of 48, 48 were called a backlash, 46 at a rate of 0.25 a year or less and 34 at 0.05."""
    rates = []
    for seed in range(STORMS):
        posts, comments = uneven(seed)
        most = max(p["metrics"]["comments"] for p in posts)
        angry = storm(size=max(3 * most, 60), seed=seed)
        scene = made((posts, comments), storms=[angry])
        rates.append(min(c.rate for c in notice(scene) if c.code == "backlash" and c.facts and c.rate is not None))
    assert max(rates) <= 0.25 and sum(rate <= SURE for rate in rates) >= STORMS / 2, rates
