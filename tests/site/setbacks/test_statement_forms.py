from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.http import QueryDict

from pratfall.respond.statement import Kind
from pratfall.reviews.render.speech import speech
from pratfall.site.setbacks import statement_forms as forms
from pratfall.site.setbacks.models import Setback

NOW = datetime(2026, 11, 20, 22, 7, 30, tzinfo=UTC)


def test_a_form_comes_back_as_it_was_filled() -> None:
    given = QueryDict(
        "kind=apology&happened_en=A&change_fr=B&tick=sorry&tick=x&zone=Europe/Paris&next_word=2026-11-21T00:30"
    )
    read = forms.read(given)
    assert (read.kind, read.next_word_at) == (Kind.APOLOGY, datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    shown = forms.fields(read.facts, read.kind, read.next_word_at, speech("en"))
    assert shown["next_word"] == "2026-11-21T00:30"
    assert shown["more_open"]
    assert [tick.code for _, ticks in shown["ticks"] for tick in ticks if tick.on] == ["sorry"]  # type: ignore[attr-defined]


def test_the_next_word_is_proposed_on_a_quarter_of_an_hour(setback: Setback) -> None:
    at = forms.next_word(setback, NOW)
    assert NOW < at <= NOW + timedelta(minutes=75)
    assert (at.minute % 15, at.second) == (0, 0)


def test_what_is_missing_is_said_by_language() -> None:
    said = forms.lacking({"en": ("happened", "known|unknown"), "fr": ()}, speech("en"))
    assert said == ["English: what happened and what you know, or do not know yet"]
