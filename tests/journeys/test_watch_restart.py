"""A watcher that is killed at any moment and started again decides the same, once, and shows everything."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
from pathlib import Path
from typing import Any

import pytest

from pratfall.errors import WatchBusy
from pratfall.reviews.watch import store as stores
from pratfall.reviews.watch.events import open_recording
from pratfall.reviews.watch.replay import Replay
from tests import killing
from tests.reviews.watch.feeding import mentions, replayed, strict

KILLS = int(os.environ.get("PRATFALL_KILLS", "8"))


def play_on(state: Path, recording: Path, shown: Path) -> None:
    """Play and show as the command does: decide, show, write down that it was shown."""
    with stores.opened(state) as store, shown.open("a", encoding="utf-8") as screen:
        left = {event["id"] for event in store.events(unshown=True)}
        for tick in Replay(store, open_recording(recording), rate=strict).play():
            for event in tick.events:
                screen.write(json.dumps({"id": event["id"], "again": event["id"] in left}) + "\n")
            screen.flush()
            with store.look():
                store.mark_shown(event["id"] for event in tick.events)


def killed_after(seconds: float, *args: Any) -> bool:
    return killing.killed_after(seconds, play_on, *args, imports=("tests.journeys.test_watch_restart",))


def state_of(folder: Path) -> tuple[list[dict[str, Any]], list[Any]]:
    with stores.opened(folder) as store:
        return store.events(), store.alarms()


@pytest.mark.parametrize("seed", range(1, 1 + max(KILLS // 8, 1)))
def test_killed_at_random_moments_nothing_is_lost_and_nothing_decided_twice(seed: int, tmp_path: Path) -> None:
    recording = mentions(tmp_path / "mentions.csv", days=14, seed=seed)
    expected = replayed(tmp_path / "whole", recording)
    state, shown = tmp_path / "killed", tmp_path / "shown.jsonl"
    moment = random.Random(seed)
    longest, kills = 1.0, 0
    while not killed_after(moment.uniform(0.05, longest), state, recording, shown):
        kills += 1
        # Kills are to fall into the work, on a busy machine as on an idle one.
        longest *= 1.2 if kills > KILLS else 1.0
        assert kills < 10 * KILLS, "it never came to its end"
    assert kills >= 3
    events, alarms = state_of(state)
    assert events == expected
    assert (events, alarms) == state_of(tmp_path / "whole")
    lines = [json.loads(line) for line in shown.read_text("utf-8").splitlines()]
    assert {line["id"] for line in lines} == {event["id"] for event in expected if not event["quiet"]}
    first_times = [line["id"] for line in lines if not line["again"]]
    assert len(first_times) == len(set(first_times))


def test_a_kill_between_deciding_and_showing_shows_it_at_the_next_start_and_says_so(tmp_path: Path) -> None:
    recording = mentions(tmp_path / "mentions.csv", days=13)
    state, shown = tmp_path / "state", tmp_path / "shown.jsonl"
    with stores.opened(state) as store:
        for tick in Replay(store, open_recording(recording), rate=strict).play():
            if tick.events:
                break  # decided and committed, and here the machine loses its power
    play_on(state, recording, shown)
    lines = [json.loads(line) for line in shown.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines if line["again"]] == [event["id"] for event in tick.events]
    whole = replayed(tmp_path / "whole", recording)
    assert sorted(line["id"] for line in lines) == sorted(e["id"] for e in whole if not e["quiet"])


def hold(state: Path, ready: Any, done: Any) -> None:
    with stores.opened(state):
        ready.set()
        done.wait(30)


def test_a_second_watcher_is_told_who_holds_the_first(tmp_path: Path) -> None:
    server = multiprocessing.get_context("forkserver")
    ready, done = server.Event(), server.Event()
    process = server.Process(target=hold, args=(tmp_path / "state", ready, done))
    process.start()
    assert ready.wait(30)
    with pytest.raises(WatchBusy) as busy, stores.opened(tmp_path / "state"):
        pass
    done.set()
    process.join()
    assert f"({process.pid})" in str(busy.value.facts["who"])
    assert busy.value.facts["since"]
    with stores.opened(tmp_path / "state"):
        pass  # and once it has ended it is free


def test_a_killed_watcher_holds_nothing(tmp_path: Path) -> None:
    recording = mentions(tmp_path / "mentions.csv", days=13)
    killed_after(0.5, tmp_path / "state", recording, tmp_path / "shown.jsonl")
    with stores.opened(tmp_path / "state"):
        pass
