"""Donorbox: the tool knows the campaign, the processor knows the fee; the charge id joins them."""

from __future__ import annotations

from decimal import Decimal

from tests.sources.one_file import SAMPLES, check, everything, extract, rows

SAMPLE = SAMPLES / "donorbox" / "donations.csv"


def test_each_gift_names_its_payment_at_the_processor() -> None:
    same = [row["same_as"] for row in rows(extract(SAMPLE), "conversion")]
    assert same == ["stripe:ch_3A", "paypal:9AA00000000000002", "stripe:ch_3C"]
    stripe = rows(extract(SAMPLES / "stripe_payments" / "unified_payments.csv"), "conversion")
    paypal = rows(extract(SAMPLES / "paypal_activity" / "activity_us.csv"), "conversion")
    assert {same[0], same[2]} <= {row["same_as"] for row in stripe}
    assert same[1] in {row["same_as"] for row in paypal}


def test_fees_of_tool_and_processor_are_one_fee_and_the_net_is_checked() -> None:
    found = extract(SAMPLE)
    first = rows(found, "conversion")[0]
    assert (first["gross"], first["fee"], first["net"]) == (Decimal(50), Decimal("2.63"), Decimal("47.37"))
    assert check(found, "net_is_gross_minus_fee").passed


def test_first_and_repeated_gifts_are_told_apart() -> None:
    assert [row["recurring"] for row in rows(extract(SAMPLE), "conversion")] == ["one_off", "repeat", "first"]


def test_a_time_without_a_zone_keeps_its_day_and_the_report_says_so() -> None:
    found = extract(SAMPLE)
    moments = [row["occurred_at"].isoformat() for row in rows(found, "conversion")]
    assert moments[0] == "2026-09-10T12:00:00+00:00"
    assert "hour_or_zone_unknown:3" in found.report.notes


def test_donors_are_the_same_pseudonym_in_every_tool_and_never_a_name() -> None:
    found = extract(SAMPLE)
    stripe = rows(extract(SAMPLES / "stripe_payments" / "unified_payments.csv"), "conversion")
    assert rows(found, "conversion")[0]["donor_key"] == stripe[0]["donor_key"]
    assert "ann@" not in everything(found)
    assert "Ann A" not in everything(found)
