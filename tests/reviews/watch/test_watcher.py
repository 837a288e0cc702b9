from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import nan
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pratfall.records.scene import Planned
from pratfall.reviews.watch import store as stores
from pratfall.reviews.watch.announced import Announced
from pratfall.reviews.watch.binning import Heard, Source
from pratfall.reviews.watch.said import Said
from pratfall.reviews.watch.store import Store
from pratfall.reviews.watch.watcher import Watcher
from tests.reviews.watch.feeding import strict

HOURS = 24 * 12


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with stores.opened(tmp_path) as opened:
        yield opened


def source(i: int) -> Source:
    return Source("x", f"account{i}", "comments", 60)


def quiet(accounts: int, hours: int = HOURS, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).poisson(20.0, (accounts, hours)).astype(float)


def heard(counts: np.ndarray, first: int = 0) -> list[Heard]:
    return [Heard(source(i), first, tuple(row)) for i, row in enumerate(counts.tolist())]


def take(store: Store, looks: Sequence[list[Heard]], **how: Any) -> list[dict[str, Any]]:
    watcher = Watcher(store, rate=strict)
    for look in looks:
        with store.look():
            watcher.take(look, **how)
    return store.events()


def with_storm(counts: np.ndarray, rows: Sequence[int], hour: int, size: float = 300.0) -> np.ndarray:
    out = counts.copy()
    for row in rows:
        out[row, hour : hour + 4] += size
    return out


