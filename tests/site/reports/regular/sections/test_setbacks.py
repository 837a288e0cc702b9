from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import setbacks
from pratfall.site.setbacks.models import Comeback, Setback
from tests.site.reports.regular.conftest import JUNE

EN = speech("en")


def test_what_began_what_is_over_and_which_way_back_was_measured(
    look: Callable[..., Gathered], owner: Membership
) -> None:
    day = timedelta(days=1)

    def began(title: str, at: Any, **more: Any) -> Setback:
        row = {"organisation": owner.organisation, "title": title, "began_at": at, "opened_at": at}
        return Setback.objects.create(**row, first_word_due_at=at, **more)

    old = began("Spring", JUNE.begins - 40 * day, closed_at=JUNE.begins + 5 * day)
    began("Summer", JUNE.begins + 2 * day, closed_at=JUNE.over + day)
    began("Long over", JUNE.begins - 90 * day, closed_at=JUNE.begins - 60 * day)
    began("Drill", JUNE.begins + day, drill=True)
    Comeback.objects.create(setback=old, measured={}, at=JUNE.begins + day)
    facts = setbacks.gather(look())
    assert (facts["opened"], facts["closed"], facts["open"], facts["comebacks"]) == (1, 1, 1, 1)
    told = setbacks.tell(facts, EN, None)
    assert told.sentences == ("1 setback began. 1 is still open; closed: 1.", "The way back of 1 was measured.")
    assert [line.title for line in told.lines] == ["Spring", "Summer"]


def test_a_quiet_month_says_so_and_gives_way(look: Callable[..., Gathered]) -> None:
    assert setbacks.tell(setbacks.gather(look()), EN, None).quiet
