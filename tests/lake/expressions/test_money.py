from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pratfall.lake import Lake
from tests.lake.rows import LATER, NOON, lake_of

TOOL = {
    "provider": "donorbox",
    "transaction_id": "77",
    "same_as": "stripe:ch_1",
    "gross": Decimal(50),
    "campaign": "Roof",
    "utm_source": "facebook",
}
CHARGE = {"same_as": "stripe:ch_1", "gross": Decimal(50), "fee": Decimal("1.75"), "net": Decimal("48.25")}
REFUND = {"transaction_id": "re_1", "type": "refund", "same_as": "stripe:ch_1"}


def gifts(home: Path, *rows: dict[str, Any]) -> list[dict[str, Any]]:
    return lake_of(home, {"conversion": list(rows)}).conversions(LATER).to_pylist()


def test_a_gift_two_exports_list_is_counted_once_with_the_best_of_both(tmp_path: Path) -> None:
    (gift,) = gifts(tmp_path, CHARGE, TOOL)
    assert (gift["provider"], gift["campaign"], gift["utm_source"]) == ("donorbox", "Roof", "facebook")
    assert (gift["gross"], gift["fee"], gift["net"], gift["fee_known"]) == (50, Decimal("1.75"), Decimal("48.25"), True)


def test_a_charge_without_a_name_for_itself_still_meets_its_donation(tmp_path: Path) -> None:
    assert len(gifts(tmp_path, {**CHARGE, "same_as": None}, TOOL)) == 1


def test_money_comes_from_one_row_so_that_currencies_never_mix(tmp_path: Path) -> None:
    dollars = {**TOOL, "gross": Decimal(55), "currency": "USD", "net": None}
    (gift,) = gifts(tmp_path, dollars, CHARGE)
    assert (gift["gross"], gift["currency"], gift["campaign"]) == (50, "EUR", "Roof")


def test_without_a_fee_the_gross_stands_and_says_so(tmp_path: Path) -> None:
    (gift,) = gifts(tmp_path, TOOL)
    assert (gift["net"], gift["fee_known"]) == (50, False)


@pytest.mark.parametrize(
    "row",
    [
        {"status": "failed"},
        {"status": "pending"},
        {"status": "test"},
        {"type": "payout"},
        {"type": "fee"},
        {"type": "pledge"},
        {"type": "refund", "gross": Decimal(-5)},
        {"status": "refunded"},
        {"refunded": Decimal(50)},
    ],
)
def test_what_did_not_arrive_or_went_back_is_no_gift(tmp_path: Path, row: dict[str, Any]) -> None:
    assert gifts(tmp_path, {**CHARGE, **row}) == []


def test_a_partial_refund_told_twice_is_taken_off_once(tmp_path: Path) -> None:
    column = {**CHARGE, "refunded": Decimal(20)}
    own_row = {**REFUND, "gross": Decimal(-20), "net": Decimal(-20)}
    (gift,) = gifts(tmp_path, column, own_row, TOOL)
    assert (gift["refunded"], gift["net"]) == (20, Decimal("28.25"))


def test_a_refund_that_failed_returns_to_the_gift(tmp_path: Path) -> None:
    back = {**REFUND, "gross": Decimal(-50)}
    again = {**REFUND, "transaction_id": "re_2", "gross": Decimal(50)}
    (gift,) = gifts(tmp_path, CHARGE, back, again)
    assert (gift["refunded"], gift["net"]) == (0, Decimal("48.25"))


def test_a_gift_of_tomorrow_is_not_there_today(tmp_path: Path) -> None:
    lake = lake_of(tmp_path, {"conversion": [{**CHARGE, "occurred_at": NOON + timedelta(days=1)}]})
    assert len(lake.conversions(NOON)) == 0
    assert len(lake.conversions(LATER)) == 1


def spent(lake: Lake) -> list[tuple[Any, ...]]:
    rows = lake.spend(LATER).to_pylist()
    return sorted((r["entity_id"], r["spend"], r["date"] or r["window_start"]) for r in rows)


def test_campaigns_and_their_ads_are_never_both_counted(tmp_path: Path) -> None:
    days = [date(2026, 5, day) for day in (1, 2)]
    campaign = [{"spend": Decimal(30), "date": day} for day in days]
    ads = [{"level": "ad", "entity_id": e, "spend": Decimal(15), "date": days[0]} for e in ("ad1", "ad2")]
    assert spent(lake_of(tmp_path, {"spend": campaign + ads})) == [("k1", 30, days[0]), ("k1", 30, days[1])]


def test_the_finer_level_counts_when_it_knows_of_more_money(tmp_path: Path) -> None:
    campaign = {"spend": Decimal(10), "date": date(2026, 5, 1)}
    ads = [{"level": "ad", "entity_id": e, "spend": Decimal(9), "date": date(2026, 5, 1)} for e in ("ad1", "ad2")]
    assert [row[0] for row in spent(lake_of(tmp_path, {"spend": [campaign, *ads]}))] == ["ad1", "ad2"]


def test_of_overlapping_periods_the_longer_counts_and_of_equal_ones_the_newer(tmp_path: Path) -> None:
    month = {"spend": Decimal(100), "window_start": date(2026, 5, 1), "window_end": date(2026, 5, 31)}
    restated = {**month, "spend": Decimal(110), "as_of": LATER}
    inside = {"spend": Decimal(5), "date": date(2026, 5, 3)}
    after = {"spend": Decimal(7), "date": date(2026, 6, 1)}
    rows = spent(lake_of(tmp_path, {"spend": [month, inside, after, restated]}))
    assert rows == [("k1", 7, date(2026, 6, 1)), ("k1", 110, date(2026, 5, 1))]