def storms(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [e for e in events if e["status"] != "cannot_tell"]


def test_the_same_counts_cut_into_any_looks_give_the_same(store: Store, tmp_path: Path) -> None:
    counts = with_storm(quiet(3), [1], 250)
    whole = take(store, [heard(counts)])
    with stores.opened(tmp_path / "other") as other:
        pieces = take(other, [heard(counts[:, i : i + 5], i) for i in range(0, HOURS, 5)])
    assert whole == pieces
    assert storms(whole)


def test_a_restart_between_looks_changes_nothing(store: Store, tmp_path: Path) -> None:
    counts = with_storm(quiet(3), [1], 250)
    whole = take(store, [heard(counts)])
    for i in range(0, HOURS, 24):
        with stores.opened(tmp_path / "other") as other:
            events = take(other, [heard(counts[:, i : i + 24], i)])
    assert events == whole


def test_one_launch_on_ten_accounts_is_one_incident(store: Store) -> None:
    events = take(store, [heard(with_storm(quiet(12), range(10), 250))])
    told = storms(events)
    assert len({e["incident"] for e in told}) == 1
    assert len(told[-1]["members"]) >= 10


def test_storms_days_apart_are_two_incidents(store: Store) -> None:
    counts = with_storm(with_storm(quiet(3, 24 * 16), [0], 200), [1], 330)
    assert len({e["incident"] for e in storms(take(store, [heard(counts)]))}) == 2


def test_bins_read_before_are_not_read_again(store: Store) -> None:
    counts = with_storm(quiet(2), [0], 250)
    once = take(store, [heard(counts)])
    assert take(store, [heard(counts), heard(counts[:, 100:], 100)]) == once


def test_bins_nobody_counted_are_bins_without_data(store: Store) -> None:
    counts = quiet(1)
    watcher = Watcher(store, rate=strict)
    with store.look():
        watcher.take(heard(counts[:, :100]))
        watcher.take(heard(counts[:, 150:], 150))
    listener = watcher.listeners[source(0).key]
    assert listener.next_bin == HOURS
    assert listener.stream.seen == HOURS - 50


def test_the_first_week_says_nothing_whatever_happens(store: Store) -> None:
    counts = with_storm(quiet(1, 24 * 6), [0], 100, 3000.0)
    assert take(store, [heard(counts)]) == []


def test_no_data_ends_no_incident(store: Store) -> None:
    counts = with_storm(quiet(1, 24 * 16), [0], 250)
    counts[0, 254:330] = nan
    events = storms(take(store, [heard(counts)]))
    over = [e for e in events if e["step"] == "over"]
    assert events[0]["step"] == "opened"
    assert over and over[0]["minute"] > 330 * 60


def test_an_incident_stays_open_while_talk_stays_high(store: Store) -> None:
    counts = quiet(1, 24 * 18)
    counts[0, 250 : 250 + 72] += 100
    over = [e for e in storms(take(store, [heard(counts)])) if e["step"] == "over"]
    assert all(e["minute"] > (250 + 72) * 60 for e in over)


def test_streams_silent_for_a_month_pay_for_nothing(store: Store) -> None:
    watcher = Watcher(store, rate=strict)
    with store.look():
        watcher.take(heard(quiet(5)))
        watcher.take([Heard(source(0), HOURS, tuple(quiet(1, 24 * 40)[0]))])
    assert watcher.streams_at(HOURS * 60) == 5
    assert watcher.streams_at((HOURS + 24 * 40) * 60) == 1


def test_what_counted_a_year_ago_buys_nothing_today(store: Store) -> None:
    from pratfall.reviews.watch.policy import MEMORY_MINUTES

    take(store, [heard(with_storm(quiet(1), [0], 250))])
    watcher = Watcher(store, rate=strict)
    told = [i.told for i in watcher.incidents.values() if i.told]
    assert told
    with store.look():
        watcher.take([Heard(source(0), HOURS + MEMORY_MINUTES // 60 + 24 * 40, (20.0,))])
    assert not [i for i in Watcher(store, rate=strict).incidents.values() if i.over and i.told]


def test_alarms_of_the_past_are_written_down_and_not_shown(store: Store) -> None:
    take(store, [heard(with_storm(quiet(1), [0], 250))], told_after=HOURS * 60)
    assert store.events() and not store.events(unshown=True)


def test_talk_that_has_turned_against_us_is_surer_than_talk_alone(store: Store, tmp_path: Path) -> None:
    """As loud and as angry by chance: a hundredth of as loud."""
    counts = with_storm(quiet(3), [1], 250, 30.0)

    def told(where: Store, said: Said) -> list[dict[str, Any]]:
        watcher = Watcher(where, rate=lambda score, stream: 20 * strict(score, stream), said=lambda *_: said)
        with where.look():
            watcher.take(heard(counts))
        return [e for e in where.events() if e["key"] == source(1).key]

    alone = told(store, Said())
    with stores.opened(tmp_path / "other") as other:
        angry = told(other, Said(("shame",), "negative", 0.01))
    assert {e["status"] for e in alone} <= {"cannot_tell"}
    assert {"likely", "sure"} & {e["status"] for e in angry}


def test_a_mood_nobody_could_tell_is_read_again(store: Store) -> None:
    read: list[int] = []

    def said(_key: str, _start: int, end: int) -> Said:
        read.append(end)
        return Said((), "negative" if len(read) > 2 else "", 1.0)

    counts = with_storm(quiet(1), [0], 250)
    counts[0, 254:262] += 250
    watcher = Watcher(store, rate=strict, said=said)
    with store.look():
        watcher.take(heard(counts))
    assert [i.feeling for i in watcher.incidents.values() if i.told] == ["negative"]


@pytest.mark.parametrize(("feeling", "shown"), [("negative", True), ("positive", False), ("", False)])
def test_talk_during_what_was_announced_is_expected_unless_people_are_against_it(
    store: Store, feeling: str, shown: bool
) -> None:
    gala = Planned("Gala", date(1970, 1, 11), date(1970, 1, 12))
    watcher = Watcher(store, rate=strict, said=lambda *_: Said((), feeling, 1.0, 0.6), organisation_type="charity")
    watcher.announced = Announced([gala])
    with store.look():
        watcher.take(heard(with_storm(quiet(1), [0], 250)))
    opened = [e for e in storms(store.events()) if e["step"] == "opened"]
    assert bool(opened) == shown
    assert all(e["planned"] == "Gala" and "charity" in e["severity"]["severity_reasons"] for e in opened)


def test_the_day_after_what_was_announced_is_a_day_like_any_other(store: Store) -> None:
    watcher = Watcher(store, rate=strict)
    watcher.announced = Announced([Planned("Gala", date(1970, 1, 9), date(1970, 1, 10))])
    with store.look():
        watcher.take(heard(with_storm(quiet(1), [0], 250)))
    assert [e["planned"] for e in storms(store.events()) if e["step"] == "opened"] == [""]
    assert [i.severity["times_low"] > 5 for i in watcher.incidents.values() if i.told] == [True]
