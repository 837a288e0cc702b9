"""Totals a file prints, against totals computed from its rows: check values, never data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from . import numbers
from .columns import Kind, Layout
from .draft import Draft
from .frames import NUMERIC, Frame
from .numbers import Mark

HALF_A_PRINTED_UNIT = 0.00005  # four decimals, the finest any export prints


def printed_totals(
    layout: Layout, asides: Iterable[tuple[int, Sequence[str]]], is_total: Callable[[Sequence[str]], bool]
) -> Mapping[str, float]:
    """The numbers of the first total row, by field; empty without one."""
    row = next((cells for _, cells in asides if is_total(cells)), None)
    if row is None:
        return {}
    found = {}
    for name, i in layout.where.items():
        kind = layout.cols[name].kind
        if kind in NUMERIC and i < len(row):
            cell = pa.array([row[i]], pa.string())
            mark = numbers.mark_of(cell) if kind is not Kind.COUNT else Mark.UNDECIDED
            value = numbers.parse(cell, mark, whole=kind is Kind.COUNT)[0].as_py()
            if value is not None:
                found[name] = value
    return found


def check_rows_within_totals(frame: Frame, fields: Iterable[str], totals: Mapping[str, float], draft: Draft) -> None:
    """Rows may sum to less than the printed total (deleted or hidden items), never to more."""
    for name in fields:
        if name not in totals or not frame.has(name):
            continue
        got = pc.sum(frame[name]).as_py() or 0.0
        slack = HALF_A_PRINTED_UNIT * (frame.n + 1) if not got.is_integer() else 0.0
        draft.check(
            f"rows_within_total:{name}",
            got <= totals[name] + slack,
            expected=_plain(totals[name]),
            got=_plain(got),
            n=frame.n,
        )


def check_sum(name: str, got: float | None, expected: float | None, draft: Draft, *, n: int) -> None:
    """Sum of rows = printed total, up to rounding; nothing to say when either is missing."""
    if got is None or expected is None:
        return
    slack = HALF_A_PRINTED_UNIT * (n + 1) if not float(expected).is_integer() else 0.0
    draft.check(
        f"sum_equals_total:{name}", abs(got - expected) <= slack, expected=_plain(expected), got=_plain(got), n=n
    )


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.4f}"
