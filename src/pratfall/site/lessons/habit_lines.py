"""A habit's number month by month as a small line with its interval, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from pratfall.learn.habit_trend import QUARTER_DAYS, is_fact
from pratfall.records.habit_readings import HabitReading, HabitsThen
from pratfall.records.numbers import Estimate, Unit
from pratfall.reviews.render import amounts
from pratfall.reviews.render.figures import Figure
from pratfall.reviews.render.speech import Speech

WIDTH, HEIGHT, TOP, LEFT, BOTTOM = 440, 110, 8, 44, 20
FEWEST = 2  # months: one is no line
Point = tuple[date, HabitReading, Estimate]


def line(history: Sequence[HabitsThen], now: HabitReading, words: Speech) -> Figure | None:
    """Of the quarter that ends with each month; of the usual days where quarters are too small. None for a fact, or
    where fewer than two months can be counted."""
    if is_fact(now):
        return None
    quarters = _points([(then.on, then.lately) for then in history], now)
    usual = _points([(then.on, then.readings) for then in history], now)
    points = quarters if len(quarters) >= FEWEST else usual
    if len(points) < FEWEST:
        return None
    first, last = points[0], points[-1]
    said = {"from": amounts.single(first[2].value, first[2].unit, words), "start": first[0]}
    said |= {"to": amounts.single(last[2].value, last[2].unit, words), "end": last[0]}
    return Figure(
        title=words.say("learn.habits.line", days=last[1].window.days if points is usual else QUARTER_DAYS),
        alt=words.say("learn.habits.line_alt", **said),
        svg=_svg(points, now.limit, words),
        head=tuple(words.say(f"learn.habits.head.{column}") for column in ("month", "number", "n")),
        rows=tuple((words.day(on), amounts.amount(e, words), words.number(r.n)) for on, r, e in reversed(points)),
        legend=(
            ("pf-key-after", words.say("learn.habits.key_number")),
            ("pf-key-expected", words.say("learn.habits.key_interval")),
            ("pf-key-goal", words.say("learn.habits.key_limit")),
        ),
    )


def _points(months: Sequence[tuple[date, Sequence[HabitReading]]], now: HabitReading) -> list[Point]:
    mine = [(on, reading) for on, readings in months for reading in readings if reading.key == now.key]
    return [(on, reading, reading.estimate) for on, reading in mine if isinstance(reading.estimate, Estimate)]


def _svg(points: Sequence[Point], limit: float | None, words: Speech) -> str:
    unit = points[0][2].unit
    highest = max([e.high for _, _, e in points] + [limit or 0.0])
    top = min(ceil(highest * 10 + 0.5) / 10, 1.0) if unit is Unit.SHARE else highest
    first, last = points[0][0].toordinal(), points[-1][0].toordinal()

    def x(on: date) -> float:
        return LEFT + (WIDTH - LEFT - 6) * (on.toordinal() - first) / max(last - first, 1)

    def y(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - min(value / top, 1.0) if top > 0 else 1)

    band = [f"{x(on):.1f},{y(e.high):.1f}" for on, _, e in points]
    band += [f"{x(on):.1f},{y(e.low):.1f}" for on, _, e in reversed(points)]
    middle = " ".join(f"{x(on):.1f},{y(e.value):.1f}" for on, _, e in points)
    dots = "".join(
        f'<circle cx="{x(on):.1f}" cy="{y(e.value):.1f}" r="3" fill="var(--pf-after, #c2410c)"/>' for on, _, e in points
    )
    rule = ""
    if limit is not None:
        rule = (
            f'<path d="M{LEFT} {y(limit):.1f}H{WIDTH - 6}" stroke="var(--pf-ink, #333)" '
            'stroke-width="1.5" stroke-dasharray="5 4"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pf-svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'aria-hidden="true" focusable="false">'
        f'<polygon points="{" ".join(band)}" fill="var(--pf-muted, #666)" opacity=".2"/>{rule}'
        f'<polyline points="{middle}" fill="none" stroke="var(--pf-after, #c2410c)" stroke-width="2"/>{dots}'
        f"{_labels(points, top, unit, words)}</svg>"
    )


def _labels(points: Sequence[Point], top: float, unit: Unit, words: Speech) -> str:
    low, high = (words.share(v) if unit is Unit.SHARE else words.number(round(v, 1)) for v in (0.0, top))
    floor = HEIGHT - BOTTOM
    return (
        _text(LEFT - 6, TOP + 8, "end", high)
        + _text(LEFT - 6, floor, "end", low)
        + _text(LEFT, HEIGHT - 4, "start", words.month(points[0][0]))
        + _text(WIDTH - 6, HEIGHT - 4, "end", words.month(points[-1][0]))
    )


def _text(x: float, y: float, anchor: str, said: str) -> str:
    """Numbers and months only: nothing anybody typed."""
    return f'<text class="pf-svg-text" x="{x}" y="{y}" text-anchor="{anchor}">{said}</text>'
