from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from pratfall.records.charts import BarsChart, CalendarChart, DayState
from pratfall.records.findings import Finding
from pratfall.records.numbers import Money, Window
from pratfall.records.slices import Slice
from pratfall.reviews.render.codec import decode, encode
from tests.reviews.render.example import example, slice_of


def test_cents_survive() -> None:
    money = Money(Decimal("0.10"), "EUR")
    assert encode(money) == {"amount": "0.10", "currency": "EUR"}
    assert decode(Money, encode(money)) == money


def test_where_several_records_may_stand_each_says_which_it_is() -> None:
    assert encode(BarsChart((("a", 0.5),)))["is"] == "bars_chart"
    chart = CalendarChart(date(2026, 1, 1), (DayState.GAP, DayState.COVERED))
    assert decode(CalendarChart, json.loads(json.dumps(encode(chart)))) == chart


@pytest.mark.parametrize("finding", example().findings, ids=lambda finding: finding.code)
def test_every_finding_survives_but_for_the_types_of_its_facts(finding: Finding) -> None:
    again = decode(Finding, encode(finding))
    assert encode(again) == encode(finding)
    assert (again.estimate, again.chart, again.cost) == (finding.estimate, finding.chart, finding.cost)


def test_what_a_slice_holds_keeps_its_types() -> None:
    where = {"network": "x", "hour": (22, 23, 0), "weekday": 1, "link": True, "length": 0.5}
    again = decode(Slice, json.loads(json.dumps(encode(slice_of(where)))))
    assert again == slice_of(where)
    assert [type(value) for value in again.where.values()] == [str, tuple, int, bool, float]


def test_numbers_of_numpy_are_numbers() -> None:
    assert encode({"n": np.int64(3), "share": np.float64(0.5)}) == {"n": 3, "share": 0.5}


@dataclass(frozen=True)
class Odd:
    thing: object


def test_what_has_no_json_form_is_refused() -> None:
    with pytest.raises(TypeError):
        encode(Odd(object()))
    with pytest.raises(TypeError):
        decode(Window, {"start": 1, "end": 2})
