"""Makes the review of a day, once for a state of everything it rests on, and keeps it as files:

    PRATFALL_HOME/cache/<organisation>-<code>-<state>/review.json      the record
                                                     /posts.parquet    the rows behind its numbers
                                                     /campaigns-*.json what the site's campaigns cost and brought
                                                     /later.json       what happened after decisions
                                                     /told-*.pickle    the record and its stories, quickest to read
                                                     /measures.json    numbers that promises are held to
                                                     /habits.json      every habit at the end of each month
                                                     /growth.json      how accounts grow, and lead to one another

The state is the lake's HEAD, the team's settings and campaigns, and the day; the code is Pratfall's version, for what
another version wrote is not read. Any change makes a new folder, and older ones are removed.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pyarrow.parquet as pq
from filelock import FileLock

from pratfall.decide.basis import DecisionBasis
from pratfall.lake import Lake
from pratfall.records.channels import ChannelTest
from pratfall.records.scene import Scene, Settings
from pratfall.reviews import settings
from pratfall.reviews.afterwards import later_of
from pratfall.reviews.campaign_numbers import campaign_numbers
from pratfall.reviews.engine import review_scene, scene_of
from pratfall.reviews.growth import growth_of, to_text
from pratfall.reviews.habit_history import habit_history
from pratfall.reviews.measures import measures
from pratfall.reviews.render import as_json, codec
from pratfall.reviews.teaching.store import Teaching
from pratfall.site import place
from pratfall.site.campaigns import frozen, goals
from pratfall.site.campaigns.services import decisions
from pratfall.site.people.models import Organisation

from . import told

KEPT = 3
DECISIONS = 300  # whose afterwards is computed with a review
_TURN = threading.Lock()


@dataclass(frozen=True)
class Wanted:
    """The review that everything known at `now` asks for, and where it is to lie."""

    organisation: Organisation
    now: datetime
    lake: Lake
    campaigns: tuple[goals.Launched, ...]
    tests: tuple[ChannelTest, ...]
    folder: Path

    @property
    def numbers(self) -> str:
        """Name of the file of its campaigns' numbers."""
        return f"campaigns-{_short(goals.numbers_state(self.campaigns))}.json"


def wanted(organisation: Organisation, now: datetime) -> Wanted:
    lake, campaigns, home = place.lake(organisation), goals.launched(organisation), settings.home()
    tests = goals.channel_tests(organisation)
    parts = [now.date().isoformat(), goals.state(campaigns), repr(tests) if tests else ""]
    parts += [_text(path) for path in (lake.root / "HEAD.json", home / settings.FILE, home / settings.TOPICS)]
    parts.append(Teaching(home, lake.organisation).state())
    folder = home / settings.CACHE / f"{_family(lake)}-{_short(chr(31).join(parts))}"
    return Wanted(organisation, now, lake, campaigns, tests, folder)


def made(wanted: Wanted) -> bool:
    """Whether it lies there afterwards: made now if nobody has yet; not while nothing has been imported."""
    if wanted.folder.is_dir():
        return True
    if not anything_known(wanted):
        return False
    with _one_at_a_time(wanted.folder.parent):
        if not wanted.folder.is_dir():
            _make(wanted)
    return True


def anything_known(wanted: Wanted) -> bool:
    """Whether any file's rows are in the lake as it is now."""
    return _anything_in(wanted.lake, _text(wanted.lake.root / "HEAD.json"))


@lru_cache(maxsize=64)
def _anything_in(lake: Lake, _state: str) -> bool:
    """Asked once per state of the lake: while a new review is made, every page asks."""
    return bool(lake.known_files())


def newest(wanted: Wanted) -> Path | None:
    """The newest review this version made of the same organisation, of whatever state."""
    finished = wanted.folder.parent.glob(f"{_family(wanted.lake)}-*[!l]/review.json")  # nothing.partial
    return max((record.parent for record in finished), key=_written, default=None)


