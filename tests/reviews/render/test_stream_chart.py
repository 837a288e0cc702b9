from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pratfall.records.charts import StreamBin, StreamChart
from pratfall.reviews.render.figures import figure
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.stream_chart import bin_words, stream_alt, stream_legend, stream_rows, stream_svg

START = datetime(2026, 11, 1, tzinfo=UTC)
QUIET = [1.0, 0.0, 2.0, 3.0, 1.0, 0.0, 1.0, 2.0]


def chart(*, minutes: int = 360) -> StreamChart:
    counts = [*QUIET, None, None, 40.0, 25.0, 3.0]
    bins = tuple(
        StreamBin(START + timedelta(minutes=minutes * i), count, *((None,) * 3 if i < 4 else (1.2, 0.0, 5.0)))
        for i, count in enumerate(counts)
    )
    step = timedelta(minutes=minutes)
    planned = ((START, START + 2 * step, "Fair <b>"),)
    return StreamChart(
        "comments", minutes, 0.95, bins, (START + 11 * step,), ((START + 8 * step, START + 10 * step),), planned
    )


def test_counts_band_alarm_outage_and_plan_are_all_drawn_in_the_pages_colours() -> None:
    svg = stream_svg(chart(), "en")
    assert svg.startswith("<svg") and "<script" not in svg
    for ink in ("--pf-before", "--pf-after", "--pf-gap", "--pf-muted", "--pf-ink"):
        assert ink in svg
    assert "stroke-dasharray" in svg
    bare = stream_svg(replace(chart(), gaps=(), alarms=(), planned=()), "en")
    assert "--pf-gap" not in bare and "stroke-dasharray" not in bare


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_somebody_who_cannot_see_it_reads_the_same(lang: str) -> None:
    words = speech(lang)
    said = stream_alt(chart(), words)
    assert "40" in said and "{" not in said and "chart." not in said
    rows = list(stream_rows(chart(), words))
    assert ("40", "1.2" if lang == "en" else "1,2") in {row[1:3] for row in rows}
    assert any(words.say("day_state.gap") in row for row in rows)
    assert any("Fair" in row[1] and "<b>" in row[1] for row in rows), "escaping is the page's business"
    assert len(stream_legend(chart(), words)) == 6


def test_a_missing_count_is_never_written_as_zero() -> None:
    rows = list(stream_rows(chart(), speech("en")))
    gap = next(row for row in rows if row[1] == speech("en").say("day_state.gap"))
    assert gap[2:] == ("", "", "")


@pytest.mark.parametrize(
    ("minutes", "said"), [(60, "per hour"), (1440, "per day"), (360, "per 6 hours"), (15, "per 15 minutes")]
)
def test_the_width_of_a_column_is_said(minutes: int, said: str) -> None:
    assert bin_words(chart(minutes=minutes), speech("en")) == said


def test_the_figure_has_a_title_a_sentence_and_a_table() -> None:
    fig = figure(chart(), "Pond", "en")
    assert fig.title == "Comments per 6 hours: Pond"
    assert fig.alt and fig.rows and len(fig.head) == len(fig.rows[0])


def test_a_chart_without_a_known_bin_says_nothing() -> None:
    unknown = tuple(replace(b, count=None) for b in chart().bins)
    assert stream_alt(replace(chart(), bins=unknown), speech("en")) == ""
