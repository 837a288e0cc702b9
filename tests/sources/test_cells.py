"""Cells into typed columns, kind by kind."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from pratfall.sources.cells import Converter, Hints
from pratfall.sources.columns import Kind, col, lay_out
from pratfall.sources.dates import DateOrder
from pratfall.sources.document import Sheet


def converted(kind: Kind, cells: Sequence[str]) -> list[Any]:
    layout = lay_out(["Value"], (col("value", kind, "Value"),))
    sheet = Sheet("", lambda: None, [])  # type: ignore[arg-type, return-value]
    converter = Converter("a.csv", sheet, layout, Hints(), DateOrder.UNDECIDED)
    return converter.columns([[cell] for cell in cells], lambda i: i + 1)["value"].to_pylist()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("kind", "cells", "values"),
    [
        (Kind.TEXT, [" hello ", ""], ["hello", None]),
        (Kind.ID, ["0012", "812369747765362688"], ["0012", "812369747765362688"]),
        (Kind.COUNT, ["1,234", "-4", ""], [1234.0, -4.0, None]),
        (Kind.SHARE, ["0.0092", "6.4%"], [0.0092, 0.064]),
        (Kind.PERCENT, ["62.1", "6.4%", "-"], [0.621, 0.064, None]),
        (Kind.SECONDS, ["0:04:34", "12.5", "1:02", "a:b"], [274.0, 12.5, 62.0, None]),
        (Kind.MONEY, ["US$1,234.50", "", "9" * 30], [Decimal("1234.50"), None, None]),
        (Kind.FLAG, ["Yes", "non", "vrai", "perhaps", ""], [True, False, True, None, None]),
        (Kind.DAY, ["", "2026-02-30"], [None, None]),
    ],
)
def test_a_kind_reads_its_cells(kind: Kind, cells: list[str], values: list[Any]) -> None:
    found = converted(kind, cells)
    assert [
        v if v is None or not isinstance(v, float) else pytest.approx(v) for v in found
    ] == values or found == values


def test_a_day_without_a_year_is_not_given_one() -> None:
    assert converted(Kind.DAY, ["July 16"]) == [None]