def numbers(wanted: Wanted, folder: Path) -> Path:
    """The file of the campaigns' numbers beside a review; written anew where somebody has changed what belongs."""
    path = folder / wanted.numbers
    if not path.is_file():
        with _one_at_a_time(folder.parent):
            if not path.is_file():
                _write_numbers(path, _scene(wanted), wanted.campaigns)
    return path


def newest_numbers(folder: Path) -> Path | None:
    """Those of before somebody changed what belongs to a campaign."""
    return max(folder.glob("campaigns-*.json"), key=lambda path: path.stat().st_mtime, default=None)


def _make(wanted: Wanted) -> None:
    """Complete or not there: made beside, then renamed."""
    partial = wanted.folder.with_name(f"{wanted.folder.name}.{os.getpid()}.partial")
    partial.mkdir(parents=True, exist_ok=True)
    scene = _scene(wanted)
    made = review_scene(scene, wanted.lake.reports())
    _write_numbers(partial / wanted.numbers, scene, wanted.campaigns)
    decided = _decided(wanted.organisation).items()
    later = {number: codec.encode(later_of(scene, basis, decided_on=day)) for number, (basis, day) in decided}
    (partial / "later.json").write_text(json.dumps(later), encoding="utf-8")
    read = [codec.encode(one) for one in measures(scene, made.accounts)]
    (partial / "measures.json").write_text(json.dumps(read), encoding="utf-8")
    (partial / "growth.json").write_text(to_text(growth_of(scene)), encoding="utf-8")
    (partial / "habits.json").write_text(json.dumps(codec.encode(habit_history(scene))), encoding="utf-8")
    (partial / told.RECORD).write_text(as_json.dumps(made, indent=None), encoding="utf-8")
    told.keep(partial)
    order = [("platform", "ascending"), ("account_id", "ascending"), ("published_at", "descending")]
    pq.write_table(wanted.lake.posts(wanted.now).sort_by(order), partial / "posts.parquet", row_group_size=50_000)
    partial.rename(wanted.folder)
    _forget(wanted.folder)


def _scene(wanted: Wanted) -> Scene:
    return scene_of(wanted.lake, now=wanted.now, settings=_settings(wanted))


def _settings(wanted: Wanted) -> Settings:
    return goals.with_goals(settings.load(settings.home()), goals.told(wanted.campaigns), wanted.tests)


def _decided(organisation: Organisation) -> Mapping[int, tuple[DecisionBasis, date]]:
    """The newest decisions that hold about findings: what they rest on, and their day."""
    found = decisions.standing(organisation).exclude(basis="")[:DECISIONS]
    bases = ((decision, frozen.basis_in(decision)) for decision in found)
    return {decision.pk: (basis, decision.at.date()) for decision, basis in bases if basis is not None}


def _write_numbers(path: Path, scene: Scene, campaigns: Sequence[goals.Launched]) -> None:
    found = {c.number: codec.encode(campaign_numbers(scene, c.goal, c.judged)) for c in campaigns}
    partial = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.partial")
    partial.write_text(json.dumps(found), encoding="utf-8")
    partial.replace(path)


def _forget(newest: Path) -> None:
    """Older reviews of the same organisation; a page being read now still finds the few before it."""
    mine = newest.name.split("-")[0]
    others = [path for path in newest.parent.glob(f"{mine}-*") if path != newest]
    for path in sorted(others, key=_written, reverse=True)[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _written(path: Path) -> float:
    """When its record was; what has none, or has just been removed, is the oldest."""
    try:
        return (path / "review.json").stat().st_mtime
    except FileNotFoundError:
        return 0.0


@contextmanager
def _one_at_a_time(cache: Path) -> Iterator[None]:
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _TURN, FileLock(cache / "making.lock"):
        yield


def _family(lake: Lake) -> str:
    return f"{_short(lake.organisation)}-{_short(version('pratfall'))[:8]}"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
