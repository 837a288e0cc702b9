"""A backlash and a surge of praise, planted: the posts they hang on, who wrote when, and the same as a recorded stream.

Ten days before the end a clumsy post about volunteers appears in French on Facebook and, an hour and a half later, in
English on Instagram; three weeks before the end a picture of an old cook touches people on Instagram.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from .posts import SamplePost, organisation
from .reactions import Reacted
from .tables import write_csv
from .troubles import BACKLASH_WEEKS, SURGE_WEEKS
from .wording import Wording, texts

MENTION_DAYS = 42
USUAL_HOURS = 11.0  # mean time until a comment under a usual post
NIGHT = 6  # hours after midnight in which hardly anybody writes
OWN_WORDS = 0.12  # share of a storm's comments that are as ordinary as any other
SENT_ROUND = "Je ne donnerai plus un centime à une association qui punit ses bénévoles malades. Faites tourner."
SENT_ROUND_UNDER, SENT_ROUND_EVERY = "facebook", 13  # so many comments of that storm to one that was sent round
INITIALS = "ABCDEFGHJKLMNPRSTVW"


@dataclass(frozen=True)
class Planted:
    """`size` comments of a `mood`, most of them within `hours` (mean delay), `french` of them in French."""

    account: str
    weeks_ago: float
    hour: int
    minute: int
    language: str
    text: str
    mood: str
    size: int
    hours: float
    french: float
    likes: int

    def at(self, until: date) -> datetime:
        day = until - timedelta(days=round(7 * self.weeks_ago))
        return datetime(day.year, day.month, day.day, self.hour, self.minute, tzinfo=UTC)


CLUMSY_FR = (
    "Petit rappel à nos bénévoles : à partir de décembre, qui manque deux services d'affilée n'aura plus droit au "
    "repas gratuit. Nous sommes une cuisine, pas une salle d'attente 😉"
)
CLUMSY_EN = (
    "A word to our volunteers: from December, whoever misses two shifts in a row loses the free supper. We are a "
    "kitchen, not a waiting room 😉"
)
COOK = (
    "Nadia is 84. On Friday she cooked for sixty people, for the first time since she lost her husband: barley soup, "
    "his recipe. When the plates came back empty she laughed out loud. #TheLongTable"
)
STORMS = (
    Planted("facebook", BACKLASH_WEEKS, 10, 5, "fr", CLUMSY_FR, "anger", 148, 13.0, 0.75, 31),
    Planted("instagram", BACKLASH_WEEKS, 11, 40, "en", CLUMSY_EN, "anger", 286, 11.0, 0.3, 52),
    Planted("instagram", SURGE_WEEKS, 17, 20, "en", COOK, "praise", 262, 12.0, 0.45, 640),
)


@dataclass(frozen=True)
class Said:
    """One comment. `who`: a running number of the writer."""

    at: datetime
    who: int
    name: str
    text: str
    likes: int


def with_storms(account: str, posts: Sequence[Reacted], until: date) -> list[Reacted]:
    """The posts of an account and, in their place in time, those the storms hang on."""
    planted = [_reacted(storm, until) for storm in STORMS if storm.account == account]
    return sorted([*posts, *planted], key=lambda r: r.post.at)


def said_under(r: Reacted, until: date, rng: np.random.Generator) -> list[Said]:
    """The comments under a post, oldest first; nothing is said after the last day."""
    storm = next((s for s in STORMS if s.text == r.post.text and s.account == r.post.account), None)
    wording = Wording(rng)
    end = datetime(until.year, until.month, until.day, 23, 59, tzinfo=UTC)
    count, hours = (storm.size, storm.hours) if storm else (r.comments, USUAL_HOURS)
    said = []
    for _ in range(count):
        at = _awake(r.post.at + timedelta(hours=float(rng.exponential(hours)), seconds=40), rng)
        language = r.post.language
        mood = "comment"
        if storm:
            language = "fr" if rng.random() < storm.french else "en"
            mood = "comment" if rng.random() < OWN_WORDS else storm.mood
        who, name = _writer(rng)
        said.append(Said(at, who, name, wording.text(mood, language), int(rng.poisson(4 if storm else 1))))
    if storm and storm.mood == "anger" and storm.account == SENT_ROUND_UNDER:
        said = [replace(s, text=SENT_ROUND) if i % SENT_ROUND_EVERY == 0 else s for i, s in enumerate(said)]
    return sorted((s for s in said if s.at <= end), key=lambda s: s.at)


def write_mentions(
    path: Path, streams: Sequence[tuple[str, str, Reacted]], until: date, rng: np.random.Generator
) -> Path:
    """The last six weeks as a recorded stream, one row per comment: (network, account, post) in, UTC times out."""
    start = datetime(until.year, until.month, until.day, tzinfo=UTC) - timedelta(days=MENTION_DAYS - 1)
    rows = [
        (s.at, network, account, f"{s.name} {s.who}", s.text)
        for network, account, r in streams
        for s in said_under(r, until, rng)
        if s.at >= start
    ]
    header = ("time", "network", "account", "author", "text")
    return write_csv(path, header, [(f"{at:%Y-%m-%dT%H:%M:%SZ}", *rest) for at, *rest in sorted(rows)])


def _reacted(storm: Planted, until: date) -> Reacted:
    post = SamplePost(storm.account, storm.at(until), "volunteers", storm.language, storm.text)
    views = organisation()["accounts"][storm.account]["views"]
    return Reacted(
        post=post, views=2 * views, reach=round(1.5 * views), likes=storm.likes, comments=storm.size,
        shares=storm.size // 8, saves=3, clicks=12, follows=1, paid_views=0, duration_s=0,
    )  # fmt: skip


def _awake(at: datetime, rng: np.random.Generator) -> datetime:
    """Who would have written at night writes in the morning."""
    if at.hour >= NIGHT:
        return at
    return at.replace(hour=NIGHT) + timedelta(minutes=float(rng.exponential(80)))


def _writer(rng: np.random.Generator) -> tuple[int, str]:
    names = texts("en")["slots"]["name"] + texts("fr")["slots"]["name"]
    who = int(rng.integers(len(names) * len(INITIALS)))
    return who, f"{names[who % len(names)]} {INITIALS[who // len(names)]}."
