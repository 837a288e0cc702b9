from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from pratfall.sample.reactions import Reacted
from pratfall.sample.storm import SENT_ROUND, STORMS, said_under, with_storms, write_mentions

UNTIL = date(2026, 11, 20)


def planted(account: str) -> list[Reacted]:
    return with_storms(account, [], UNTIL)


def test_the_storms_hang_on_posts_in_their_place_in_time() -> None:
    posts = [r.post for account in ("facebook", "instagram") for r in planted(account)]
    assert len(posts) == len(STORMS)
    assert [p.at for p in posts[1:]] == sorted(p.at for p in posts[1:])
    angry = [p.at for p, storm in zip(posts, (STORMS[0], STORMS[2], STORMS[1]), strict=True) if storm.mood == "anger"]
    assert max(angry) - min(angry) < timedelta(hours=3), "two networks within hours"


@pytest.mark.parametrize("account", ["facebook", "instagram"])
def test_hardly_anybody_writes_at_night_and_nobody_after_the_last_day(account: str) -> None:
    for r in planted(account):
        said = said_under(r, UNTIL, np.random.default_rng(2))
        assert len(said) > 100 and said == sorted(said, key=lambda s: s.at)
        assert {s.at.hour for s in said} <= set(range(6, 24))
        assert max(s.at for s in said) < datetime(2026, 11, 21, tzinfo=UTC)


def test_many_people_in_two_languages_say_it_in_many_ways() -> None:
    said = [s for r in planted("instagram") for s in said_under(r, UNTIL, np.random.default_rng(3))]
    assert len({s.who for s in said}) > 0.6 * len(said)
    assert len({s.text for s in said}) > 0.5 * len(said)
    french = sum(any(letter in s.text for letter in "éèàçêœ") for s in said)
    assert 0.1 < french / len(said) < 0.6


def test_the_recorded_stream_is_six_weeks_in_order_and_the_same_each_time(tmp_path: Path) -> None:
    streams = [("facebook", "thelongtable", r) for r in planted("facebook")]
    streams += [("instagram", "thelongtable", r) for r in planted("instagram")]
    first = write_mentions(tmp_path / "a.csv", streams, UNTIL, np.random.default_rng(4)).read_bytes()
    again = write_mentions(tmp_path / "b.csv", streams, UNTIL, np.random.default_rng(4)).read_bytes()
    assert first == again
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["time", "network", "account", "author", "text"]
    times = [datetime.fromisoformat(row["time"]) for row in rows]
    assert times == sorted(times) and times[0].date() >= UNTIL - timedelta(days=41)
    assert {row["network"] for row in rows} == {"facebook", "instagram"}


def test_one_text_of_the_angry_ones_was_sent_round() -> None:
    (storm,) = [r for r in planted("facebook") if r.post.text == STORMS[0].text]
    same = [s for s in said_under(storm, UNTIL, np.random.default_rng(4)) if s.text == SENT_ROUND]
    assert len({s.who for s in same}) >= 8
