from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Idea
from pratfall.site.people.models import Membership
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import tests
from tests.site.reports.regular.conftest import JUNE

EN = speech("en")


def idea(owner: Membership, name: str, started: datetime, ended: datetime | None, state: str = "") -> Idea:
    return Idea.objects.create(
        organisation=owner.organisation,
        name=name,
        question="?",
        kind="variants",
        metric="likes",
        smallest_worth=1.2,
        days=20,
        created_at=started,
        started_at=started,
        ended_at=ended,
        result={"state": state} if state else None,
    )


def test_ended_tests_stand_with_their_answer_also_where_it_is_none(
    look: Callable[..., Gathered], owner: Membership
) -> None:
    day = timedelta(days=1)
    idea(owner, "Faces", JUNE.begins - 9 * day, JUNE.begins + 3 * day, "better")
    idea(owner, "Evenings", JUNE.begins, JUNE.begins + 9 * day, "ended_open")
    idea(owner, "Running", JUNE.begins, JUNE.over + day)
    idea(owner, "Long ago", JUNE.begins - 60 * day, JUNE.begins - 30 * day, "worse")
    facts = tests.gather(look())
    told = tests.tell(facts, EN, None)
    assert told.sentences[0] == "2 tests of ideas ended; better than today: 1. 1 is running."
    assert "too few" in told.sentences[1], "how often tests fail is not said of three"
    assert [line.title for line in told.lines] == ["Faces", "Evenings"]


def test_a_month_without_a_test_gives_way(look: Callable[..., Gathered]) -> None:
    assert tests.tell(tests.gather(look()), EN, None).quiet


@pytest.mark.parametrize("stands", ["below", "inside", "above", "open", None])
def test_how_often_tests_fail_is_said_with_its_interval_and_the_band(stands: str | None) -> None:
    rate = {"is": "estimate", "value": 0.4, "low": 0.2, "high": 0.6, "unit": "share", "level": 0.95}
    failing = {"rate": rate, "failed": 4, "decided": 10, "band": [0.3, 0.6], "stands": stands}
    facts = {"ended": 0, "running": 2, "states": {}, "failing": failing, "items": []}
    for words in (EN, speech("fr")):
        said = tests.tell(facts, words, None).sentences[1]
        assert "regular." not in said and "20" in said and "60" in said
