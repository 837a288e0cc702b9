"""The fatigue guard: what stood on each account, how long things rest there, what to say of a new text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np

from pratfall.habits.evergreen import APART_DAYS, HALF, METRICS
from pratfall.habits.repeated_content import LEAST
from pratfall.learn.fatigue import Advice, Earlier, Rest, advise, rest_of
from pratfall.records.scene import Settings
from pratfall.reviews import settings
from pratfall.reviews.website import key_of
from pratfall.site.lessons.models import Material, Reuse, ReuseState
from pratfall.site.people.models import Organisation
from pratfall.site.today import desk
from pratfall.text.repeats import find_repeats

from .own_posts import OwnPost, own_posts

DAYS = 730
MOST_POSTS = 2_000  # of an account, the newest
RIPE_DAYS = 7.0  # of a network whose ripening nobody set
Key = tuple[str, str]
RESTS = 512
_RESTS: dict[tuple[Path, Key, date, float, float], Rest] = {}  # worked out once per review, account and day


@dataclass(frozen=True)
class Guard:
    """`now`: what is later is not known yet. Posts are read once for all questions."""

    organisation: Organisation
    now: datetime

    @cached_property
    def settings(self) -> Settings:
        return settings.load(settings.home())

    @cached_property
    def posts(self) -> Mapping[Key, Sequence[OwnPost]]:
        """Of each account, oldest first."""
        current = desk.current(self.organisation, self.now)
        found: dict[Key, list[OwnPost]] = {}
        for post in own_posts(current.posts, self.now, days=DAYS, metrics=METRICS) if current else ():
            found.setdefault((post.platform, post.account_id), []).append(post)
        return {key: posts[-MOST_POSTS:] for key, posts in found.items()}

    @cached_property
    def pieces(self) -> Mapping[Key, Sequence[Reuse]]:
        """Planned and out, of each account."""
        rows = Reuse.objects.filter(material__organisation=self.organisation).exclude(state=ReuseState.DROPPED)
        found: dict[Key, list[Reuse]] = {}
        for row in rows.order_by("pk"):
            found.setdefault((row.platform, row.account_id), []).append(row)
        return found

    def rest(self, key: Key) -> Rest:
        """How long something rests on an account."""
        current = desk.current(self.organisation, self.now)
        keeps_up = self.settings.benchmarks["evergreen_ratio_min"]
        ripe_days = self.settings.ripening_days.get(key[0], RIPE_DAYS)
        if current is None:
            return rest_of((), (), keeps_up=keeps_up)
        asked = (current.folder, key, self.now.date(), keeps_up, ripe_days)
        if asked not in _RESTS:
            if len(_RESTS) >= RESTS:
                _RESTS.clear()
            _RESTS[asked] = rest_of(*repeats_of(self.posts.get(key, ()), ripe_days), keeps_up=keeps_up)
        return _RESTS[asked]

    def advice(
        self, text: str, key: Key, on: date, *, material: Material | None, apart_from: int | None = None
    ) -> Advice:
        """`apart_from`: number of the piece that is asked about, which does not stand in its own way."""
        limit = self.settings.benchmarks["repeated_share_max"]
        earlier = self._earlier(key, material, apart_from)
        return advise(text, earlier, on, rest=self.rest(key), most_repeats=limit)

    def _earlier(self, key: Key, material: Material | None, apart_from: int | None) -> list[Earlier]:
        """What stood on the account or is planned for it; a piece that became a post is that post."""
        mine = material.pk if material is not None else None
        pieces = [piece for piece in self.pieces.get(key, ()) if piece.pk != apart_from]
        refs = {ref: piece for piece in pieces if piece.post_ref for ref in refs_of(piece.post_ref)}
        found, became = [], set[int]()
        own_post = material.address if material is not None and material.address else None
        for post in self.posts.get(key, ()):
            piece = next((refs[ref] for ref in post_refs(post) if ref in refs), None)
            became |= {piece.pk} if piece is not None else set()
            same = (piece is not None and piece.material_id == mine) or (own_post is not None and own_post == post.url)
            found.append(Earlier(post.on, post.text, same))
        for piece in pieces:
            day = piece.out_at.date() if piece.out_at else piece.due or self.now.date()  # without one: any day
            if piece.pk not in became:
                found.append(Earlier(day, piece.text, piece.material_id == mine))
        return sorted(found, key=lambda one: one.on)


def repeats_of(posts: Sequence[OwnPost], ripe_days: float) -> tuple[list[float], list[float]]:
    """Days between each ripe repeat and its first time, and its response over that of the first, as the habit
    `evergreen` compares them: by the one number most pairs carry, at least APART_DAYS apart.
    """
    earlier = find_repeats([post.text for post in posts], least=LEAST)
    pairs = [(posts[i], posts[first]) for i, first in enumerate(earlier.tolist()) if first >= 0]
    fair = [
        (again, first)
        for again, first in pairs
        if again.published - first.published >= timedelta(APART_DAYS) and is_ripe(again, ripe_days)
        and is_ripe(first, ripe_days)
    ]  # fmt: skip
    counts = {name: sum(name in again.numbers and name in first.numbers for again, first in fair) for name in METRICS}
    metric = max(counts, key=lambda name: counts[name])
    kept = [(again, first) for again, first in fair if metric in again.numbers and metric in first.numbers]
    gaps = [(again.published - first.published) / timedelta(1) for again, first in kept]
    ratios = [(again.numbers[metric] + HALF) / (first.numbers[metric] + HALF) for again, first in kept]
    return gaps, [float(ratio) for ratio in np.array(ratios, dtype=float)]


def is_ripe(post: OwnPost, ripe_days: float) -> bool:
    """Whether its numbers were read late enough to be compared."""
    return post.observed is not None and post.observed - post.published >= timedelta(ripe_days)


def refs_of(ref: str) -> set[str]:
    """Every way a post may be called by what somebody pasted: its address, or its id."""
    wanted = ref.strip()
    return {key_of(wanted)} if wanted.startswith(("http://", "https://")) else {wanted}


def post_refs(post: OwnPost) -> set[str]:
    return {post.post_id} | ({key_of(post.url)} if post.url.startswith(("http://", "https://")) else set())
