"""The review every page reads: today's, or the one before it while a worker makes today's."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import ParamSpec, TypeVar

from pratfall.decide.afterwards import Later
from pratfall.learn.growth import Growth
from pratfall.records.habit_readings import HabitsThen
from pratfall.records.measures import Measure
from pratfall.records.review import Review
from pratfall.reviews.campaign_numbers import CampaignNumbers
from pratfall.reviews.growth import from_text
from pratfall.reviews.render import codec
from pratfall.reviews.render.story import Story
from pratfall.site import worker
from pratfall.site.people.models import Organisation

from . import jobs, making, told

P = ParamSpec("P")
T = TypeVar("T")
_READING = threading.RLock()
_AT_HAND: dict[str, tuple[Path, told.ToldReview]] = {}  # of each organisation the one read last
AT_HAND = 8


@dataclass(frozen=True)
class Desk:
    """One finished review and the file of its posts. `renewing`: something changed since, and a new one is coming."""

    folder: Path
    renewing: bool = False

    @property
    def review(self) -> Review:
        return _told(self.folder).review

    @property
    def posts(self) -> Path:
        return self.folder / "posts.parquet"

    @property
    def state(self) -> str:
        """Names the state of everything the review was made from."""
        return self.folder.name

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the record."""
        return _fingerprint(self.folder / "review.json")

    @property
    def later(self) -> Mapping[int, Later]:
        """What happened after each decision that was known when the review was made, by its number."""
        return _later(self.folder / "later.json")

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Numbers of accounts that promises are held to; none in a review an older Pratfall made."""
        path = self.folder / "measures.json"
        return _measures(path) if path.is_file() else ()

    @property
    def growth(self) -> Growth | None:
        """How accounts grow and lead to one another; None where nobody posts, or an older Pratfall made the review."""
        path = self.folder / "growth.json"
        return _growth(path) if path.is_file() else None

    @property
    def habits(self) -> tuple[HabitsThen, ...]:
        """Every habit at the end of each month of a good year, today last; none where an older Pratfall made it."""
        path = self.folder / "habits.json"
        return _habits(path) if path.is_file() else ()

    def story(self, lang: str) -> Story:
        return _told(self.folder).stories[lang]


def current(organisation: Organisation, now: datetime | None = None) -> Desk | None:
    """The review of today; None while nothing has been imported.

    Where a worker runs nobody waits for it as long as there is one before it: that one is read meanwhile. The first,
    and every one where no worker runs, is made now.
    """
    return _at_hand(making.wanted(organisation, now or datetime.now(UTC)))


def numbers(organisation: Organisation, now: datetime | None = None) -> Mapping[int, CampaignNumbers]:
    """What every launched campaign has cost and brought, by its number; nothing while nothing has been imported."""
    wanted = making.wanted(organisation, now or datetime.now(UTC))
    return _numbers_at_hand(wanted, _at_hand(wanted) if wanted.campaigns else None)


def with_numbers(organisation: Organisation, now: datetime) -> tuple[Desk | None, Mapping[int, CampaignNumbers]]:
    """`current` and `numbers`, asked for once."""
    wanted = making.wanted(organisation, now)
    desk = _at_hand(wanted)
    return desk, _numbers_at_hand(wanted, desk)


def _numbers_at_hand(wanted: making.Wanted, desk: Desk | None) -> Mapping[int, CampaignNumbers]:
    if desk is None or not wanted.campaigns:
        return {}
    if not (desk.folder / wanted.numbers).is_file() and worker.is_beside():
        older = making.newest_numbers(desk.folder)
        if older is not None:
            jobs.ask_for(wanted)
            return _numbers(older)
    return _numbers(making.numbers(wanted, desk.folder))


def _at_hand(wanted: making.Wanted) -> Desk | None:
    if not wanted.folder.is_dir() and worker.is_beside():
        older = making.newest(wanted)
        if older is not None and making.anything_known(wanted):
            jobs.ask_for(wanted)
            return Desk(older, renewing=True)
    return Desk(wanted.folder) if making.made(wanted) else None


def _told(folder: Path) -> told.ToldReview:
    """Kept in memory: that of the organisation before it makes room, and so do the others that came longest ago."""
    whose = folder.name.partition("-")[0]
    known = _AT_HAND.get(whose)
    if known is None or known[0] != folder:
        with _READING:
            known = _AT_HAND.pop(whose, None)
            if known is None or known[0] != folder:
                known = folder, told.read(folder)
            _AT_HAND[whose] = known
            while len(_AT_HAND) > AT_HAND:
                del _AT_HAND[next(iter(_AT_HAND))]
    return known[1]


def _read_once(read: Callable[P, T]) -> Callable[P, T]:
    """Kept, and read by one reader only: fifty who come at once would each spend the seconds and the memory."""
    kept = lru_cache(maxsize=8)(read)

    @wraps(read)
    def once(*args: P.args, **named: P.kwargs) -> T:
        with _READING:
            return kept(*args, **named)  # type: ignore[arg-type]  # paths and languages

    return once


@_read_once
def _later(path: Path) -> Mapping[int, Later]:
    known = json.loads(path.read_text(encoding="utf-8"))
    return {int(number): codec.decode(Later, given) for number, given in known.items()}


@_read_once
def _measures(path: Path) -> tuple[Measure, ...]:
    known = json.loads(path.read_text(encoding="utf-8"))
    return tuple(codec.decode(Measure, given) for given in known)


@_read_once
def _growth(path: Path) -> Growth | None:
    return from_text(path.read_text(encoding="utf-8"))


@_read_once
def _habits(path: Path) -> tuple[HabitsThen, ...]:
    known: tuple[HabitsThen, ...] = codec.decode(tuple[HabitsThen, ...], json.loads(path.read_text(encoding="utf-8")))
    return known


@_read_once
def _fingerprint(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@_read_once
def _numbers(path: Path) -> Mapping[int, CampaignNumbers]:
    known = json.loads(path.read_text(encoding="utf-8"))
    return {int(number): codec.decode(CampaignNumbers, given) for number, given in known.items()}
