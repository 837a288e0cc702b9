"""Bringing files in: what is readable stays, what is not leaves nothing, everything is reported."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from pratfall.lake import Lake
from pratfall.records.imports import FileReport, Outcome
from pratfall.reviews.intake import import_paths
from tests.reviews.exports import daily_tweets, write

START = datetime(2026, 1, 1, 9, tzinfo=UTC)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, now: datetime) -> None:
    good = write(tmp_path / "good.csv", daily_tweets(START, [5, 6, 7]))
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"<html><body>404 Not Found</body></html>")
    lake = Lake(tmp_path / "home", "pond")
    told: list[FileReport] = []
    reports = import_paths(lake, [bad, good], now=now, on_file=told.append)
    assert [r.outcome for r in reports] == [Outcome.REFUSED, Outcome.IMPORTED]
    assert tuple(told) == reports
    assert reports[0].problem is not None
    assert lake.posts(now).num_rows == 3


def test_the_same_bytes_twice_add_nothing(tmp_path: Path, now: datetime) -> None:
    file = write(tmp_path / "a.csv", daily_tweets(START, [5, 6, 7]))
    lake = Lake(tmp_path / "home", "pond")
    import_paths(lake, [file], now=now)
    (again,) = import_paths(lake, [file], now=now)
    assert again.outcome is Outcome.ALREADY_KNOWN
    assert lake.posts(now).num_rows == 3


def test_two_organisations_never_see_each_others_posts(tmp_path: Path, now: datetime) -> None:
    file = write(tmp_path / "a.csv", daily_tweets(START, [5, 6, 7]))
    import_paths(Lake(tmp_path / "home", "pond"), [file], now=now)
    charlie = Lake(tmp_path / "home", "charlie")
    assert charlie.posts(now).num_rows == 0
    assert charlie.known_files() == frozenset()


def test_what_was_refused_is_remembered_and_may_be_tried_again(tmp_path: Path, now: datetime) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"<html><body>404 Not Found</body></html>")
    lake = Lake(tmp_path / "home", "pond")
    (first,) = import_paths(lake, [bad], now=now)
    assert [(r.name, r.outcome) for r in lake.reports()] == [("bad.csv", Outcome.REFUSED)]
    (second,) = import_paths(lake, [bad], now=now)
    assert second.outcome is first.outcome is Outcome.REFUSED
    assert len(lake.reports()) == 1


def test_who_waits_for_another_import_is_told(tmp_path: Path, now: datetime) -> None:
    file = write(tmp_path / "a.csv", daily_tweets(START, [5]))
    lake = Lake(tmp_path / "home", "pond")
    waits: list[float] = []
    with ThreadPoolExecutor() as pool:
        with lake.writing():
            other = pool.submit(
                import_paths, Lake(tmp_path / "home", "pond"), [file], now=now, on_wait=lambda _, s: waits.append(s)
            )
            while not waits and not other.done():
                time.sleep(0.05)
        assert other.result()[0].outcome is Outcome.IMPORTED
