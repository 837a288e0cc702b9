"""Comments on the timeline."""

from __future__ import annotations

from datetime import timedelta

from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import ledger
from pratfall.site.setbacks.timeline import comments
from tests.site.setbacks import measured
from tests.site.setbacks.conftest import NOW


def test_comments_are_told_by_the_hour_and_the_first_in_its_words(about: Setback) -> None:
    first, second, said = comments.items(about)
    assert (first.kind, first.facts["n"], first.facts["answers"]) == ("comments_hour_answers", 2, 1)
    assert first.at == measured.BEGAN + timedelta(minutes=3)  # never before what it is about
    assert (second.kind, second.facts["n"]) == ("comments_hour", 1)
    assert said.kind == "comment_first"
    assert said.quoted
    assert said.text.startswith("Shame")


def test_the_angriest_is_the_one_the_ledger_scored_so(about: Setback) -> None:
    said = [
        measured.comment("calm", minutes=8, text="Thank you for the kitchen, it is lovely."),
        measured.comment("mad", minutes=9, text="This is an outrage! You are liars and I am furious, shame on you!!"),
    ]
    measured.fill(about.organisation, "more", comment=said)
    assert not [item for item in comments.items(about) if item.kind == "comment_angriest"]
    ledger.collect(setback=about, now=NOW)
    (angriest,) = [item for item in comments.items(about) if item.kind == "comment_angriest"]
    assert angriest.text.startswith("This is an outrage!")
    assert angriest.quoted


def test_answers_alone_are_told_as_answers(about: Setback) -> None:
    own = [measured.comment(f"own{i}", minutes=i, author_is_owner=True) for i in (540, 570)]
    measured.fill(about.organisation, "own", comment=own)
    (item,) = [item for item in comments.items(about) if item.kind.startswith("answers")]
    assert (item.kind, item.facts["answers"]) == ("answers_hour", 2)
