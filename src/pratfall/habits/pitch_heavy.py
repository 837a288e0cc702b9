"""Every post a pitch: too large a share of an account's own posts asks for money, a purchase or a sign-up.

The share is corrected for what the rule misses and flags wrongly (Rogan & Gladen 1978),

    share = (flagged - of_others) / (of_pitches - of_others),

and its interval runs over both the posts (Wilson) and the measured range of those two rates, so that the rule's
own doubt is never hidden: the lower end assumes that it flags wrongly as often, and misses as little, as it may.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.records.charts import BarsChart
from pratfall.records.evidence import of_account
from pratfall.records.findings import Finding, Kind
from pratfall.records.numbers import Cost, Estimate, Unit
from pratfall.records.scene import Scene
from pratfall.stats.shares import wilson
from pratfall.text.pitch import RATES, find_pitches

from .ground import Ground, grounds, own_texts, post_evidence, reference
from .shares import FEWEST, SURE_LEVEL, above

WINDOW_DAYS = 183
MOST_POSTS = 1000  # the newest ones: known to three points of a hundred, more would only take time


def audit(scene: Scene) -> Iterator[Finding]:
    """One finding per account whose corrected share is above the amber limit; `facts["band"]` says amber or red."""
    for ground in grounds(scene, window_days=WINDOW_DAYS):
        if finding := _judge(scene, ground):
            yield finding


def _judge(scene: Scene, ground: Ground) -> Finding | None:
    posts, limits = scene.posts, scene.settings.benchmarks
    rows = own_texts(scene, ground.rows, most=MOST_POSTS)
    if len(rows) < FEWEST:
        return None
    read = find_pitches(posts.text[rows].tolist(), posts.lang[rows].tolist())
    n, hits = int(read.readable.sum()), int(read.pitch.sum())
    if n < FEWEST:
        return None
    status = above(lambda level: corrected_ends(hits, n, level), limits["pitch_share_amber"])
    if not status:
        return None
    pitches = rows[read.pitch]
    low, high = corrected_ends(hits, n, SURE_LEVEL)
    value = min(max(_corrected(hits / n, RATES.of_pitches[1], RATES.of_others[1]), low), high)
    usual = reference(scene, "pitch_share_reference")
    return Finding(
        code="pitch_heavy",
        kind=Kind.HABIT,
        subject=ground.account.subject,
        status=status,
        estimate=Estimate(value, low, high, Unit.SHARE, SURE_LEVEL),
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
            "unread": len(rows) - n,
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
