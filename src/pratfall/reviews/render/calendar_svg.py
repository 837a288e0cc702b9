"""Days that files speak for, as SVG: a row of weeks per year, told apart by shape as well as colour.

Drawn by hand: a chart library would make an element per day, and there are thousands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from pratfall.records.charts import CalendarChart, DayState

from .speech import Speech

CELL, LEFT, TOP, YEAR_GAP = 7.6, 36.0, 16.0, 8.0
WIDTH = 440
SHOWN_YEARS = 4


def calendar_svg(chart: CalendarChart, words: Speech) -> str:
    """An SVG element of the newest four years of `chart`."""
    days = [(chart.start + timedelta(days=i), state) for i, state in enumerate(chart.days)]
    years = sorted({day.year for day, _ in days})[-SHOWN_YEARS:]
    paths: dict[DayState, list[str]] = defaultdict(list)
    for day, state in days:
        if day.year in years:
            paths[state].append(_mark(state, *_place(day, years)))
    height = TOP + len(years) * (7 * CELL + YEAR_GAP)
    drawn = "".join(f'<path class="pf-day-{state.value}" d="{"".join(d)}"/>' for state, d in sorted(paths.items()))
    labels = "".join(_labels(years, words))
    box = f'viewBox="0 0 {WIDTH} {height:g}" aria-hidden="true" focusable="false"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="pf-svg" {box}>{labels}{drawn}</svg>'


def stretches(chart: CalendarChart) -> Iterator[tuple[date, date, DayState]]:
    """Runs of days, with and without posts taken together: first day, last day, state."""
    start, last = chart.start, None
    for i, day_state in enumerate(chart.days):
        state = DayState.COVERED if day_state is DayState.EMPTY else day_state
        day = chart.start + timedelta(days=i)
        if last is not None and state is not last:
            yield start, day - timedelta(days=1), last
        if state is not last:
            start, last = day, state
    if last is not None:
        yield start, chart.start + timedelta(days=len(chart.days) - 1), last


def _place(day: date, years: list[int]) -> tuple[float, float]:
    january = date(day.year, 1, 1)
    week = (day.timetuple().tm_yday - 1 + january.weekday()) // 7
    row = years.index(day.year)
    return LEFT + week * CELL, TOP + row * (7 * CELL + YEAR_GAP) + day.weekday() * CELL


def _mark(state: DayState, x: float, y: float) -> str:
    """Path commands of one day: a full square, a dot, a half square, or an empty frame."""
    side = CELL - 1.4
    match state:
        case DayState.COVERED | DayState.GAP:
            return f"M{x:g} {y:g}h{side:g}v{side:g}h-{side:g}z"
        case DayState.EMPTY:
            return f"M{x + side / 2 - 1:g} {y + side / 2 - 1:g}h2v2h-2z"
        case DayState.PARTIAL:
            return f"M{x:g} {y + side:g}h{side:g}v-{side:g}z"


def _labels(years: list[int], words: Speech) -> Iterator[str]:
    for row, year in enumerate(years):
        y = TOP + row * (7 * CELL + YEAR_GAP) + 4 * CELL
        yield f'<text class="pf-svg-text" x="0" y="{y:g}">{year}</text>'
    for month in range(1, 13, 3):
        x, _ = _place(date(2001, month, 1), [2001])
        yield f'<text class="pf-svg-text" x="{x:g}" y="11">{words.month_name(month)}</text>'
