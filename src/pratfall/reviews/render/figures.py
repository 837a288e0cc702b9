"""A chart with what somebody who cannot see it needs: a title, a sentence, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pratfall.records.charts import (
    BarsChart,
    CalendarChart,
    Chart,
    DayState,
    ForecastChart,
    LevelChart,
    StreamChart,
    WaterfallChart,
)

from .bars_svg import amount, bars_svg
from .calendar_svg import calendar_svg, stretches
from .forecast_chart import forecast_alt, forecast_legend, forecast_of, forecast_rows, forecast_svg
from .level_chart import SHOWN_POINTS, level_svg
from .plain import plain
from .speech import Speech, speech
from .stream_chart import bin_words, stream_alt, stream_legend, stream_rows, stream_svg
from .waterfall import waterfall_alt, waterfall_legend, waterfall_rows, waterfall_svg

TABLE_POINTS = 30


@dataclass(frozen=True)
class Figure:
    """`svg` is trusted markup; everything else is text."""

    title: str
    alt: str
    svg: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: tuple[tuple[str, str], ...] = ()  # (css class, words)
    note: str = ""


@lru_cache(maxsize=512)
def figure(chart: Chart | WaterfallChart, subject: str, lang: str) -> Figure:
    """`chart` of `subject` (its name in words)."""
    words = speech(lang)
    match chart:
        case LevelChart():
            return _level(chart, subject, words)
        case CalendarChart():
            return _calendar(chart, subject, words)
        case BarsChart():
            return _bars(chart, subject, words)
        case ForecastChart():
            return _forecast(chart, subject, words)
        case StreamChart():
            return _stream(chart, subject, words)
        case WaterfallChart():
            return _waterfall(chart, subject, words)


def _labels(words: Speech, *names: str) -> tuple[str, ...]:
    return tuple(words.say(f"label.{name}") for name in names)


def _level(chart: LevelChart, subject: str, words: Speech) -> Figure:
    metric = words.name("metric", chart.metric)
    shown = {"shown": SHOWN_POINTS, "all": len(chart.points)}
    return Figure(
        title=words.say("chart.level_title", metric=metric[:1].upper() + metric[1:], subject=subject),
        alt=_level_alt(chart, words),
        svg=level_svg(chart, words.lang),
        head=_labels(words, "from", "to", "typical", "low", "high"),
        rows=tuple(_level_rows(chart, words)),
        legend=_level_legend(chart, words),
        note=words.say("chart.thinned", **shown) if len(chart.points) > SHOWN_POINTS else "",
    )


def _level_alt(chart: LevelChart, words: Speech) -> str:
    if not chart.points:
        return ""
    facts = {"points": len(chart.points), "start": chart.points[0].at.date(), "end": chart.points[-1].at.date()}
    if len(chart.levels) < 2:
        return words.say("chart.level_alt_one", **facts)
    return words.say("chart.level_alt", **facts, before=chart.levels[0].value, after=chart.levels[-1].value)


def _level_rows(chart: LevelChart, words: Speech) -> Iterable[tuple[str, ...]]:
    """The levels first, then the newest posts, one day each."""
    for level in chart.levels:
        numbers = (words.number(n) for n in (level.value, level.low, level.high))
        yield words.short_day(level.start), words.short_day(level.end), *numbers
    for start, end in chart.gaps:
        yield words.short_day(start), words.short_day(end), words.say("day_state.gap"), "", ""
    for point in chart.points[: -TABLE_POINTS - 1 : -1]:
        day = words.short_day(point.at.date())
        yield day, day, words.number(point.value), "", ""


def _level_legend(chart: LevelChart, words: Speech) -> tuple[tuple[str, str], ...]:
    legend = [("pf-key-before", words.say("chart.earlier"))] if any(not p.recent for p in chart.points) else []
    legend += [("pf-key-after", words.say("chart.recent"))] if any(p.recent for p in chart.points) else []
    legend += [("pf-key-gap", words.say("day_state.gap"))] if chart.gaps else []
    return tuple(legend)


def _calendar(chart: CalendarChart, subject: str, words: Speech) -> Figure:
    runs = list(stretches(chart))
    gaps = sum(state is DayState.GAP for state in chart.days)
    said = {"gaps": words.count("days", gaps), "covered": words.count("days", len(chart.days) - gaps)}
    span = {"start": words.day(runs[0][0]), "end": words.day(runs[-1][1])} if runs else {"start": "", "end": ""}
    present = [state for state in DayState if state in chart.days]
    return Figure(
        title=words.say("chart.calendar_title", subject=subject),
        alt=words.say("chart.calendar_alt", **span, **said) if runs else "",
        svg=calendar_svg(chart, words),
        head=_labels(words, "from", "to", "state"),
        rows=tuple(
            (words.short_day(start), words.short_day(end), words.say(f"day_state.{state.value}"))
            for start, end, state in runs
        ),
        legend=tuple((f"pf-key-{state.value}", words.say(f"day_state.{state.value}")) for state in present),
    )


def _bars(chart: BarsChart, subject: str, words: Speech) -> Figure:
    rows = [(plain(words.name("bar", label), limit=80), amount(value, words)) for label, value in chart.bars]
    reference = amount(chart.reference, words) if chart.reference is not None else words.say("word.none")
    said = words.listed([words.say("word.pair", label=label, value=value) for label, value in rows])
    if chart.reference is not None:
        rows.append((words.say("chart.reference"), reference))
    return Figure(
        title=words.say("chart.bars_title", subject=subject),
        alt=words.say("chart.bars_alt", bars=said, reference=reference),
        svg=bars_svg(chart, words),
        head=_labels(words, "subject", "share"),
        rows=tuple(rows),
        legend=(("pf-key-reference", words.say("chart.reference")),) if chart.reference is not None else (),
    )


def _forecast(chart: ForecastChart, subject: str, words: Speech) -> Figure:
    return Figure(
        title=words.say("chart.forecast_title", metric=forecast_of(chart, words), subject=subject),
        alt=forecast_alt(chart, words),
        svg=forecast_svg(chart, words.lang),
        head=_labels(words, "day", "value", "low", "high"),
        rows=tuple(forecast_rows(chart, words)),
        legend=forecast_legend(chart, words),
    )


def _stream(chart: StreamChart, subject: str, words: Speech) -> Figure:
    what = words.name("metric", chart.what)
    width = bin_words(chart, words)
    return Figure(
        title=words.say("chart.stream_title", what=what[:1].upper() + what[1:], width=width, subject=subject),
        alt=stream_alt(chart, words),
        svg=stream_svg(chart, words.lang),
        head=_labels(words, "from", "counted", "expected", "low", "high"),
        rows=tuple(stream_rows(chart, words)),
        legend=stream_legend(chart, words),
    )


def _waterfall(chart: WaterfallChart, subject: str, words: Speech) -> Figure:
    return Figure(
        title=words.say("chart.waterfall_title", subject=subject),
        alt=waterfall_alt(chart, words),
        svg=waterfall_svg(chart, words),
        head=_labels(words, "cause", "of_usual", "low", "high", "level_after"),
        rows=tuple(waterfall_rows(chart, words)),
        legend=waterfall_legend(chart, words),
        note=words.say("chart.waterfall_note"),
    )
