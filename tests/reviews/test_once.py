"""`pratfall.review(paths)`: files by themselves, nothing kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

import pratfall
from pratfall.errors import InputError
from pratfall.reviews import settings
from tests.reviews.exports import daily_tweets, write

START = datetime(2026, 1, 1, 9, tzinfo=UTC)


def test_files_are_reviewed_without_being_kept(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", daily_tweets(START, [5] * 30))
    before = sorted(settings.home().rglob("*"))
    review = pratfall.review([file], as_of=START + timedelta(days=40))
    assert [a.posts for a in review.accounts] == [30]
    assert sorted(settings.home().rglob("*")) == before


def test_files_nobody_can_use_are_an_error_that_names_the_reason(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(InputError) as refused:
        pratfall.review([empty])
    assert "empty.csv" in str(refused.value)


def test_a_review_is_of_the_utc_day_whatever_the_zone_it_is_asked_in(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", daily_tweets(START, [5] * 30))
    late = datetime(2026, 2, 9, 23, tzinfo=UTC)
    here, there = (pratfall.review([file], as_of=late.astimezone(zone)) for zone in (UTC, timezone(timedelta(hours=5))))
    assert [a.calendar for a in here.accounts] == [a.calendar for a in there.accounts]
    assert here.findings == there.findings
    with pytest.raises(ValueError, match="no zone"):
        pratfall.review([file], as_of=late.replace(tzinfo=None))


def test_no_files_at_all_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing_to_review"):
        pratfall.review([tmp_path])
