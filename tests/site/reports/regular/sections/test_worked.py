from __future__ import annotations

import json
from collections.abc import Callable

from pratfall.reviews.render.speech import speech
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import failed, worked
from tests.reviews.render.example import empty

FR = speech("fr")


def test_good_news_have_the_form_of_failures(look: Callable[..., Gathered]) -> None:
    good, bad = (json.loads(json.dumps(part.gather(look()))) for part in (worked, failed))
    assert good.keys() == bad.keys() and good["findings"].keys() == bad["findings"].keys()
    told = worked.tell(good, FR, {"n": 1})
    assert told.sentences[0].endswith("Dans le rapport précédent\u00a0:\u00a01.") and len(told.lines) >= good["n"]


def test_nothing_judged_is_said_before_nothing_good(look: Callable[..., Gathered]) -> None:
    told = worked.tell(worked.gather(look(review=empty())), FR, None)
    assert told.sentences[0].startswith("Rien n’a pu être jugé")
