from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pratfall.errors import LakeDamaged, LakeError
from pratfall.records.findings import Status
from pratfall.reviews.watch import store as stores
from pratfall.reviews.watch.binning import Source
from pratfall.reviews.watch.incidents import Alarm, begin
from pratfall.reviews.watch.listener import Listener

SOURCE = Source("x", "us", "mentions", 60)
ALARM = Alarm(SOURCE.key, 100, 6060, 0.5, 0.01, 90.0, 10.0, 20.0, 60)


def test_a_look_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with stores.opened(tmp_path) as store:
        with pytest.raises(RuntimeError), store.look():
            store.tell("position", 5)
            store.save_alarm(SOURCE.key, 1, 0.5, 0.1, None)
            raise RuntimeError
        assert store.about("position") is None
        assert store.alarms() == []


def test_everything_of_a_look_is_there_after_a_restart(tmp_path: Path) -> None:
    listener = Listener.new(SOURCE, 100, "Us")
    listener.hear(3.0)
    with stores.opened(tmp_path) as store, store.look():
        store.tell("position", 5)
        store.save_listeners([listener])
        store.save_alarm(SOURCE.key, 100, 0.5, 0.01, 1)
        store.save_incident(begin(1, ALARM, Status.LIKELY))
        store.save_event(1, 0, {"minute": 6060, "step": "opened"}, shown=False)
        store.save_recent([("a", SOURCE.key, 100, 6001, "hello", 1.0)])
        store.remember_files({"a.csv": (10, 20)})
    with stores.opened(tmp_path) as store:
        assert store.about("position") == 5
        again = store.listeners()[SOURCE.key]
        assert (again.state(), again.label, again.next_bin) == (listener.state(), "Us", 101)
        assert store.known_alarm(SOURCE.key, 100) and not store.known_alarm(SOURCE.key, 101)
        assert store.incidents() == [begin(1, ALARM, Status.LIKELY)]
        assert [e["id"] for e in store.events(unshown=True)] == ["1.0"]
        assert store.recent() == {"a": (SOURCE.key, 100, 6001, "hello", 1.0)}
        assert store.files() == {"a.csv": (10, 20)}


def test_what_was_shown_is_not_shown_again_unless_asked(tmp_path: Path) -> None:
    with stores.opened(tmp_path) as store:
        for step in range(2):
            store.save_event(1, step, {"minute": 60 + step, "step": "opened"}, shown=False)
        store.mark_shown(["1.0", "1.1"])
        assert store.events(unshown=True) == []
        store.show_newest([1])
        assert [e["id"] for e in store.events(unshown=True)] == ["1.1"]


def test_incidents_can_be_read_while_somebody_watches(tmp_path: Path) -> None:
    assert stores.read_incidents(tmp_path / "nobody") == ()
    with stores.opened(tmp_path) as store:
        store.save_incident(begin(1, ALARM, Status.LIKELY))
        over = begin(2, ALARM, Status.LIKELY)
        over.over = 9000
        store.save_incident(over)
        assert [i.id for i in stores.read_incidents(tmp_path)] == [1]


def test_incidents_told_within_the_year_are_remembered_and_older_ones_are_not_loaded(tmp_path: Path) -> None:
    old, recent = begin(1, ALARM, Status.LIKELY), begin(2, ALARM, Status.LIKELY)
    old.over = old.told = 100
    recent.over = recent.told = 5000
    with stores.opened(tmp_path) as store:
        store.save_incident(old)
        store.save_incident(recent)
        assert [i.id for i in store.incidents(since=1000)] == [2]


def test_a_stream_saved_by_another_version_learns_anew(tmp_path: Path) -> None:
    with stores.opened(tmp_path) as store:
        store.save_listeners([Listener.new(SOURCE, 100)])
        store._db.execute("UPDATE stream SET state = '{\"level\": 3}'")
        assert store.listeners() == {}


def test_a_stream_is_forgotten_with_its_incidents(tmp_path: Path) -> None:
    with stores.opened(tmp_path) as store:
        store.save_listeners([Listener.new(SOURCE, 100)])
        store.save_recent([("a", SOURCE.key, 100, 6001, "hello", 1.0)])
        store.save_alarm(SOURCE.key, 100, 0.5, 0.01, 1)
        store.save_incident(begin(1, ALARM, Status.LIKELY))
        store.save_event(1, 0, {"minute": 60, "step": "opened"}, shown=False)
        assert store.forget(lambda source: source == SOURCE)
        assert not (store.listeners() or store.recent() or store.alarms() or store.incidents() or store.events())


def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / stores.NAME).write_bytes(b"no database " * 100)
    with pytest.raises(LakeDamaged) as damaged, stores.opened(tmp_path):
        pass
    assert damaged.value.code == "watch_damaged"


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with stores.opened(tmp_path):
        pass
    with sqlite3.connect(tmp_path / stores.NAME) as connection:
        connection.execute("UPDATE about SET value = '99' WHERE name = 'version'")
    connection.close()
    with pytest.raises(LakeError) as refused, stores.opened(tmp_path):
        pass
    assert refused.value.code == "watch_too_new"


def test_what_is_kept_is_nobody_elses_business(tmp_path: Path) -> None:
    folder = tmp_path / "watch" / "us"
    with stores.opened(folder):
        assert folder.stat().st_mode & 0o077 == 0


def test_what_is_forgotten_is_gone_from_every_byte(tmp_path: Path) -> None:
    with stores.opened(tmp_path) as store:
        store.save_listeners([Listener.new(SOURCE, 100, "Zanzibar")])
        store.save_recent([("a", SOURCE.key, 100, 6001, "Zanzibar " * 50, 1.0)])
    with stores.opened(tmp_path) as store:
        store.forget(lambda source: True)
    assert not [path.name for path in tmp_path.iterdir() if b"Zanzibar" in path.read_bytes()]
