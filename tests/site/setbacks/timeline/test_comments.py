"""Comments on the timeline."""

from __future__ import annotations

from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.timeline import comments
from tests.site.setbacks import measured


def test_comments_are_told_by_the_hour_and_the_first_in_its_words(about: Setback) -> None:
    first, second, said = comments.items(about)
    assert (first.kind, first.facts, first.at) == ("comments_and_answers", {"n": 2, "answers": 1}, measured.BEGAN)
    assert (second.kind, second.facts["n"]) == ("comments_hour", 1)
    assert said.kind == "comment_first"
    assert said.quoted
    assert said.text.startswith("Shame")
