from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from pratfall.cli import main

Pratfall = Callable[..., int]

HEADER = (
    "Tweet id,Tweet permalink,Tweet text,time,impressions,engagements,engagement rate,retweets,replies,likes".split(",")
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("PRATFALL_HOME", str(folder))
    return folder


@pytest.fixture
def pratfall(home: Path) -> Pratfall:
    """Runs a command in this process, in English unless it says otherwise."""

    def run(*words: object) -> int:
        lang = () if "--lang" in words else ("--lang", "en")
        return main([*(str(word) for word in words), *lang])

    return run


@pytest.fixture
def tweets(tmp_path: Path) -> Path:
    """A small old tweet export: thirty posts of one account."""
    path = tmp_path / "tweet_activity_metrics_longtable_20190101_20190201_en.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(HEADER)
        for day in range(1, 31):
            tweet = (1546300800000 + day * 86_400_000 - 1288834974657) << 22
            link = f"https://twitter.com/longtable/status/{tweet}"
            writer.writerow([tweet, link, f"Supper {day}", f"2019-01-{day + 1:02d} 00:00 +0000", 100, 4, 0.04, 1, 1, 2])
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "report.csv"
    path.write_text("<!DOCTYPE html><html><body>Session expired</body></html>", encoding="utf-8")
    return path
