"""A few shares as bars against a reference, as SVG."""

from __future__ import annotations

from html import escape

from pratfall.records.charts import BarsChart

from .plain import plain
from .speech import Speech

WIDTH, ROW, BAR, LABEL_LIMIT = 440, 40, 14, 48
SHOWN_BARS = 12


def bars_svg(chart: BarsChart, words: Speech) -> str:
    """An SVG element: a label and its number above each bar, a dashed line at the reference."""
    bars = chart.bars[:SHOWN_BARS]
    longest = max([value for _, value in bars] + ([chart.reference] if chart.reference else []), default=0.0)
    scale = WIDTH / longest if longest > 0 else 0.0
    drawn = "".join(_bar(row, label, value, scale, words) for row, (label, value) in enumerate(bars))
    height = ROW * len(bars) + 4
    if chart.reference is not None:
        x = min(chart.reference * scale, WIDTH - 1)
        lines = "".join(f"M{x:.1f} {row * ROW + 17}v{BAR + 6}" for row in range(len(bars)))
        drawn += f'<path class="pf-reference" d="{lines}"/>'
    box = f'viewBox="0 0 {WIDTH} {height}" aria-hidden="true" focusable="false"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="pf-svg" {box}>{drawn}</svg>'


def amount(value: float, words: Speech) -> str:
    """Shares as percentages, counts as numbers."""
    return words.share(value) if 0 <= value <= 1 else words.number(value)


def _bar(row: int, label: str, value: float, scale: float, words: Speech) -> str:
    y = row * ROW
    name = escape(plain(words.name("bar", label), limit=LABEL_LIMIT))
    return (
        f'<text class="pf-svg-text" x="0" y="{y + 14}">{name}</text>'
        f'<text class="pf-svg-text" x="{WIDTH}" y="{y + 14}" text-anchor="end">{escape(amount(value, words))}</text>'
        f'<rect class="pf-bar" x="0" y="{y + 20}" width="{max(value * scale, 1):.1f}" height="{BAR}"/>'
    )
