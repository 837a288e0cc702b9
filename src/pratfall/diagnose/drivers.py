"""What separates an account's posts that work from those that do not: kinds known before a post is published.

From the account's own newest 1,000 judged posts. Weekdays and hours are in UTC; a kind fewer than eight posts are of
is never told. From 200 posts on also pairs of kinds (Tuesday mornings); with fewer a pair would be a handful of posts.
Nothing is told unless what was learnt from older posts foretold newer ones better than their own median would have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from pratfall.records.drivers import Driver, Drivers, Verdict
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.records.scene import Group, Scene
from pratfall.records.subjects import SubjectKind
from pratfall.stats.driver_model import Effect, design, effects, skill
from pratfall.text.purpose import find_purposes
from pratfall.text.questions import find_questions

from .measures import HOURS, windows_and_weekdays

Array = Any
FEWEST, FEWEST_FOR_PAIRS, NEWEST = 60, 200, 1000
PAIRS = (("format", "weekday"), ("weekday", "hour"), ("format", "topic"))
TOGETHER = (("format", "weekday", "hour"), ("format", "hour"))  # looked at besides, made of effects of their parts
GAP_HOURS, GAPS = (6.0, 24.0, 72.0), ("6h", "1d", "3d", "later")
SKILL_LEVEL = 0.90


def drivers(scene: Scene, group: Group, value: Array, metric: str) -> Drivers:
    """Of one account. `value` (posts,): the response of every post of the scene, NaN where it cannot be judged."""
    rows = group.rows[~np.isnan(value[group.rows])][-NEWEST:]
    if len(rows) < FEWEST:
        missing = NotEnoughData(FEWEST, len(rows), "posts")
        return Drivers(group.subject, metric, len(rows), None, Verdict.TOO_FEW, (), missing, None, 0)
    kinds = known_before(scene, group, rows)
    pairs = PAIRS if len(rows) >= FEWEST_FOR_PAIRS else ()
    y = np.log1p(value[rows])
    made = design(kinds, pairs)
    shown = skill(made, y)
    looked_at = (*((name,) for name in made.kinds), *pairs, *(TOGETHER if pairs else ()))
    found = effects(made, y, looked_at) if shown.low > 0 else ()
    days = scene.posts.published[rows].astype("datetime64[D]")
    return Drivers(
        subject=group.subject,
        metric=metric,
        n=len(rows),
        window=Window(days.min().astype(object), days.max().astype(object)),
        verdict=_verdict(shown.low > 0, bool(found)),
        drivers=tuple(_driver(effect) for effect in found),
        gain=Estimate(shown.gain, shown.low, shown.high, Unit.SHARE, SKILL_LEVEL),
        ranked_right=shown.concordance,
        tested=shown.n,
    )


def _verdict(helps: bool, found: bool) -> Verdict:
    if not helps:
        return Verdict.NO_HELP
    return Verdict.TOLD if found else Verdict.NOTHING


def _driver(effect: Effect) -> Driver:
    return Driver(
        dict(effect.where), effect.n, Estimate(effect.ratio, effect.low, effect.high, Unit.RATIO, effect.level)
    )


def known_before(scene: Scene, group: Group, rows: Array) -> Mapping[str, Array]:
    """(n,) kinds of posts by feature, in words of the records; "" where unknown."""
    posts = scene.posts
    texts, languages = posts.text[rows].tolist(), posts.lang[rows].tolist()
    at = posts.published[rows]
    window, weekday = windows_and_weekdays(at)
    purpose = find_purposes(texts, languages)
    length = np.array([len(text) for text in texts], dtype=float)
    tags = np.array([len(tags) for tags in posts.hashtags[rows].tolist()])
    return {
        "format": posts.format[rows],
        "weekday": _labels(weekday),
        "hour": np.where(posts.has_time[rows], _labels(HOURS * window), "").astype(object),
        "topic": _series(scene, group, rows),
        "purpose": np.where(purpose.readable, purpose.purpose, "").astype(object),
        "question": _yes(find_questions(texts, languages)),
        "link": _yes(np.array([bool(links) for links in posts.links[rows].tolist()])),
        "hashtags": _cut(tags.astype(float), (0.5, 2.5), ("0", "1-2", "3+")),
        "length": _cut(length, np.quantile(length, [1 / 3, 2 / 3]), ("short", "middle", "long")),
        "language": posts.lang[rows],
        "gap": _gap(at),
    }


def _labels(values: Array) -> Array:
    return values.astype(str).astype(object)


def _yes(answers: Array) -> Array:
    return np.where(answers, "yes", "no").astype(object)


def _cut(values: Array, ends: Any, names: tuple[str, ...]) -> Array:
    return np.array(names, dtype=object)[np.digitize(values, ends)]


def _gap(at: Array) -> Array:
    """How long after the post before it."""
    hours = np.diff(at, prepend=at[:1] - np.timedelta64(10**7, "s")) / np.timedelta64(3600, "s")
    return _cut(hours, GAP_HOURS, GAPS)


def _series(scene: Scene, group: Group, rows: Array) -> Array:
    """The recurring series each post belongs to, by its hashtag or opening; "-" for none."""
    found = np.full(len(rows), "-", dtype=object)
    for series in scene.groups:
        own = (series.subject.platform, series.subject.account_id) == (group.subject.platform, group.subject.account_id)
        if series.subject.kind is SubjectKind.SERIES and own and series.why in ("hashtag", "prefix"):
            found[np.isin(rows, series.rows) & (found == "-")] = series.subject.label
    return found
