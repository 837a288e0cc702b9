from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pratfall.cli import watch
from tests.cli.conftest import Pratfall
from tests.reviews.watch.feeding import mentions


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return mentions(tmp_path / "mentions.csv", days=12)


def test_with_nothing_imported_it_says_what_to_do_next(pratfall: Pratfall, capsys: pytest.CaptureFixture[str]) -> None:
    assert pratfall("watch", "--once") == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Nothing to watch" in printed.err
    assert "pratfall sources" in printed.err and "--replay" in printed.err


def test_new_files_of_the_folder_are_imported_once(
    pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tweets.parent / "exports"
    folder.mkdir()
    kept = tweets.rename(folder / tweets.name)
    os.utime(kept, (1_600_000_000, 1_600_000_000))
    assert pratfall("watch", folder, "--once") == 0
    assert tweets.name in capsys.readouterr().err
    assert pratfall("watch", folder, "--once") == 0
    assert tweets.name not in capsys.readouterr().err


def test_a_folder_that_is_none_is_refused(
    pratfall: Pratfall, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("watch", tmp_path / "nowhere", "--once") == 1
    assert "is no folder" in capsys.readouterr().err


def test_a_recorded_storm_is_caught_and_told_in_words(
    pratfall: Pratfall, recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("watch", "--replay", recording, "--speed", "0") == 0
    printed = capsys.readouterr()
    assert "Much more is being said than usual" in printed.out
    assert "mentions in" in printed.out
    assert "New words:" in printed.out and "shame" in printed.out
    assert "mentions.csv is over" in printed.err


def test_a_replay_in_french_is_french(pratfall: Pratfall, recording: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pratfall("watch", "--replay", recording, "--speed", "0", "--lang", "fr") == 0
    assert "On parle de vous bien plus que d’habitude" in capsys.readouterr().out


def test_json_is_one_object_per_line(pratfall: Pratfall, recording: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pratfall("watch", "--replay", recording, "--speed", "0", "--json") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines and all({"id", "step", "time", "accounts", "false_alarms_per_year"} <= line.keys() for line in lines)
    assert not any(line["again"] for line in lines)
    assert len({line["id"] for line in lines}) == len(lines)


def test_a_finished_replay_begins_anew_and_tells_the_same(
    pratfall: Pratfall, recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pratfall("watch", "--replay", recording, "--speed", "0", "--json")
    first = capsys.readouterr().out
    pratfall("watch", "--replay", recording, "--speed", "0", "--json")
    assert capsys.readouterr().out == first


def test_a_replay_leaves_the_memory_of_the_organisation_alone(pratfall: Pratfall, recording: Path, home: Path) -> None:
    pratfall("watch", "--replay", recording, "--speed", "0")
    assert [path.name for path in (home / "watch").iterdir()] == ["replays"]


def test_from_hurries_silently_to_the_moment(
    pratfall: Pratfall, recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = datetime(2026, 3, 12, 12, tzinfo=UTC)
    assert pratfall("watch", "--replay", recording, "--speed", "0", "--json", "--from", begin.isoformat()) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(datetime.fromisoformat(line["time"]) > begin for line in lines)


def test_what_is_no_recording_is_refused_with_its_columns(
    pratfall: Pratfall, tweets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pratfall("watch", "--replay", tweets) == 1
    assert "no recording Pratfall can play" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("--every", "0"), ("--every", "soon"), ("--speed", "-1"), ("--speed", "inf")])
def test_an_impossible_pace_is_usage(words: tuple[str, str], pratfall: Pratfall) -> None:
    with pytest.raises(SystemExit) as stopped:
        pratfall("watch", *words)
    assert stopped.value.code == 2


def test_the_clock_of_a_replay_runs_as_many_times_as_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    pace = watch.Pace(600.0, lambda: 5000, 0)
    assert not pace.started
    assert pace() == 5000
    now[0] += 6.0
    assert pace() == 5060
    assert watch.Pace(600.0, lambda: 5000, 7000)() == 7000


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["term", "int"])
def test_asked_to_stop_it_ends_cleanly_and_goes_on_later(number: int, recording: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "pratfall", "watch", "--replay", str(recording), "--lang", "en"]
    environment = {**os.environ, "PRATFALL_HOME": str(tmp_path / "home")}
    running = subprocess.Popen([*words, "--speed", "600"], stderr=subprocess.PIPE, text=True, env=environment)
    state = tmp_path / "home" / "watch" / "replays"
    end = datetime.now(UTC) + timedelta(seconds=60)
    while not list(state.glob("*/watch.sqlite-wal")) and datetime.now(UTC) < end:
        time.sleep(0.1)
    time.sleep(1.0)
    running.send_signal(number)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 0, told
    assert "Stopped. Nothing is lost" in told and "Traceback" not in told
    done = subprocess.run([*words, "--speed", "0"], capture_output=True, text=True, env=environment, timeout=120)
    assert "goes on from there" in done.stderr
    assert "mentions.csv is over" in done.stderr


def test_numbers_are_checked_where_they_are_typed() -> None:
    assert watch.amount("2.5") == 2.5
    with pytest.raises(argparse.ArgumentTypeError):
        watch.positive("0")
