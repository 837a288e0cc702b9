"""A few numbers with the range each may lie in, one below the other on one logarithmic scale, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import isfinite, log

from pratfall.records.numbers import Estimate

from .plain import plain

WIDTH, ROW, LABEL_LIMIT, MOST = 440, 40, 44, 12
WIDEST = 1_000.0  # ends further from the middle than so many times are drawn to the border


def ranges_svg(rows: Sequence[tuple[str, Estimate, str]]) -> str:
    """An SVG element. `rows`: label, a positive number, and that number in words; "" where there is none to draw."""
    shown = [row for row in rows if row[1].value > 0 and isfinite(row[1].value)][:MOST]
    if not shown:
        return ""
    ends = [end for _, estimate, _ in shown for end in _ends(estimate)]
    least, most = log(min(ends)), log(max(ends))
    scale = (WIDTH - 12) / (most - least) if most > least else 0.0
    drawn = "".join(_row(k, row, least, scale) for k, row in enumerate(shown))
    box = f'viewBox="0 0 {WIDTH} {ROW * len(shown) + 4}" aria-hidden="true" focusable="false"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="pf-svg" {box}>{drawn}</svg>'


def _ends(estimate: Estimate) -> tuple[float, float]:
    low = max(estimate.low, estimate.value / WIDEST)
    return low, min(estimate.high, estimate.value * WIDEST)


def _row(k: int, row: tuple[str, Estimate, str], least: float, scale: float) -> str:
    label, estimate, said = row
    y = k * ROW
    low, middle, high = (
        6 + (log(end) - least) * scale for end in (*_ends(estimate)[:1], estimate.value, _ends(estimate)[1])
    )
    name, number = escape(plain(label, limit=LABEL_LIMIT)), escape(plain(said, limit=LABEL_LIMIT))
    return (
        f'<text class="pf-svg-text" x="0" y="{y + 14}">{name}</text>'
        f'<text class="pf-svg-text" x="{WIDTH}" y="{y + 14}" text-anchor="end">{number}</text>'
        f'<rect class="pf-bar" x="{low:.1f}" y="{y + 25}" width="{max(high - low, 1):.1f}" height="2"/>'
        f'<rect class="pf-bar" x="{middle - 5:.1f}" y="{y + 21}" width="10" height="10"/>'
    )
