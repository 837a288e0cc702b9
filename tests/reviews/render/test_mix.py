from datetime import date

import pytest

from pratfall.records.numbers import Estimate, Unit, Window
from pratfall.records.review import ContentMix
from pratfall.reviews.render.mix import mix_chart, mix_rows
from pratfall.reviews.render.speech import speech


def mix(start: date, pitch: float) -> ContentMix:
    shares = (("pitch", pitch), ("curated", 0.0), ("help", 0.1), ("community", 0.2), ("information", 0.7 - pitch))
    told = tuple((name, Estimate(v, max(v - 0.1, 0.0), v + 0.1, Unit.SHARE, 0.95)) for name, v in shares)
    return ContentMix(Window(start, date(2026, 11, 20)), 80, 0, told)


MIXES = (mix(date(2026, 5, 22), 0.15), mix(date(2026, 11, 1), 0.3))


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ("information", "asks for something", "80")), ("fr", ("information", "demande", "80"))]
)
def test_every_purpose_is_told_with_its_interval_the_largest_first(lang: str, words: tuple[str, ...]) -> None:
    whole, months, basis = mix_rows(MIXES, speech(lang))
    assert all(word in whole.value + basis.value for word in words)
    assert whole.value.index("information") < whole.value.index(words[1])
    assert "2026" in months.value


def test_an_account_without_a_mix_says_nothing() -> None:
    assert list(mix_rows((), speech("en"))) == []
    assert mix_chart(()) is None


def test_bars_hold_all_purposes() -> None:
    chart = mix_chart(MIXES)
    assert chart is not None
    assert [name for name, _ in chart.bars] == ["pitch", "curated", "help", "community", "information"]
