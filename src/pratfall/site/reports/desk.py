"""Where the current review lies: made once for a state of the lake and a day, then read by every page.

    PRATFALL_HOME/cache/<organisation and state>/review.json    the record
                                                 /posts.parquet  the rows behind its numbers
                                                 /campaigns-*.json what the site's campaigns cost and brought
                                                 /later.json     what happened after decisions

The state is the lake's HEAD, the team's settings and campaigns, the day and the version of the code; any change
makes a new folder, and older ones are removed.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pyarrow.parquet as pq
from filelock import FileLock

from pratfall.decide.afterwards import Later
from pratfall.decide.basis import DecisionBasis
from pratfall.lake import Lake
from pratfall.records.review import Review
from pratfall.records.scene import Scene, Settings
from pratfall.reviews import settings
from pratfall.reviews.afterwards import later_of
from pratfall.reviews.campaign_numbers import CampaignNumbers, campaign_numbers
from pratfall.reviews.engine import review_scene, scene_of
from pratfall.reviews.render import as_json, codec
from pratfall.reviews.render.story import Story, tell
from pratfall.reviews.teaching.store import Teaching
from pratfall.site import place
from pratfall.site.campaigns import frozen, goals
from pratfall.site.campaigns.services import decisions
from pratfall.site.people.models import Organisation

KEPT = 3
DECISIONS = 300  # whose afterwards is computed with a review
_TURN = threading.Lock()


@dataclass(frozen=True)
class Desk:
    """One finished review and the file of its posts."""

    folder: Path

    @property
    def review(self) -> Review:
        return _review(self.folder / "review.json")

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

    def story(self, lang: str) -> Story:
        return _story(self.folder / "review.json", lang)


def current(organisation: Organisation, now: datetime | None = None) -> Desk | None:
    """The review of today, made now if nobody has yet; None while nothing has been imported."""
    now = now or datetime.now(UTC)
    lake = place.lake(organisation)
    campaigns = goals.launched(organisation)
    home = settings.home()
    folder = home / settings.CACHE / f"{_short(lake.organisation)}-{_state(lake, home, now, goals.state(campaigns))}"
    if not folder.is_dir():
        if not lake.known_files():
            return None
        with _one_at_a_time(home):
            if not folder.is_dir():
                _make(lake, folder, now, campaigns, _decided(organisation))
    return Desk(folder)


def numbers(organisation: Organisation, now: datetime | None = None) -> Mapping[int, CampaignNumbers]:
    """What every launched campaign has cost and brought, by its number; nothing while nothing has been imported."""
    now = now or datetime.now(UTC)
    desk = current(organisation, now)
    campaigns = goals.launched(organisation)
    if desk is None or not campaigns:
        return {}
    path = desk.folder / _numbers_file(campaigns)
    if not path.is_file():  # somebody said what belongs to a campaign since the review was made
        scene = scene_of(place.lake(organisation), now=now, settings=_settings(campaigns))
        _write_numbers(path, scene, campaigns)
    return _numbers(path)


def _decided(organisation: Organisation) -> dict[int, tuple[DecisionBasis, date]]:
    """The newest decisions that hold about findings: what they rest on, and their day."""
    found = decisions.standing(organisation).exclude(basis="")[:DECISIONS]
    bases = ((decision, frozen.basis_in(decision)) for decision in found)
    return {decision.pk: (basis, decision.at.date()) for decision, basis in bases if basis is not None}


def _settings(campaigns: Sequence[goals.Launched]) -> Settings:
    return goals.with_goals(settings.load(settings.home()), goals.told(campaigns))


def _make(
    lake: Lake,
    folder: Path,
    now: datetime,
    campaigns: Sequence[goals.Launched],
    decided: Mapping[int, tuple[DecisionBasis, date]],
) -> None:
    """Complete or not there: made beside, then renamed."""
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.partial")
    partial.mkdir(parents=True, exist_ok=True)
    scene = scene_of(lake, now=now, settings=_settings(campaigns))
    made = review_scene(scene, lake.reports())
    _write_numbers(partial / _numbers_file(campaigns), scene, campaigns)
    later = {number: codec.encode(later_of(scene, basis, decided_on=day)) for number, (basis, day) in decided.items()}
    (partial / "later.json").write_text(json.dumps(later), encoding="utf-8")
    (partial / "review.json").write_text(as_json.dumps(made, indent=None), encoding="utf-8")
    order = [("platform", "ascending"), ("account_id", "ascending"), ("published_at", "descending")]
    pq.write_table(lake.posts(now).sort_by(order), partial / "posts.parquet", row_group_size=50_000)
    partial.rename(folder)
    _forget(folder)


def _forget(newest: Path) -> None:
    """Older reviews of the same organisation; a page being read now still finds the few before it."""
    mine = newest.name.split("-")[0]
    others = [path for path in newest.parent.glob(f"{mine}-*") if path != newest]
    for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    (home / settings.CACHE).mkdir(mode=0o700, parents=True, exist_ok=True)
    with _TURN, FileLock(home / settings.CACHE / "making.lock"):
        yield


def _numbers_file(campaigns: Sequence[goals.Launched]) -> str:
    return f"campaigns-{_short(goals.numbers_state(campaigns))}.json"


def _write_numbers(path: Path, scene: Scene, campaigns: Sequence[goals.Launched]) -> None:
    found = {c.number: codec.encode(campaign_numbers(scene, c.goal, c.judged)) for c in campaigns}
    partial = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.partial")
    partial.write_text(json.dumps(found), encoding="utf-8")
    partial.replace(path)


def _state(lake: Lake, home: Path, now: datetime, goals: str) -> str:
    parts = [version("pratfall"), now.date().isoformat(), goals]
    parts += [_text(path) for path in (lake.root / "HEAD.json", home / settings.FILE, home / settings.TOPICS)]
    parts.append(Teaching(home, lake.organisation).state())
    return _short("\x1f".join(parts))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


@lru_cache(maxsize=2)
def _review(path: Path) -> Review:
    return as_json.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def _later(path: Path) -> Mapping[int, Later]:
    known = json.loads(path.read_text(encoding="utf-8"))
    return {int(number): codec.decode(Later, given) for number, given in known.items()}


@lru_cache(maxsize=4)
def _fingerprint(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=4)
def _numbers(path: Path) -> Mapping[int, CampaignNumbers]:
    known = json.loads(path.read_text(encoding="utf-8"))
    return {int(number): codec.decode(CampaignNumbers, given) for number, given in known.items()}


@lru_cache(maxsize=4)
def _story(path: Path, lang: str) -> Story:
    return tell(_review(path), lang)
