from __future__ import annotations

import pytest
from django.template import Context, Engine

from pratfall.reviews.render.html import TAGS, Drawings
from pratfall.reviews.render.speech import speech


def rendered(template: str, **context: object) -> str:
    engine = Engine(libraries={"pratfall": TAGS}, builtins=[TAGS])
    said = {"words": speech("fr"), "drawings": Drawings("fr"), **context}
    return engine.from_string(template).render(Context(said, use_l10n=False, use_tz=False))


def test_words_come_in_the_language_of_the_page() -> None:
    assert rendered('{% say "label.since" %}') == "Depuis"
    assert rendered('{% counted "posts" 2 %}') == "2\u00a0publications"


def test_words_with_hostile_facts_are_escaped() -> None:
    assert "<b>" not in rendered('{% say "cli.wrote" file=name %}', name="<b>")


def test_no_chart_is_no_figure() -> None:
    assert rendered('{% drawn chart "x" as fig %}{% if fig %}yes{% else %}no{% endif %}', chart=None) == "no"


@pytest.mark.parametrize("status", ["sure", "likely", "cannot_tell"])
def test_every_status_is_explained(status: str) -> None:
    assert rendered('{% for key in "' + status + '"|words_of %}{% say key %}{% endfor %}').endswith(".")
