"""Invented accounts in which everything a team can change changed at once, and at most one thing mattered.

In the last third of each history posts are more often repeats, requests, late in the evening, without a picture, in
busy weeks, without adverts, and seen by fewer followers. One of these, or none, has an effect; besides, something
nobody measured takes 0.3 off the logs. So every family is asked every time, and the truth of each part is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from pratfall.diagnose import diagnosis, explained
from pratfall.diagnose.case import Case
from pratfall.diagnose.combine import MISTAKES
from pratfall.stats.change_decomposition import AFTER, BEFORE
from pratfall.text.pitch import RATES
from tests.diagnose.accounts import START, case
from tests.diagnose.test_fatigue import words

Array = Any
BEFORE_POSTS, AFTER_POSTS = 160, 90
NOISE = 0.7  # standard deviation of a post's log
UNMEASURED = -0.3
# What one unit does to the logs where it is planted: a doubling of times told, an evening, a request, twice the pace,
# adverts, a post without its picture. Followers: the elasticity.
EFFECTS = {
    "fatigue": -0.35,
    "timing": -0.5,
    "pitch_share": -0.8,
    "frequency": -0.45,
    "paid_ended": 0.6,
    "execution": -0.8,
    "audience": 0.8,
}
POOL = 5
ASKS = ("Donate today: every euro helps.", "We need 200 euros more this week, and you know where.")
QUANTILE = 1.97  # of Student's t with some 240 degrees of freedom
DAY, HOUR = 86_400, 3_600


@dataclass(frozen=True)
class World:
    """`truth`: the part of each family in the log change."""

    case: Case
    truth: dict[str, float]


def world(seed: int, planted: str = "") -> World:
    rng = np.random.default_rng(seed)
    n = BEFORE_POSTS + AFTER_POSTS
    late = np.arange(n) >= BEFORE_POSTS
    day = _days(rng, late)
    evening = rng.random(n) < np.where(late, 0.7, 0.15)
    seconds = day * DAY + np.where(evening, 20, 10) * HOUR + rng.integers(0, HOUR, n)
    order = np.argsort(seconds, kind="stable")
    seconds, evening = seconds[order], evening[order]
    pitch = rng.random(n) < np.where(late, 0.5, 0.15)
    pool = np.where(rng.random(n) < np.where(late, 0.5, 0.1), rng.integers(0, POOL, n), -1)
    bare = rng.random(n) < np.where(late, 0.35, 0.02)
    stocks, followers = _followers(rng, seconds, BEFORE_POSTS)
    spends, adverts = _flights(seconds, BEFORE_POSTS)
    measured = {
        "fatigue": np.log2(1.0 + _told(pool, seconds)),
        "timing": evening.astype(float),
        "pitch_share": pitch.astype(float),
        "frequency": np.log2(1.0 + _week(seconds)),
        "paid_ended": adverts,
        "execution": bare.astype(float),
        "audience": np.log(followers),
    }
    effect = EFFECTS.get(planted, 0.0) * measured.get(planted, np.zeros(n))
    y = 5.0 + effect + UNMEASURED * late + rng.normal(0, NOISE, n)
    texts = [_text(rng, bool(pitch[i]), int(pool[i])) for i in range(n)]

    def each(i: int) -> dict[str, Any]:
        return {"text": texts[i], "lang": "en", "format": "text" if bare[i] else "image"}

    at = case(START.astype("datetime64[D]") + seconds.astype("timedelta64[s]"), BEFORE_POSTS, y=y, each=each,
              stocks=stocks, spends=spends)  # fmt: skip
    moved = float(effect[at.period == AFTER].mean() - effect[at.period == BEFORE].mean())
    return World(at, {name: moved if name == planted else 0.0 for name in EFFECTS})


def _days(rng: Any, late: Array) -> Array:
    """Busy and quiet weeks, more of the busy ones in the end."""
    gaps, busy = [], False
    for i, is_late in enumerate(late):
        if i % 6 == 0:
            busy = rng.random() < (0.75 if is_late else 0.3)
        gaps.append(rng.exponential(0.7 if busy else 2.2))
    return np.floor(np.cumsum(gaps)).astype(int)


def _text(rng: Any, pitch: bool, pool: int) -> str:
    """What is told again is told in the same words; a request is one the rule sees in three cases of four."""
    own = words(np.random.default_rng(pool) if pool >= 0 else rng, 12)
    return f"{own} {ASKS[int(rng.random() > RATES.of_pitches[1])]}" if pitch else own


def _told(pool: Array, seconds: Array) -> Array:
    apart = (seconds[:, None] - seconds[None, :]) / DAY
    same = (pool[:, None] == pool[None, :]) & (pool[:, None] >= 0)
    return (same & (apart > 2) & (apart <= 180)).sum(axis=1)


def _week(seconds: Array) -> Array:
    """Posts in the week before each. Before the first of all, the account had its usual pace."""
    apart = seconds[:, None] - seconds[None, :]
    count = ((apart > 0) & (apart <= 7 * DAY)).sum(axis=1).astype(float)
    first = seconds - seconds[0] < 7 * DAY
    count[first] = 2.0 ** np.log2(1.0 + count[~first][: BEFORE_POSTS - first.sum()]).mean() - 1.0
    return count


def _followers(rng: Any, seconds: Array, split: int) -> tuple[list[tuple[int, str, str, float]], Array]:
    """Read every two weeks; a third of them leave within two months around the change."""
    days = np.arange(-14, seconds[-1] // DAY + 15, 14)
    level = 5000.0 * np.exp(-0.4 / (1 + np.exp(-(days - seconds[split] / DAY) / 15.0)))
    readings = [
        (0, "followers", str(START.astype("datetime64[D]") + int(d)), float(v))
        for d, v in zip(days, level, strict=True)
    ]
    return readings, np.exp(np.interp(seconds // DAY, days, np.log(level)))


def _flights(seconds: Array, split: int) -> tuple[list[dict[str, Any]], Array]:
    """Three weeks of four before the change, one of four after it."""
    week = np.arange(0, seconds[-1] // DAY // 7 + 1)
    on = np.where(week * 7 < seconds[split] // DAY, week % 4 != 3, week % 4 == 0)
    first = START.astype("datetime64[D]")
    spends = [
        {"platform": "x_ads", "start": first + int(w) * 7, "end": first + int(w) * 7 + 6, "amount": Decimal(30)}
        for w in week[on]
    ]
    return spends, on[np.minimum(seconds // DAY // 7, len(week) - 1)].astype(float)


@dataclass(frozen=True)
class Promise:
    """Over `worlds` with `planted`: how often it was told, how often anything else was (per world), how often the
    interval of its part held the truth, and the mean of what was found less the truth."""

    planted: str
    worlds: int
    told: float
    told_wrongly: float
    covered: float
    bias: float
    truth: float


def kept(planted: str, seeds: Sequence[int]) -> Promise:
    """All families asked in every world."""
    told: Counter[str] = Counter()
    off, inside, truths, wrong, n = [], [], [], 0, len(seeds)
    for seed in seeds:
        made = world(seed, planted)
        weighed = explained(made.case)
        claimed = {cause.code for cause in diagnosis(weighed, mistakes=MISTAKES).causes if cause.told}
        told.update(claimed)
        wrong += bool(claimed - {planted})
        for part in weighed.parts:
            if part.explanation.code in made.truth and part.explanation.code == (planted or "frequency"):
                truth = made.truth[part.explanation.code]
                off.append(part.value - truth)
                inside.append(abs(part.value - truth) <= QUANTILE * part.error)
                truths.append(truth)
    return Promise(
        planted, n, told[planted] / n, wrong / n, float(np.mean(inside)), float(np.mean(off)), float(np.mean(truths))
    )
