"""Spend rows: days apart from windows, parts of one ad added up, levels apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pratfall.sources.draft import Draft
from pratfall.sources.exports import Context
from pratfall.sources.ledger import Row
from pratfall.sources.spending import Spending, total, when_of
from tests.sources.one_file import NOW

DAY = date(2026, 9, 1)


def row(**values: Any) -> dict[str, Any]:
    given = {"ad_account_id": "a", "level": "ad", "entity_id": "1", "currency": "EUR", "spend": Decimal(1)}
    return {**given, **when_of(DAY, None, None), **values}


def stored(*rows: dict[str, Any]) -> tuple[list[dict[str, Any]], Draft]:
    spending, draft = Spending("meta_ads"), Draft()
    for values in rows:
        spending.keep(values)
    spending.finish(draft, Context(now=NOW))
    return (draft.tables()["spend"].to_pylist() if rows else []), draft


def test_a_window_of_one_day_is_that_day() -> None:
    assert when_of(None, DAY, DAY) == {"date": DAY}
    assert when_of(None, DAY, date(2026, 9, 2))["date"] is None
    assert when_of(DAY, DAY, date(2026, 9, 30)) == {"date": DAY}


def test_parts_of_one_ad_on_one_day_are_added_up() -> None:
    told, draft = stored(row(impressions=5), row(impressions=None, clicks_all=2), row(entity_id="2"))
    assert [(r["entity_id"], r["spend"], r["impressions"], r["clicks_all"]) for r in told] == [
        ("1", Decimal(2), 5, 2),
        ("2", Decimal(1), None, None),
    ]
    assert "breakdown_rows_added_up:1" in draft.notes


def test_results_that_count_something_else_stay_apart() -> None:
    told, _ = stored(row(results=1.0, result_indicator="clicks"), row(results=2.0, result_indicator="leads"))
    assert [r["results"] for r in told] == [1.0, 2.0]


def test_each_ad_account_is_covered_for_its_own_days() -> None:
    _, draft = stored(row(), row(ad_account_id="b", date=date(2026, 10, 1)))
    days = {r["account_id"]: (r["start"], r["end"]) for r in draft.tables()["coverage"].to_pylist()}
    assert days == {"a": (DAY, DAY), "b": (date(2026, 10, 1), date(2026, 10, 1))}
    assert (draft.period_start, draft.period_end) == (DAY, date(2026, 10, 1))


def test_a_sum_of_nothing_is_unknown() -> None:
    empty, known = Row(2, {}, {"spend": None}, ()), Row(3, {}, {"spend": Decimal("1.5")}, ())
    assert total([empty], "spend") is None
    assert total([empty, known], "spend") == Decimal("1.5")
