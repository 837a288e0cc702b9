from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pratfall.sample.owners import Owner
from pratfall.sample.posts import SamplePost
from pratfall.sample.reactions import Reacted
from pratfall.sample.tiktok import write_tiktok


def test_a_year_of_followers_without_a_year_in_its_days(tmp_path: Path, until: date) -> None:
    stood = {until - timedelta(days=back): 1000 - back for back in range(730)}
    post = SamplePost("videos", datetime(2026, 3, 1, 18, tzinfo=UTC), "video", "en", "Soup")
    reacted = Reacted(post, 400, 300, 20, 3, 1, 2, 0, 0, 0, 60)
    (path,) = write_tiktok(tmp_path, [reacted], stood, until, Owner("soup", "Soup"))
    with zipfile.ZipFile(path) as packed:
        days = packed.read("FollowerHistory.csv").decode().splitlines()
        posts = packed.read("Content.csv").decode().splitlines()
    assert len(days) == 366
    assert days[-1] == "November 20,1000,1"
    assert posts[1].startswith("November 20,Soup,https://www.tiktok.com/@soup/video/")
    assert posts[1].endswith("March 1,20,3,1,400")


def test_without_followers_there_is_no_file_of_them(tmp_path: Path, until: date) -> None:
    (path,) = write_tiktok(tmp_path, [], {}, until, Owner("soup", "Soup"))
    with zipfile.ZipFile(path) as packed:
        assert packed.namelist() == ["Content.csv"]
