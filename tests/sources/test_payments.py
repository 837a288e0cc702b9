"""Gifts seen by several tools: joined, netted, counted once; nobody's name kept."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pratfall.lake import Lake
from pratfall.records.imports import Extract, ZoneEvidence
from pratfall.sources.dates import parse
from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context
from pratfall.sources.payments import Payments, donor, id_trouble, kind_of, net_of, utm, utm_header, zone_in
from tests.sources.one_file import NOW, SAMPLES, results

FILES = ("donorbox", "stripe_payments", "stripe_balance", "stripe_report", "paypal_activity/activity_us.csv")


def test_a_gift_told_by_four_exports_is_counted_once(tmp_path: Path) -> None:
    lake = Lake(tmp_path, "org")
    with lake.writing() as writer:
        for found in results(*(SAMPLES / name for name in FILES)):
            assert isinstance(found, Extract), found
            writer.add(found)
    told = {(str(row["net"]), row["currency"]): row["campaign"] for row in lake.conversions(NOW).to_pylist()}
    assert told == {
        ("982.950000", "EUR"): None,  # 1200.00 - 17.05 fee - 200.00 returned
        ("9.300000", "USD"): "Autumn appeal",  # Donorbox knows the campaign, PayPal the fee
        ("1040.000000", "USD"): None,
        ("17.700000", "EUR"): None,
    }  # ch_3A was charged back, ch_3C and 9AA00000000000001 were refunded


def test_a_net_needs_a_fee() -> None:
    assert net_of(Decimal(10), None) is None
    assert net_of(Decimal(10), Decimal(1)) == 9


def test_processors_words_decide_between_gift_and_sale() -> None:
    assert kind_of("Monthly donation") == "donation"
    assert kind_of("Paiement de don") == "donation"
    assert kind_of("Order 1041") == "sale"
    assert kind_of("London tickets") == "sale"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("utm_source (metadata)", "utm_source"),
        ("payment_metadata[utm_campaign]", "utm_campaign"),
        ("donorbox_campaign (metadata)", "donorbox_campaign"),
        ("customer email", None),
    ],
)
def test_metadata_columns_are_known_by_their_keys(header: str, name: str | None) -> None:
    assert utm_header(header) == name


def test_only_labels_with_a_value_are_kept() -> None:
    assert utm({"utm_source": "x", "utm_medium": "", "other": "y"}) == {"utm_source": "x"}


def test_zones_stand_in_the_names_of_columns() -> None:
    assert zone_in("Created (UTC)") is UTC
    assert zone_in("created_utc") is UTC
    assert zone_in("Created (Europe/Paris)") == ZoneInfo("Europe/Paris")
    assert zone_in("created") is None


def test_a_day_without_an_hour_is_its_noon_and_is_counted() -> None:
    payments = Payments("x")
    assert payments.moment(parse("2026-09-13"), UTC) == datetime(2026, 9, 13, 12, tzinfo=UTC)
    assert payments.moment(parse("2026-09-13 18:00"), None) == datetime(2026, 9, 13, 12, tzinfo=UTC)
    assert payments.moment(parse("2026-09-13 18:00"), UTC) == datetime(2026, 9, 13, 18, tzinfo=UTC)
    assert payments.moment(None, UTC) is None
    assert payments.unsure == 2


def test_a_pseudonym_needs_a_salt_and_an_address() -> None:
    salted = Context(now=NOW, salt=b"one")
    assert donor(salted, " Ann@Mail.example ") == donor(salted, "ann@mail.example")
    assert donor(salted, "ann@mail.example") != donor(Context(now=NOW, salt=b"two"), "ann@mail.example")
    assert donor(salted, "Ann") is None
    assert donor(Context(now=NOW), "ann@mail.example") is None


def test_nothing_kept_leaves_nothing_but_the_reasons() -> None:
    draft, payments = Draft(), Payments("x")
    payments.finish(draft, Context(now=NOW), UTC, ZoneEvidence.PRINTED)
    assert draft.tables() == {}
    assert draft.period_start is None


def test_an_id_rounded_by_a_spreadsheet_is_not_used() -> None:
    assert id_trouble("1,23E+17") == "id_spoiled_by_spreadsheet"
    assert id_trouble("") == "no_id"
    assert id_trouble("ch_1") is None
