from __future__ import annotations

import csv
from datetime import date
from pathlib import Path


def files(made: tuple[Path, ...], start: str) -> list[Path]:
    return [path for path in made if path.name.startswith(start)]


def test_the_old_files_have_the_forty_columns_of_the_real_export(made: tuple[Path, ...]) -> None:
    for path in files(made, "tweet_activity_metrics"):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert len(header) == 40
        assert {len(row) for row in rows} == {40}
        assert all(row[22:] == ["-"] * 18 for row in rows), "nothing was promoted"


def test_the_newest_file_speaks_for_days_nobody_posted_on(made: tuple[Path, ...], until: date) -> None:
    (path,) = files(made, "account_analytics_content")
    assert path.stem.endswith(until.isoformat())
    with path.open(encoding="utf-8", newline="") as file:
        newest = next(csv.DictReader(file))
    assert newest["Date"].endswith("2026") and "Jun" in newest["Date"]


def test_printed_engagements_are_the_sum_of_their_parts(made: tuple[Path, ...]) -> None:
    (path,) = files(made, "account_analytics_content")
    parts = "Likes,Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks,New follows"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert int(row["Engagements"]) == sum(int(row[part]) for part in parts.split(","))


def test_nobody_is_ever_answered(made: tuple[Path, ...]) -> None:
    for path in files(made, "account_analytics_content"):
        with path.open(encoding="utf-8", newline="") as file:
            assert not [row for row in csv.DictReader(file) if row["Post text"].startswith("@")]
