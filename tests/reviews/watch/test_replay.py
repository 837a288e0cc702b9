from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pratfall.reviews.watch import store as stores
from pratfall.reviews.watch.events import minute_of, open_recording
from pratfall.reviews.watch.replay import STEP_MINUTES, Replay, folder_of
from tests.reviews.watch.feeding import START, mentions, replayed, strict

STORM = START + 10 * 1440


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mentions(tmp_path_factory.mktemp("recording") / "mentions.csv", days=13)


@pytest.fixture(scope="module")
def events(recording: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    return replayed(tmp_path_factory.mktemp("state"), recording)


def of_storm(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [e for e in events if e["minute"] > STORM and e["opened"] >= STORM]


def test_a_storm_is_told_within_its_first_two_hours(events: list[dict[str, Any]]) -> None:
    first = of_storm(events)[0]
    assert (first["step"], first["status"]) == ("opened", "sure")
    assert first["minute"] - STORM <= 120
    assert first["count"] > 5 * first["usual"]
    assert first["count"] > first["high"]


def test_a_storm_on_two_accounts_is_one_incident_that_spreads_and_ends(events: list[dict[str, Any]]) -> None:
    steps = of_storm(events)
    assert len({e["incident"] for e in steps}) == 1
    assert steps[0]["step"] == "opened"
    assert "facebook|lanterne|mentions|60" in steps[-1]["members"]
    assert "instagram|lanterne.marsh|mentions|60" in steps[-1]["members"]
    assert steps[-1]["step"] == "over"


def test_the_words_of_the_storm_are_named(events: list[dict[str, Any]]) -> None:
    assert {"shame", "refund", "unpaid"} <= set(of_storm(events)[0]["words"])


@pytest.mark.parametrize("step", [25, 1000])
def test_how_fast_it_is_played_changes_nothing(
    step: int, recording: Path, events: list[dict[str, Any]], tmp_path: Path
) -> None:
    now = [START]

    def clock() -> int:
        now[0] += step
        return now[0]

    assert replayed(tmp_path / "state", recording, clock=clock) == events


def test_a_hurried_beginning_is_written_down_and_not_shown(recording: Path, tmp_path: Path) -> None:
    shown: list[dict[str, Any]] = []
    with stores.opened(tmp_path) as store:
        for tick in Replay(store, open_recording(recording), rate=strict).play(quiet_until=STORM + 3000):
            shown += tick.events
            with store.look():
                store.mark_shown(e["id"] for e in tick.events)
        assert len(store.events()) > len({e["id"] for e in shown})
    assert all(e["minute"] > STORM + 3000 for e in shown)


def shuffled(recording: Path, to: Path, rng: np.random.Generator) -> Path:
    """The same rows, out of order by up to four minutes, one in ten of them twice."""
    with recording.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    rows += [rows[i] for i in rng.choice(len(rows), len(rows) // 10, replace=False)]
    at = np.array([minute_of(row[0]) for row in rows]) + rng.uniform(0, 4, len(rows))
    with to.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *(rows[i] for i in np.argsort(at))])
    return to


def test_disorder_and_repetition_change_nothing(recording: Path, events: list[dict[str, Any]], tmp_path: Path) -> None:
    mixed = shuffled(recording, tmp_path / "mixed.csv", np.random.default_rng(3))
    told = replayed(tmp_path / "state", mixed)
    plain = [(e["id"], e["minute"], e["step"], e["status"], e["count"]) for e in told]
    assert plain == [(e["id"], e["minute"], e["step"], e["status"], e["count"]) for e in events]


def test_an_outage_ends_no_incident_and_gives_no_alarm(tmp_path: Path) -> None:
    """Readings that stop in the middle of a storm, for two days, and go on as if nothing had been."""
    rng = np.random.default_rng(5)
    values = rng.poisson(40, 24 * 20).astype(float)
    values[24 * 12 : 24 * 12 + 5] += 400
    path = tmp_path / "counts.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("timestamp,value\n")
        for hour, value in enumerate(values.tolist()):
            if not 24 * 12 + 5 <= hour < 24 * 14 + 5:
                day, of_day = divmod(hour, 24)
                file.write(f"2026-03-{day + 1:02d} {of_day:02d}:00:00,{value}\n")
    told = replayed(tmp_path / "state", path)
    after = minute_of("2026-03-13T05:00:00")
    back = minute_of("2026-03-15T05:00:00")
    assert any(e["step"] == "opened" and e["status"] != "cannot_tell" for e in told if e["minute"] <= after)
    assert not [e for e in told if after < e["minute"] <= back]
    assert any(e["step"] == "over" for e in told if e["minute"] > back)


def test_each_file_has_a_state_of_its_own_that_a_changed_file_does_not_inherit(tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_text("a", encoding="utf-8")
    first = folder_of(tmp_path, file)
    assert first == folder_of(tmp_path, file)
    file.write_text("ab", encoding="utf-8")
    assert folder_of(tmp_path, file) != first


def test_a_look_never_covers_more_than_what_is_remembered_of_words() -> None:
    assert STEP_MINUTES <= 1440
