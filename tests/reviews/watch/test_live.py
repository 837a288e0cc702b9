from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pratfall.errors import InputError, WatchBusy
from pratfall.lake import Lake
from pratfall.records.findings import Status
from pratfall.reviews import settings
from pratfall.reviews.readers.reading import chosen
from pratfall.reviews.teaching.learn import learn
from pratfall.reviews.teaching.store import Teaching
from pratfall.reviews.watch import live, open_incidents
from pratfall.reviews.watch import store as stores
from pratfall.reviews.watch.binning import Source
from pratfall.reviews.watch.incidents import Alarm, begin
from pratfall.reviews.watch.listener import Listener
from pratfall.reviews.watch.live import Live
from tests.reviews.exports import daily_tweets, write
from tests.reviews.teaching.test_learn import labels

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Live]:
    with stores.opened(live.folder_of(tmp_path, "us")) as store:
        yield Live(store, Lake(tmp_path, "us"), settings.load(tmp_path))


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    file = write(folder / "tweets.csv", daily_tweets(datetime(2026, 1, 1, tzinfo=UTC), [5] * 30))
    os.utime(file, (1_700_000_000, 1_700_000_000))
    return folder


def test_an_empty_lake_has_nothing_to_watch(watching: Live) -> None:
    look = watching.look(now=NOW)
    assert (look.streams, look.events, look.open) == (0, [], ())


def test_a_new_file_is_imported_at_the_first_look_and_not_again(watching: Live, exports: Path) -> None:
    first = watching.look(now=NOW, folder=exports)
    assert [report.name for report in first.files] == ["tweets.csv"]
    assert watching.look(now=NOW + timedelta(hours=1), folder=exports).files == ()
    assert len(watching.lake.known_files()) == 1


def test_a_file_that_cannot_be_used_is_told_once_and_stops_nothing(watching: Live, exports: Path) -> None:
    bad = exports / "bad.csv"
    bad.write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    os.utime(bad, (1_700_000_000, 1_700_000_000))
    assert len(watching.look(now=NOW, folder=exports).files) == 2
    assert watching.look(now=NOW, folder=exports).files == ()


def test_a_folder_that_is_not_there_is_refused(watching: Live, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        watching.look(now=NOW, folder=tmp_path / "nowhere")
    assert refused.value.code == "watch_no_folder"


def test_a_clock_that_went_backwards_is_told_and_takes_nothing_back(watching: Live, exports: Path) -> None:
    assert not watching.look(now=NOW, folder=exports).clock_back
    assert watching.look(now=NOW - timedelta(days=3), folder=exports).clock_back
    assert not watching.look(now=NOW + timedelta(minutes=1), folder=exports).clock_back


def test_what_was_shown_is_not_shown_at_the_next_look(watching: Live) -> None:
    watching.store.save_event(1, 0, {"minute": 60, "step": "opened"}, shown=False)
    look = watching.look(now=NOW)
    assert [event["id"] for event in look.events] == ["1.0"]
    watching.shown(look.events)
    assert watching.look(now=NOW).events == []


def kept(home: Path) -> None:
    alarm = Alarm("x|us|comments|60", 500, 30_000, 0.8, 0.001)
    with stores.opened(live.folder_of(home, "us")) as store:
        store.save_listeners([Listener.new(Source("x", account, "comments", 60), 1) for account in ("us", "them")])
        store.save_listeners([Listener.new(Source("", "", "comments", 60), 1)])
        store.save_incident(begin(1, alarm, Status.LIKELY))


def test_open_incidents_are_there_for_whoever_asks(tmp_path: Path) -> None:
    assert open_incidents(tmp_path, "us") == ()
    kept(tmp_path)
    assert [incident.id for incident in open_incidents(tmp_path, "us")] == [1]
    assert open_incidents(tmp_path, "others") == ()


def test_an_erased_account_is_forgotten_and_others_are_not(tmp_path: Path) -> None:
    kept(tmp_path)
    live.forget_account(tmp_path, "us", "x", "us")
    with stores.opened(live.folder_of(tmp_path, "us")) as store:
        assert list(store.listeners()) == ["x|them|comments|60"]
    assert open_incidents(tmp_path, "us") == ()


def test_nothing_is_erased_under_the_feet_of_a_watcher(tmp_path: Path) -> None:
    kept(tmp_path)
    with stores.opened(live.folder_of(tmp_path, "us")), pytest.raises(WatchBusy):
        live.forget_account(tmp_path, "us", "x", "us")


def test_what_is_heard_is_read_with_what_was_taught_by_then(
    watching: Live, exports: Path, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = []
    monkeypatch.setattr(live, "read_on", lambda watcher, scene: readers.append(scene.settings.reader))
    watching.look(now=NOW, folder=exports)
    taught = Teaching(tmp_path, "us")
    taught.add(labels(60), now=now)
    learn(taught, "sentiment", chosen(tmp_path), now=now)
    watching.store.tell("head", None)
    watching.look(now=NOW, folder=exports)
    assert readers[0] is None
    assert readers[1](["the tent was brilliant as ever"]).sentiment[0].argmax() == 0
