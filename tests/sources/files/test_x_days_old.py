"""X by-day exports until 2024."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.sources.one_file import SAMPLES, extract, rows, written

SAMPLE = SAMPLES / "x_days_old" / "daily_tweet_activity_metrics_LanternMarsh_20190101_20190106_en.csv"


def test_days_of_the_account_are_read() -> None:
    found = extract(SAMPLE)
    assert {row["account_id"] for row in rows(found, "account")} == {"lanternmarsh"}
    posted = [r["value"] for r in rows(found, "observation") if r["metric"] == "posts_published"]
    assert posted == [0, 1, 2, 0, 1]
    assert {(r["kind"], r["subject_type"]) for r in rows(found, "observation")} == {("per_day", "account")}
    assert [(r["start"], r["end"]) for r in rows(found, "coverage")] == [(date(2019, 1, 1), date(2019, 1, 5))]


def test_without_a_name_the_account_is_the_users_to_name(tmp_path: Path) -> None:
    found = extract(written(tmp_path, "days.csv", SAMPLE.read_bytes()))
    assert "account_not_named:local:x" in found.report.notes


def test_promoted_days_are_paid(tmp_path: Path) -> None:
    lines = SAMPLE.read_text().splitlines()
    text = "\n".join([lines[0] + ',"promoted impressions"', *(line + ',"7"' for line in lines[1:])]) + "\n"
    found = extract(written(tmp_path, SAMPLE.name, text))
    paid = [r for r in rows(found, "observation") if r["scope"] == "paid"]
    assert [(r["metric"], r["value"]) for r in paid] == [("impressions", 7)] * 5
