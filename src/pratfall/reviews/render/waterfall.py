"""How a change is made up: from the usual, by each cause and what nobody can explain, to now. Bars and a table.

A bar is as long as its cause's share of the change, so that the order of the causes changes no length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from pratfall.records.charts import Part, WaterfallChart

from .amounts import signed
from .plain import plain
from .speech import Speech

WIDTH, ROW, BAR, LABEL_LIMIT = 440, 40, 14, 44
UNPROVEN = ("suspects", "unexplained")


@dataclass(frozen=True)
class _Bar:
    """One row: from `start` to `end`, in times the usual; `low` and `high` are what `end` may be."""

    css: str
    label: str
    said: str
    start: float
    end: float
    low: float | None = None
    high: float | None = None


def waterfall_svg(chart: WaterfallChart, words: Speech) -> str:
    """An SVG element without text alternative (`waterfall_alt` is it)."""
    bars = list(_bars(chart, words))
    ends = [end for bar in bars for end in (bar.start, bar.end, bar.low, bar.high) if end is not None]
    least, most = min(0.0, *ends), max(ends)
    scale = WIDTH / (most - least)
    drawn = "".join(_drawn(row, bar, least, scale) for row, bar in enumerate(bars))
    box = f'viewBox="0 0 {WIDTH} {ROW * len(bars) + 4}" aria-hidden="true" focusable="false"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="pf-svg" {box}>{drawn}</svg>'


def waterfall_alt(chart: WaterfallChart, words: Speech) -> str:
    """The chart in one sentence."""
    each = [words.say("word.pair", label=part_name(p, words), value=signed(p.change, words)) for p in chart.parts]
    return words.say("chart.waterfall_alt", parts=words.listed(each), now=chart.value)


def waterfall_rows(chart: WaterfallChart, words: Speech) -> Iterator[tuple[str, ...]]:
    """What, by how much (of the usual), from and to, and the level after it."""
    level = 1.0
    yield words.say("chart.usual"), "", "", "", words.share(level)
    for part in chart.parts:
        level += part.change
        ends = ("" if end is None else signed(end, words) for end in (part.low, part.high))
        yield part_name(part, words), signed(part.change, words), *ends, words.share(level)
    yield words.say("chart.now"), signed(chart.value - 1.0, words), "", "", words.share(chart.value)


def waterfall_legend(chart: WaterfallChart, words: Speech) -> tuple[tuple[str, str], ...]:
    causes = [part.change for part in chart.parts if part.name not in UNPROVEN]
    legend = [("pf-key-less", words.say("chart.takes_away"))] if any(c < 0 for c in causes) else []
    legend += [("pf-key-more", words.say("chart.adds"))] if any(c > 0 for c in causes) else []
    return (*legend, ("pf-key-unexplained", words.say("cause.unexplained.title")))


def part_name(part: Part, words: Speech) -> str:
    key = f"cause.{part.name}.title"
    return words.say(key) if words.knows(key) else plain(part.name, limit=LABEL_LIMIT)


def _bars(chart: WaterfallChart, words: Speech) -> Iterator[_Bar]:
    yield _Bar("pf-fill-usual", words.say("chart.usual"), words.share(1.0), 0.0, 1.0)
    level = 1.0
    for part in chart.parts:
        ends = (None if end is None else level + end for end in (part.low, part.high))
        said = signed(part.change, words)
        yield _Bar(_css(part), part_name(part, words), said, level, level + part.change, *ends)
        level += part.change
    yield _Bar("pf-fill-now", words.say("chart.now"), words.share(chart.value), 0.0, chart.value)


def _css(part: Part) -> str:
    if part.name in UNPROVEN:
        return "pf-fill-unexplained"
    return "pf-fill-less" if part.change < 0 else "pf-fill-more"


def _drawn(row: int, bar: _Bar, least: float, scale: float) -> str:
    y = row * ROW
    left, right = ((end - least) * scale for end in sorted((bar.start, bar.end)))
    return (
        f'<text class="pf-svg-text" x="0" y="{y + 14}">{escape(plain(bar.label, limit=LABEL_LIMIT))}</text>'
        f'<text class="pf-svg-text" x="{WIDTH}" y="{y + 14}" text-anchor="end">{escape(bar.said)}</text>'
        f'<rect class="{bar.css}" x="{left:.1f}" y="{y + 20}" width="{max(right - left, 1):.1f}" height="{BAR}"/>'
        f"{_whisker(y + 20 + BAR / 2, bar, least, scale)}"
    )


def _whisker(y: float, bar: _Bar, least: float, scale: float) -> str:
    """Where the bar may end."""
    if bar.low is None or bar.high is None:
        return ""
    low, high = ((end - least) * scale for end in sorted((bar.low, bar.high)))
    return f'<path class="pf-whisker" d="M{low:.1f} {y - 4}v8m0-4H{high:.1f}m0-4v8"/>'
