"""The one drawing of a report: each account's ratio as a point with its interval, on a log scale around "as before"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech

from .sections import Dot

WIDTH, ROW, TOP, LABEL_LIMIT = 440, 34, 18, 48
WIDEST = 8.0  # times, both ways: what lies beyond is cut off
MARKS = (0.25, 0.5, 1.0, 2.0, 4.0)


def drawn(dots: Sequence[Dot], words: Speech) -> SafeString:
    """An SVG element; "" where there is nothing to draw. `alternative` says it in words."""
    if not dots:
        return SafeString("")
    height = TOP + ROW * len(dots)
    marks = "".join(
        f'<text class="pf-svg-text" x="{_x(mark):.0f}" y="12" text-anchor="middle">×{escape(words.number(mark))}</text>'
        for mark in MARKS
    )
    line = f'<path class="pf-reference" d="M{_x(1.0):.1f} {TOP}V{height}"/>'
    rows = "".join(_row(place, dot) for place, dot in enumerate(dots))
    box = f'viewBox="0 0 {WIDTH} {height + 2}" aria-hidden="true" focusable="false"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" class="pf-svg" {box}>{marks}{line}{rows}</svg>'
    return mark_safe(svg)  # every label in it is escaped


def alternative(dots: Sequence[Dot], words: Speech) -> str:
    each = [words.say("word.pair", label=dot.label, value=words.number(dot.value)) for dot in dots]
    return words.say("regular.drawing", parts=words.listed(each))


def _row(place: int, dot: Dot) -> str:
    y = TOP + ROW * place
    low, mid, high = (_x(value) for value in (dot.low, dot.value, dot.high))
    name = escape(plain(dot.label, limit=LABEL_LIMIT))
    return (
        f'<text class="pf-svg-text" x="0" y="{y + 12}">{name}</text>'
        f'<path class="pf-whisker" d="M{low:.1f} {y + 23}H{high:.1f}M{low:.1f} {y + 19}v8M{high:.1f} {y + 19}v8"/>'
        f'<circle class="pf-bar" cx="{mid:.1f}" cy="{y + 23}" r="5"/>'
    )


def _x(ratio: float) -> float:
    """From WIDEST times less at the left edge to WIDEST times more at the right one."""
    reach = math.log(WIDEST)
    place = min(max(math.log(ratio) if ratio > 0 else -reach, -reach), reach)
    return (place / reach + 1.0) / 2.0 * (WIDTH - 16) + 8
