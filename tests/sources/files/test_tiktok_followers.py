"""TikTok Studio, follower history: the stock is kept, the change recomputed from it."""

from __future__ import annotations

from pathlib import Path

from tests.sources.one_file import SAMPLES, check, extract, rows
from tests.sources.totals_of import sums

FOLDER = SAMPLES / "tiktok_followers"


def test_a_real_history_agrees_with_its_printed_differences(shared_data: Path) -> None:
    found = extract(shared_data / "exports" / "tiktok" / "FollowerHistory.csv")
    assert sums(found) == {
        ("account", "followers", "point_in_time", "all"): (340, 1_347_188.0),
        ("account", "follows_net", "per_day", "all"): (339, 4976.0),
    }
    differences = check(found, "follower_differences")
    assert (differences.n, differences.passed) == (339, True)


def test_days_before_the_account_existed_are_unknown_not_zero() -> None:
    found = extract(FOLDER / "FollowerHistory.csv")
    stock = [row for row in rows(found, "observation") if row["metric"] == "followers"]
    assert len(stock) == 11
    assert min(row["value"] for row in stock) > 0
    assert not any(row["additive"] for row in stock)


def test_differences_shifted_by_a_day_are_reported_and_not_believed() -> None:
    found = extract(FOLDER / "FollowerHistory_shifted.csv")
    assert check(found, "follower_differences").passed is False
    net = [row["value"] for row in rows(found, "observation") if row["metric"] == "follows_net"]
    assert net == [4, 6, 1]
