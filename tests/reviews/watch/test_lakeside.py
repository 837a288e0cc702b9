from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from pratfall.records.scene import Planned
from pratfall.records.streams import Stream
from pratfall.records.subjects import Account, Subject, SubjectKind
from pratfall.reviews.watch import lakeside
from pratfall.reviews.watch import store as stores
from pratfall.reviews.watch.binning import Source
from pratfall.reviews.watch.store import Store
from pratfall.reviews.watch.watcher import Watcher
from tests.reviews.watch.feeding import strict

DAYS = 30
PLANNED = (Planned("Gala", date(2026, 2, 1), date(2026, 2, 2), ("us_on_x",)),)
START = np.datetime64("2026-03-02T00:00:00", "s")


@dataclass
class Nothing:
    created: Any = field(default_factory=lambda: np.array([], dtype="datetime64[s]"))
    text: Any = field(default_factory=lambda: np.array([], dtype=object))


@dataclass
class Known:
    """What stands in for a scene: its streams, and no comments."""

    streams: list[Stream]
    comments: Nothing = field(default_factory=Nothing)
    settings: Any = field(
        default_factory=lambda: SimpleNamespace(reader=None, planned=PLANNED, organisation_type="charity")
    )
    accounts: tuple[Account, ...] = (Account("x", "us", "us_on_x", "Us"),)


@pytest.fixture(autouse=True)
def _streams_as_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lakeside, "streams_of", lambda scene: tuple(scene.streams))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with stores.opened(tmp_path) as opened:
        yield opened


def stream(counts: np.ndarray, account: str = "us", start: Any = START) -> Stream:
    subject = Subject(SubjectKind.ACCOUNT, f"x/{account}", "Us", "x", account)
    return Stream(subject, "x", "comments", start, 60, counts, (0,), np.array([], dtype=int))


def quiet(days: int = DAYS, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).poisson(20.0, days * 24).astype(float)


def look(store: Store, *streams: Stream) -> list[dict[str, Any]]:
    watcher = Watcher(store, rate=strict)
    with store.look():
        lakeside.read_on(watcher, Known(list(streams)))  # type: ignore[arg-type]
    shown = store.events(unshown=True)
    with store.look():
        store.mark_shown(e["id"] for e in shown)
    return shown


def judged(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [e for e in events if e["status"] != "cannot_tell"]


def with_storm(counts: np.ndarray, hour: int) -> np.ndarray:
    out = counts.copy()
    out[hour : hour + 5] += 300
    return out


def test_the_first_look_learns_from_the_past_and_shows_only_what_still_goes_on(store: Store, tmp_path: Path) -> None:
    assert judged(look(store, stream(with_storm(quiet(), 400)))) == []
    assert judged(store.events())
    with stores.opened(tmp_path / "other") as other:
        shown = judged(look(other, stream(with_storm(quiet(), DAYS * 24 - 8))))
    assert len(shown) == 1


def test_a_storm_that_a_later_export_brings_is_told_once(store: Store) -> None:
    counts = with_storm(quiet(), 700)
    assert judged(look(store, stream(counts[:650]))) == []
    told = judged(look(store, stream(counts)))
    assert {"opened"} <= {e["step"] for e in told}
    assert judged(look(store, stream(counts))) == []


def test_the_newest_bin_waits_until_the_next_export_completes_it(store: Store) -> None:
    counts = quiet()
    look(store, stream(counts[:600]))
    assert Watcher(store).listeners["x|us|comments|60"].stream.bins == 599


def test_counts_restated_behind_the_point_read_are_read_anew_and_nothing_is_told_twice(store: Store) -> None:
    counts = with_storm(quiet(), 600)
    first = judged(look(store, stream(counts[:650]))) or judged(store.events())
    assert first
    restated = counts.copy()
    restated[590:599] += 3.0  # comments that came with a later export of the same posts
    assert judged(look(store, stream(restated[:700]))) == []
    assert Watcher(store).listeners["x|us|comments|60"].stream.bins == 699
    straight = Watcher(store).listeners["x|us|comments|60"].stream.level
    assert straight == pytest.approx(level_of(restated[:699]))


def level_of(counts: np.ndarray) -> float:
    from pratfall.stats.backlash_stream import BacklashStream

    one = BacklashStream(bins_per_day=24)
    for count in counts.tolist():
        one.update(count)
    assert one.level is not None
    return one.level


def test_a_storm_found_in_hindsight_is_still_told(store: Store) -> None:
    """A gap in the exports that a later import fills, with a storm inside."""
    counts = with_storm(quiet(), 550)
    holed = counts.copy()
    holed[500:600] = np.nan
    look(store, stream(holed[:690]))
    told = judged(look(store, stream(counts[:695])))
    assert [e["step"] for e in told][:1] == ["opened"]


def test_a_history_that_begins_later_than_before_is_read_on_and_not_anew(store: Store) -> None:
    counts = quiet(60)
    look(store, stream(counts[: 40 * 24]))
    look(store, stream(counts[20 * 24 :], start=START + np.timedelta64(20, "D")))
    assert Watcher(store).listeners["x|us|comments|60"].stream.bins == 60 * 24 - 1


def test_trailing_time_without_data_is_left_open(store: Store) -> None:
    counts = quiet()
    counts[650:] = np.nan
    look(store, stream(counts))
    assert Watcher(store).listeners["x|us|comments|60"].stream.bins == 649


def test_labels_are_those_people_know(store: Store) -> None:
    look(store, stream(quiet()))
    assert Watcher(store).listeners["x|us|comments|60"].label == "Us"


def test_the_past_of_a_stream_that_comes_later_is_learnt_and_not_told(store: Store) -> None:
    look(store, stream(quiet()))
    assert judged(look(store, stream(quiet()), stream(with_storm(quiet(seed=2), 400), "them"))) == []
    assert judged(store.events())


def test_what_was_announced_for_an_account_is_known_by_its_handle(store: Store) -> None:
    watcher = Watcher(store)
    with store.look():
        lakeside.read_on(watcher, Known([stream(quiet())]))  # type: ignore[arg-type]
    noon = int(np.datetime64("2026-02-01T12:00", "m").astype(np.int64))
    assert watcher.announced.at(Source.of_key("x|us|comments|60"), noon) == "Gala"
    assert watcher.organisation_type == "charity"


def test_all_accounts_together_have_no_name_and_are_known_by_their_networks(store: Store) -> None:
    watcher = Watcher(store)
    whole = replace(stream(quiet()), subject=Subject(SubjectKind.ORGANISATION, "default", "default"), platform="")
    with store.look():
        lakeside.read_on(watcher, Known([whole]))  # type: ignore[arg-type]
    assert [o.label for o in watcher.listeners.values()] == ["x"]
