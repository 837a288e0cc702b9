from __future__ import annotations

from pathlib import Path

import pytest

from pratfall.errors import InputError, UnreadableFile
from pratfall.reviews.watch.events import instant, minute_of, open_recording, read_events
from tests.reviews.watch.feeding import mentions


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_mentions_are_read_with_their_words(tmp_path: Path) -> None:
    file = written(
        tmp_path / "m.csv",
        "time,network,account,author,text\n2026-03-01T10:00:30,x,us,ann,Hello\n2026-03-01T10:02:00Z,x,us,bob,Hi\n",
    )
    first, second = read_events(file)
    assert (first.platform, first.account, first.text, first.count) == ("x", "us", "Hello", 1.0)
    assert second.minute - first.minute == 2
    assert first.id != second.id


def test_the_same_row_twice_is_one_event_and_an_id_column_tells_better(tmp_path: Path) -> None:
    row = "2026-03-01T10:00:00,x,us,ann,Yes\n"
    a, b = read_events(written(tmp_path / "m.csv", "time,network,account,author,text\n" + row * 2))
    assert a.id == b.id
    c, d = read_events(written(tmp_path / "n.csv", "id,time,network,account,author,text\n" + "1," + row + "2," + row))
    assert (c.id, d.id) == ("1", "2")


def test_a_counter_is_read_with_the_width_of_its_steps(tmp_path: Path) -> None:
    rows = "".join(f"2015-02-26 {h:02d}:{m:02d}:53,{m}\n" for h in range(5) for m in (2, 7, 12))
    recording = open_recording(written(tmp_path / "c.csv", "timestamp,value\n" + rows))
    assert recording.readings and recording.bin_minutes == 5
    assert recording.rows == 15


def test_a_missing_value_is_missing_and_not_zero(tmp_path: Path) -> None:
    file = written(tmp_path / "c.csv", "timestamp,value\n2026-01-01 00:00:00,\n2026-01-01 01:00:00,3\n")
    assert [event.count == event.count for event in read_events(file)] == [False, True]


def test_the_busier_a_recording_the_narrower_its_bins(tmp_path: Path) -> None:
    assert open_recording(mentions(tmp_path / "a.csv", days=2, per_day=2000, storm_day=None)).bin_minutes == 5
    assert open_recording(mentions(tmp_path / "b.csv", days=9, per_day=120, storm_day=None)).bin_minutes == 60
    assert open_recording(mentions(tmp_path / "c.csv", days=9, per_day=20, storm_day=None)).bin_minutes == 360


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a,b\n1,2\n", "replay_unknown"),
        ("timestamp,value\n2026-01-01 00:00:00,3\n", "replay_empty"),
        ("timestamp,value\n2026-01-01 00:00:00,many\n2026-01-01 00:05:00,3\n", "replay_value"),
        ("timestamp,value\n2026-01-01 00:00:00,-1\n2026-01-01 00:05:00,3\n", "replay_value"),
        ("timestamp,value\nyesterday,1\n2026-01-01 00:05:00,3\n", "replay_time"),
        ("timestamp,value\n2026-01-01 00:00:00,1\n2026-01-01 00:07:00,3\n", "replay_width"),
    ],
)
def test_what_cannot_be_played_is_refused_with_its_reason(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        open_recording(written(tmp_path / "r.csv", text))
    assert refused.value.code == code


def test_times_without_a_zone_are_utc_and_others_are_converted() -> None:
    assert minute_of("2026-03-29 01:30:00") == minute_of("2026-03-29T02:30:00+01:00")
    assert instant(minute_of("2026-03-29T01:30:00Z")).isoformat() == "2026-03-29T01:30:00+00:00"


def test_a_file_that_is_no_text_or_not_there_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(b"time,network,account\n\xff\xd8\xff\xe0,x,us\n")
    with pytest.raises(UnreadableFile) as error:
        open_recording(tmp_path / "picture.csv")
    assert error.value.code == "not_utf8"
    with pytest.raises(InputError) as missing:
        open_recording(tmp_path / "nowhere.csv")
    assert missing.value.code == "replay_missing"
