from __future__ import annotations

import json
from collections.abc import Callable

from pratfall.reviews.render.speech import speech
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import failed
from tests.reviews.render.example import empty

EN = speech("en")


def test_failures_are_counted_beside_those_of_the_report_before(look: Callable[..., Gathered]) -> None:
    facts = json.loads(json.dumps(failed.gather(look())))
    alone, beside = failed.tell(facts, EN, None), failed.tell(facts, EN, {"n": 4})
    assert alone.sentences[0].startswith(f"{facts['n']} things failed") and alone.lines
    assert beside.sentences[0].endswith("In the report before it was\u00a04.")
    assert any("nobody can tell" in said for said in alone.sentences)


def test_that_nothing_could_be_judged_is_not_told_as_that_nothing_failed(look: Callable[..., Gathered]) -> None:
    told = failed.tell(failed.gather(look(review=empty())), EN, None)
    assert told.sentences[0].startswith("Nothing could be judged")


def test_more_than_are_shown_are_counted(look: Callable[..., Gathered]) -> None:
    facts = json.loads(json.dumps(failed.gather(look())))
    facts["findings"]["items"] = facts["findings"]["items"][:2]
    assert failed.tell(facts, EN, None).more == f"and {facts['n'] - 2} more"
