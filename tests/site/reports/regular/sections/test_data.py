from __future__ import annotations

from collections.abc import Callable

from pratfall.reviews.render.speech import speech
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import data
from tests.reviews.render.example import empty

EN = speech("en")


def test_what_could_not_be_believed_is_told_with_the_accounts(look: Callable[..., Gathered]) -> None:
    facts = data.gather(look())
    told = data.tell(facts, EN, None)
    assert f"of {facts['accounts']} accounts had no fresh data" in told.sentences[0] and not told.quiet
    assert told.lines and facts["doubts"] >= len(told.lines)


def test_data_without_doubt_give_way(look: Callable[..., Gathered]) -> None:
    assert data.tell(data.gather(look(review=empty())), EN, None).quiet
