"""Printed totals against computed ones: check values, never data."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from pratfall.sources import totals
from pratfall.sources.columns import Kind, col, lay_out
from pratfall.sources.draft import Draft
from pratfall.sources.frames import Frame

COLUMNS = (col("key", Kind.TEXT, "Key"), col("views", Kind.COUNT, "Views"), col("hours", Kind.NUMBER, "Hours"))
LAYOUT = lay_out(["Key", "Views", "Hours"], COLUMNS)


def frame(draft: Draft, **columns: list[float]) -> Frame:
    n = len(next(iter(columns.values())))
    return Frame(n, {name: pa.array(values) for name, values in columns.items()}, draft, lambda i: i, np.arange(n))


def test_the_first_total_row_is_read_with_its_own_marks() -> None:
    rows = [(3, ["note", "", ""]), (2, ["Total", "12\u202f345", "345,75"])]
    assert totals.printed_totals(LAYOUT, rows, lambda cells: cells[0] == "Total") == {"views": 12345, "hours": 345.75}
    assert totals.printed_totals(LAYOUT, rows[:1], lambda cells: cells[0] == "Total") == {}


def test_rows_may_stay_below_the_total_but_never_exceed_it() -> None:
    draft = Draft()
    totals.check_rows_within_totals(frame(draft, views=[3.0, 4.0]), ("views",), {"views": 9}, draft)
    totals.check_rows_within_totals(frame(draft, views=[3.0, 7.0]), ("views",), {"views": 9}, draft)
    assert [item.passed for item in draft.checks] == [True, False]


def test_rounding_of_printed_decimals_is_no_fault() -> None:
    draft = Draft()
    totals.check_rows_within_totals(frame(draft, hours=[1.00005, 2.00004]), ("hours",), {"hours": 3.0}, draft)
    totals.check_sum("hours", 3.0001, 3.00005, draft, n=2)
    totals.check_sum("hours", 3.1, 3.00005, draft, n=2)
    assert [item.passed for item in draft.checks] == [True, True, False]


def test_without_a_total_nothing_is_said() -> None:
    draft = Draft()
    totals.check_sum("views", 3.0, None, draft, n=2)
    totals.check_rows_within_totals(frame(draft, views=[3.0]), ("views",), {}, draft)
    assert draft.checks == []
