"""TikTok Studio, viewers: people, so never added over days."""

from __future__ import annotations

from pathlib import Path

from tests.sources.one_file import SAMPLES, check, extract, rows
from tests.sources.totals_of import sums


def test_real_viewers_are_the_new_and_the_returning(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "tiktok" / "Viewers.csv")
    assert sums(found) == {("account", "viewers", "per_day", "all"): (340, 2_550_981.0)}
    assert sums(found, breakdown=True) == {("account", "viewers", "per_day", "all"): (680, 2_550_981.0)}
    assert check(found, "viewers_are_new_and_returning").n == 340
    assert check(found, "viewers_are_new_and_returning").passed


def test_people_are_never_additive_and_unknown_days_stay_unknown() -> None:
    found = extract(SAMPLES / "tiktok_viewers" / "Viewers.csv")
    assert not any(row["additive"] for row in rows(found, "observation"))
    assert len({row["window_start"] for row in rows(found, "observation")}) == 11
