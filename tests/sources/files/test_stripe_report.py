"""Stripe reports: the third shape of the same movements."""

from __future__ import annotations

from pathlib import Path

from pratfall.records.imports import ZoneEvidence
from tests.sources.one_file import SAMPLES, check, extract, rows, skipped, written

SAMPLE = SAMPLES / "stripe_report" / "itemized.csv"


def test_payouts_cancel_the_others_and_are_left_out() -> None:
    found = extract(SAMPLE)
    assert [row["type"] for row in rows(found, "conversion")] == ["donation", "refund"]
    assert skipped(found) == {"payout": (4,)}
    assert check(found, "net_is_gross_minus_fee").passed


def test_a_refund_carries_the_name_of_its_charge() -> None:
    assert [row["same_as"] for row in rows(extract(SAMPLE), "conversion")] == ["stripe:ch_3A"] * 2


def test_the_same_movement_in_two_shapes_has_one_id() -> None:
    history = rows(extract(SAMPLES / "stripe_balance" / "balance_history.csv"), "conversion")
    report = rows(extract(SAMPLE), "conversion")
    assert (report[0]["provider"], report[0]["transaction_id"]) == (
        history[0]["provider"],
        history[0]["transaction_id"],
    )


def test_times_in_the_zone_of_the_report_are_known_to_the_day_only(tmp_path: Path) -> None:
    text = SAMPLE.read_text().replace("created_utc", "created")
    found = extract(written(tmp_path, "r.csv", text))
    assert rows(found, "conversion")[0]["occurred_at"].isoformat() == "2026-09-10T12:00:00+00:00"
    assert "hour_or_zone_unknown:2" in found.report.notes
    assert found.report.zone_evidence is ZoneEvidence.NONE
