"""How people speak in an episode against how they spoke before: shares of negative, angry and praising writers.

Everybody counts once, by the mean of what they wrote. The shares are sums of the calibrated probabilities of
`text.read_texts`, so that what a reader of texts is unsure of stays unsure; their Wilson intervals hold the doubt about
who happens to write. No single text is judged. A mood has turned only if the share rose by at least 15 points, more
than the calibration of any reader is off, and by more than one quarrel explains (`stats.share_rise`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np

from pratfall.records.scene import Scene
from pratfall.stats.changed_words import changed_words
from pratfall.stats.share_rise import likeness, share_rise
from pratfall.stats.shares import wilson
from pratfall.text.languages import languages
from pratfall.text.masking import mask
from pratfall.text.plain import folded, plain
from pratfall.text.read import TextScores, read_texts

Array = Any
MOST_READ = 1_500  # comments of one side; more say nothing new and take time
FEWEST_WRITERS = 8  # readable ones in the episode, without whom no mood is told
READABLE = 0.5  # share of the episode's comments that must be readable
TURNED = 0.15  # smallest rise of a share worth a word
RARE = 0.01  # chance from which a rise is told though praise is about as frequent
NEW_WORD_Z = 3.0
NEW_WORD_WRITERS = 3
SHOWN_WORDS = 6
LETTERS = 4  # shorter words carry grammar


class Feeling(StrEnum):
    NEGATIVE = "negative"
    POSITIVE = "positive"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Share:
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Mood:
    """`writers`, `writers_before`: people with something readable. Shares are None where nobody is readable."""

    feeling: Feeling
    writers: int
    writers_before: int
    p: float  # chance of the rise behind `feeling` where nothing changed; 1 where there is none
    negative: Share | None = None
    negative_before: Share | None = None
    angry: Share | None = None
    angry_before: Share | None = None
    positive: Share | None = None
    positive_before: Share | None = None
    defending: Share | None = None
    angriest: tuple[int, ...] = ()  # rows of comments to read first


UNKNOWN = Mood(Feeling.UNCLEAR, 0, 0, 1.0)


@dataclass(frozen=True)
class _Side:
    """Everybody on one side once: probabilities (writers,) each, and how many came under one post."""

    negative: Array
    positive: Array
    angry: Array
    defending: Array
    cluster: float
    alike: Mapping[str, float]  # how much comments under one post resemble each other, by name of a share

    def __len__(self) -> int:
        return len(self.negative)


def mood_of(scene: Scene, now: Array, before: Array) -> Mood:
    """Mood of the comments `now` (rows) against those `before` (rows)."""
    now, before = _spread(now), before[-MOST_READ:]
    if len(now) < FEWEST_WRITERS:
        return UNKNOWN
    read = (scene.settings.reader or read_texts)(scene.comments.text[np.concatenate([now, before])].tolist())
    later, earlier = _side(scene, now, read, 0), _side(scene, before, read, len(now))
    readable = float((~np.isnan(read.sentiment[: len(now), 0])).mean())
    if len(later) < FEWEST_WRITERS or readable < READABLE:
        return UNKNOWN
    feeling, p = _feeling(later, earlier)
    return Mood(
        feeling=feeling,
        writers=len(later),
        writers_before=len(earlier),
        p=p,
        negative=_share(later.negative),
        negative_before=_share(earlier.negative),
        angry=_share(later.angry),
        angry_before=_share(earlier.angry),
        positive=_share(later.positive),
        positive_before=_share(earlier.positive),
        defending=_share(later.defending),
        angriest=_angriest(now, read.anger[: len(now)]),
    )


def new_words(scene: Scene, now: Array, before: Array) -> tuple[str, ...]:
    """Words that came up with the episode, the most telling first; names and addresses of people are no words."""
    later, earlier = _vocabulary(scene, _spread(now)), _vocabulary(scene, before[-MOST_READ:])
    words = sorted(w for w, writers in later.items() if len(writers) >= NEW_WORD_WRITERS)
    if not words or not earlier:
        return ()
    every = [*words, *sorted((set(later) | set(earlier)) - set(words))]
    counts = [[len(side.get(w, ())) for w in every] for side in (later, earlier)]
    _, z = changed_words(*counts)
    ranked = sorted(range(len(words)), key=lambda i: (-z[i], words[i]))
    return _as_written(scene, now, [words[i] for i in ranked[:SHOWN_WORDS] if z[i] >= NEW_WORD_Z])


def _feeling(later: _Side, earlier: _Side) -> tuple[Feeling, float]:
    """What prevails, and the chance of its rise; two questions were asked, so that each chance counts twice."""
    worse, better = (min(1.0, 2.0 * _rise(later, earlier, name)) for name in ("negative", "positive"))
    against, praise = _share(later.negative), _share(later.positive)
    if against is None or praise is None:
        return Feeling.UNCLEAR, 1.0
    if praise.low > against.high:
        return Feeling.POSITIVE, better if _risen(later, earlier, "positive") >= TURNED else 1.0
    turned = _risen(later, earlier, "negative") >= TURNED
    if turned and (worse <= RARE or against.low > praise.high):
        return Feeling.NEGATIVE, worse
    if against.low > praise.high and not len(earlier):
        return Feeling.NEGATIVE, 1.0  # nobody knows how they spoke before, but this is anger
    return Feeling.UNCLEAR, 1.0


def _rise(later: _Side, earlier: _Side, name: str) -> float:
    now, before = getattr(later, name), getattr(earlier, name)
    sums = (float(now.sum()), len(now), float(before.sum()), len(before))
    return share_rise(*sums, cluster=earlier.cluster, alike=earlier.alike[name])


def _risen(later: _Side, earlier: _Side, name: str) -> float:
    now, before = getattr(later, name), getattr(earlier, name)
    return float(now.mean() - before.mean()) if len(now) and len(before) else 0.0


def _share(chances: Array) -> Share | None:
    known = chances[~np.isnan(chances)]
    if not len(known):
        return None
    low, high = wilson(round(float(known.sum())), len(known))
    value = float(known.mean())
    return Share(value, min(low, value), max(high, value))


def _side(scene: Scene, rows: Array, read: TextScores, first: int) -> _Side:
    """Rows of `read` from `first` on, averaged by writer; unreadable texts are left out."""
    part = slice(first, first + len(rows))
    sentiment = read.sentiment[part]
    keep = ~np.isnan(sentiment[:, 0])
    rows, sentiment = rows[keep], sentiment[keep]
    names = scene.comments.author[rows].astype(str)
    nobody = names == ""
    names[nobody] = np.char.add("\x00", np.arange(int(nobody.sum())).astype(str))
    writers, place = np.unique(names, return_inverse=True)
    each = np.maximum(np.bincount(place, minlength=len(writers)), 1)

    def mean(values: Array) -> Array:
        return np.bincount(place, weights=values, minlength=len(writers)) / each

    under = scene.comments.post[rows]
    posts = len(np.unique(under)) if len(rows) else 1
    tied = under >= 0
    alike = {name: likeness(sentiment[tied, i], under[tied]) for name, i in (("negative", 0), ("positive", 2))}
    return _Side(
        negative=mean(sentiment[:, 0]),
        positive=mean(sentiment[:, 2]),
        # Nobody is angry and not negative; read apart, dull comments look more angry than negative.
        angry=mean(np.minimum(read.anger[part][keep], sentiment[:, 0])),
        defending=mean(read.defence[part][keep]),
        cluster=len(rows) / max(posts, 1),
        alike=alike,
    )


def _angriest(rows: Array, anger: Array) -> tuple[int, ...]:
    order = np.argsort(-np.nan_to_num(anger, nan=-1.0), kind="stable")
    return tuple(int(r) for r in rows[order[:3]])


def _spread(rows: Array) -> Array:
    """At most MOST_READ rows, evenly over the episode."""
    if len(rows) <= MOST_READ:
        return rows
    return rows[np.linspace(0, len(rows) - 1, MOST_READ).astype(int)]


def _vocabulary(scene: Scene, rows: Array) -> dict[str, set[str]]:
    """Who used each word, accents folded away."""
    found: dict[str, set[str]] = {}
    texts: Sequence[str] = scene.comments.text[rows].tolist()
    for row, text in zip(rows.tolist(), texts, strict=True):
        who = str(scene.comments.author[row]) or f"\x00{row}"
        for word in {w for w in _split(plain(mask(text))) if len(w) >= LETTERS and not w.isdigit()} - _grammar():
            found.setdefault(word, set()).add(who)
    return found


def _as_written(scene: Scene, rows: Array, words: Sequence[str]) -> tuple[str, ...]:
    """The words with the accents most people gave them."""
    forms: dict[str, Counter[str]] = {word: Counter() for word in words}
    for text in scene.comments.text[rows].tolist():
        for word in _split(mask(text).lower()):
            if (same := folded(word)) in forms:
                forms[same][word] += 1
    return tuple(forms[word].most_common(1)[0][0] if forms[word] else word for word in words)


def _split(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()


@cache
def _grammar() -> frozenset[str]:
    """Words of grammar and of chat in every language: they come and go with the length of what is said."""
    each = languages().values()
    return frozenset(word for one in each for word in (*one.frequent, *one.rules["topics"]["filler"].split()))
