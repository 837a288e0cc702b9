"""Every post a pitch: too large a share of an account's own posts asks for money, a purchase or a sign-up.

The share is corrected for what the rule misses and flags wrongly (Rogan & Gladen 1978),

    share = (flagged - of_others) / (of_pitches - of_others),

and its interval runs over both the posts (Wilson) and the measured range of those two rates, so that the rule's
own doubt is never hidden: the lower end assumes that it flags wrongly as often, and misses as little, as it may.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pratfall.records.charts import BarsChart
from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit
from pratfall.records.scene import Scene
from pratfall.stats.shares import wilson
from pratfall.text.pitch import RATES, Pitches, find_pitches

from .ground import Ground, grounds, own_texts, post_evidence, reference
from .shares import FEWEST, SURE_LEVEL, above

Array = Any
WINDOW_DAYS = 183
MOST_POSTS = 1000  # the newest ones: known to three points of a hundred, more would only take time


@dataclass(frozen=True)
class Case:
    """One account's posts as rows of Posts, and what the rule made of each."""

    ground: Ground
    rows: Array
    read: Pitches


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account whose corrected share is above the amber limit; `facts["band"]` says amber or red."""
    for case, reading in _counted(scene, WINDOW_DAYS):
        if reading.status and isinstance(reading.estimate, Estimate):
            yield _finding(scene, case, reading.status, reading.estimate)


def readings(scene: Scene, *, days: int = WINDOW_DAYS) -> Iterator[HabitReading]:
    """Every account that ever posted."""
    return (reading for _, reading in _counted(scene, days))


def _counted(scene: Scene, days: int) -> Iterator[tuple[Case, HabitReading]]:
    posts = scene.posts
    for ground in grounds(scene, window_days=days):
        rows = own_texts(scene, ground.rows, most=MOST_POSTS)
        few = len(rows) < FEWEST
        read = find_pitches([] if few else posts.text[rows].tolist(), [] if few else posts.lang[rows].tolist())
        n = len(rows) if few else int(read.readable.sum())
        yield Case(ground, rows, read), _reading(scene, ground, int(read.pitch.sum()), n)


def _reading(scene: Scene, ground: Ground, hits: int, n: int) -> HabitReading:
    limit, enough = scene.settings.benchmarks["pitch_share_amber"], n >= FEWEST
    return HabitReading(
        code="pitch_heavy",
        subject=ground.account.subject,
        status=above(lambda level: corrected_ends(hits, n, level), limit) if enough else None,
        estimate=_share(hits, n) if enough else NotEnoughData(FEWEST, n, "posts"),
        n=n,
        window=ground.window,
        limit=limit,
    )


def _share(hits: int, n: int) -> Estimate:
    low, high = corrected_ends(hits, n, SURE_LEVEL)
    value = min(max(_corrected(hits / n, RATES.of_pitches[1], RATES.of_others[1]), low), high)
    return Estimate(value, low, high, Unit.SHARE, SURE_LEVEL)


def _finding(scene: Scene, case: Case, status: Status, share: Estimate) -> Finding:
    posts, limits, ground, read = scene.posts, scene.settings.benchmarks, case.ground, case.read
    n, hits, value = int(read.readable.sum()), int(read.pitch.sum()), share.value
    pitches = case.rows[read.pitch]
    usual = reference(scene, "pitch_share_reference")
    return Finding(
        code="pitch_heavy",
        kind=Kind.HABIT,
        subject=ground.account.subject,
        status=status,
        estimate=share,
        window=ground.window,
        n=n,
        method="rules_rogan_gladen",
        since=None,
        cost=Cost(hours=scene.settings.hours_for(posts.format[pitches].tolist())),
        evidence=(of_account(ground.account), *post_evidence(scene, pitches)),
        freshness=ground.freshness,
        facts={
            "flagged": hits,
            "posts": n,
            "unread": len(case.rows) - n,
            "band": "red" if value > limits["pitch_share_red"] else "amber",
            "words": _most_frequent(read.words[read.pitch].tolist()),
        },
        reference=usual,
        repair="one_pitch_in_five",
        chart=BarsChart((("pitches", value), ("others", 1.0 - value)), reference=usual.value),
    )


def corrected_ends(hits: int, n: int, level: float) -> tuple[float, float]:
    """Interval of the true share of pitches, over posts and over the rule's measured errors."""
    low, high = wilson(hits, n, level=level)
    lowest = _corrected(low, RATES.of_pitches[2], RATES.of_others[2])
    highest = _corrected(high, RATES.of_pitches[0], RATES.of_others[0])
    return lowest, highest


def _corrected(flagged: float, of_pitches: float, of_others: float) -> float:
    return min(max((flagged - of_others) / (of_pitches - of_others), 0.0), 1.0)


def _most_frequent(words: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The matched words that most posts share, so that a person can disagree with the rule."""
    counts: dict[str, int] = {}
    for matched in words:
        for word in matched:
            counts[word] = counts.get(word, 0) + 1
    return tuple(sorted(counts, key=lambda w: (-counts[w], w))[:5])
