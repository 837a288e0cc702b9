"""Zones, currencies and running balances as payment tools print them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from pratfall.sources.money import balance_breaks, currency_of, instant, zone


@pytest.mark.parametrize(
    ("name", "hours"),
    [("PST", -8), ("PDT", -7), ("CET", 1), ("CEST", 2), ("GMT+02:00", 2), ("UTC-5", -5), ("+0200", 2), ("utc", 0)],
)
def test_names_of_zones_are_fixed_offsets(name: str, hours: int) -> None:
    where = zone(name)
    assert where is not None
    assert where.utcoffset(None) == timedelta(hours=hours)


def test_a_named_place_knows_its_summer() -> None:
    where = zone("Europe/Berlin")
    assert instant(datetime(2026, 7, 1, 12), where) == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert instant(datetime(2026, 12, 1, 12), where) == datetime(2026, 12, 1, 11, tzinfo=UTC)


@pytest.mark.parametrize("name", ["", "Nowhere/Atlantis", "../../etc/passwd", "XYZT", "+99:00"])
def test_a_zone_nobody_knows_is_none(name: str) -> None:
    assert zone(name) is None


def test_without_a_zone_there_is_no_instant() -> None:
    assert instant(datetime(2026, 7, 1), None) is None
    assert instant(None, UTC) is None


def test_currencies_are_three_capitals() -> None:
    assert currency_of(" eur ") == "EUR"
    assert currency_of("€") is None
    assert currency_of("EURO") is None


def test_a_balance_may_be_printed_in_either_order() -> None:
    nets = [Decimal(10), Decimal(-4), Decimal(7)]
    balances = [Decimal(10), Decimal(6), Decimal(13)]
    assert balance_breaks(nets, balances) == (2, 0)
    assert balance_breaks(nets[::-1], balances[::-1]) == (2, 0)


def test_a_broken_link_is_counted_and_a_missing_one_is_not() -> None:
    nets = [Decimal(10), Decimal(-4), None, Decimal(7)]
    balances = [Decimal(10), Decimal(5), Decimal(5), Decimal(12)]
    assert balance_breaks(nets, balances) == (2, 1)
