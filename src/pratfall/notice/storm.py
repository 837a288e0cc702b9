"""The numbers of an episode as facts of its finding: counts, shares with intervals, speed, record, severity.

Everything is flat and named, so that a wording may ask for it: `negative`, `negative_low`, `negative_high`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.records.scene import Scene
from pratfall.records.streams import Stream
from pratfall.stats.alarm_rate import return_days

from .episodes import Episode
from .mood import Feeling, Mood, Share
from .severity import Storm, severity
from .streams import known_days

Array = Any
FEWEST_POSTS = 10  # with both numbers, to know an account's usual reply ratio
SECONDS_PER_HOUR = 3600.0


def facts_of(
    scene: Scene,
    episode: Episode,
    mood: Mood,
    estimate: Estimate | NotEnoughData,
    *,
    trigger: int | None,
    words: tuple[str, ...],
) -> dict[str, object]:
    """Facts of a finding; what is unknown is left out."""
    accounts = [scene.accounts[a] for a in episode.accounts]
    first = min(episode.members, key=lambda m: m.alarmed)
    stream = first.stream
    history = known_days(stream)
    rarity = return_days(
        first.score,
        level=first.usual,
        bins_per_day=stream.bins_per_day,
        age_days=first.age_days,
        history_days=history,
    )
    half = _half_hours(scene, episode)
    record = _record(episode)
    facts: dict[str, object] = {
        "accounts": tuple(a.label for a in accounts),
        "platforms": tuple(a.platform for a in accounts),
        "networks": len({a.platform for a in accounts}),
        "comments": episode.count,
        "span_days": max(round(episode.days, 1), 0.1),
        "usual_per_day": round(float(episode.usual_days.mean()), 1) if len(episode.usual_days) else None,
        "times": estimate.value if isinstance(estimate, Estimate) else None,
        "alarmed": str(first.alarmed.astype("datetime64[m]")),
        "heard_until": str(max(_heard_until(s) for s in episode.streams)),
        "return_days": round(float(rarity)),
        "known_days": round(history),
        "mood": mood.feeling.value,
        "writers": mood.writers,
        "writers_before": mood.writers_before,
        **_shares(mood),
        **({"half_hours": half} if half is not None else {}),
        **({"record": record} if record is not None else {}),
        **({"new_words": words} if words else {}),
        **(_reply_ratio(scene, trigger) if trigger is not None else {}),
    }
    if mood.feeling is not Feeling.POSITIVE:
        facts |= _severity(scene, episode, mood, estimate, trigger, half, record)
    return facts


def _heard_until(stream: Stream) -> Any:
    """The last day of which any hour is known: silence behind a storm, or only no data?"""
    last = int(np.flatnonzero(~np.isnan(stream.counts)).max(initial=0))
    return (stream.start + np.timedelta64(last * stream.bin_minutes * 60, "s")).astype("datetime64[D]")


def _shares(mood: Mood) -> dict[str, object]:
    out: dict[str, object] = {}
    names = ("negative", "negative_before", "angry", "angry_before", "positive", "positive_before", "defending")
    for name in names:
        share: Share | None = getattr(mood, name)
        ends = (share.value, share.low, share.high) if share else (None, None, None)
        out |= dict(zip((name, f"{name}_low", f"{name}_high"), ends, strict=True))
    return out


def _severity(
    scene: Scene,
    episode: Episode,
    mood: Mood,
    estimate: Estimate | NotEnoughData,
    trigger: int | None,
    half: float | None,
    record: int | None,
) -> dict[str, object]:
    judged = severity(
        Storm(
            times_low=estimate.low if isinstance(estimate, Estimate) else 0.0,
            count=episode.count,
            record=record,
            days=episode.days,
            half_hours=half,
            networks=len({scene.accounts[a].platform for a in episode.accounts}),
            negative_low=mood.negative.low if mood.negative else None,
            trigger_format=str(scene.posts.format[trigger]) if trigger is not None else None,
            organisation_type=scene.settings.organisation_type,
        )
    )
    return {
        "times_low": estimate.low if isinstance(estimate, Estimate) else None,
        "severity": judged.level,
        "severity_reasons": tuple(r.code for r in judged.reasons),
        "severity_sources": tuple(r.source for r in judged.reasons),
        "redeemable": judged.redeemable.value,
        "redeemable_reasons": tuple(r.code for r in judged.why_redeemable),
        "redeemable_sources": tuple(r.source for r in judged.why_redeemable),
    }


def _half_hours(scene: Scene, episode: Episode) -> float | None:
    """Hours from the beginning until half was said; None where only days are known."""
    if not len(episode.now) or min(m.stream.bin_minutes for m in episode.members) >= 1440:
        return None
    at = scene.comments.created[episode.now]
    middle = at[(len(at) - 1) // 2]
    return round(float((middle - at[0]) / np.timedelta64(1, "s")) / SECONDS_PER_HOUR, 1)


def _record(episode: Episode) -> int | None:
    """The most in as many days in a row of the usual days; None where these are too few for two such stretches."""
    days, width = episode.usual_days, max(round(episode.days), 1)
    if len(days) < 2 * width:
        return None
    return int(np.convolve(days, np.ones(width), mode="valid").max())


def _reply_ratio(scene: Scene, trigger: int) -> dict[str, object]:
    """Comments per reaction under the post, against the account's median: people who only like do not argue."""
    metrics, posts = scene.posts.metrics, scene.posts
    comments = metrics.get("comments")
    liked = metrics.get("reactions", metrics.get("likes"))
    if comments is None or liked is None:
        return {}
    if "likes" in metrics and "reactions" in metrics:
        liked = np.where(np.isnan(metrics["reactions"]), metrics["likes"], metrics["reactions"])
    own = np.flatnonzero((posts.account == posts.account[trigger]) & (liked > 0) & ~np.isnan(comments))
    ratio = comments[own] / liked[own]
    if trigger not in own or len(own) <= FEWEST_POSTS:
        return {}
    here = float(ratio[own == trigger][0])
    return {"reply_ratio": here, "usual_reply_ratio": float(np.median(ratio[own != trigger]))}
