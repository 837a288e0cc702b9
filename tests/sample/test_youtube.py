from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from pratfall.sample import troubles


@pytest.fixture
def members(made: tuple[Path, ...]) -> dict[str, list[list[str]]]:
    (path,) = [path for path in made if path.suffix == ".zip"]
    with zipfile.ZipFile(path) as packed:
        return {name: list(csv.reader(io.StringIO(packed.read(name).decode("utf-8")))) for name in packed.namelist()}


def test_the_totals_row_is_the_sum_of_the_videos(members: dict[str, list[list[str]]]) -> None:
    header, total, *videos = members["Table data.csv"]
    for name in ("Views", "Likes", "Comments added", "Shares", "Subscribers"):
        at = header.index(name)
        assert int(total[at]) == sum(int(video[at]) for video in videos)


def test_daily_views_add_up_to_the_videos_views(members: dict[str, list[list[str]]]) -> None:
    _, total, *_ = members["Table data.csv"]
    _, *days = members["Totals.csv"]
    assert sum(int(views) for _, views in days) == int(total[4])
    assert all(int(views) >= 0 for _, views in days)


def test_the_last_export_is_ten_weeks_old(members: dict[str, list[list[str]]], until: date) -> None:
    last = datetime.strptime(members["Totals.csv"][-1][0], "%Y-%m-%d").date()
    assert until - last == timedelta(weeks=troubles.YOUTUBE_STALE_WEEKS)
