from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.models import Decision
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.sections import decided as section
from tests.site.reports.regular.conftest import JUNE


def test_decisions_are_told_by_what_was_done(look: Callable[..., Gathered], decided: Callable[..., Decision]) -> None:
    for act in ("pull", "wait", "wait"):
        decided(act=act, now=JUNE.begins + timedelta(days=2))
    facts = section.gather(look())
    told = section.tell(facts, speech("en"), {"count": 0})
    assert told.sentences == ("3 decisions were signed: 1 stop and 2 to wait for. In the report before it was\u00a00.",)
    assert [line.title for line in told.lines] == ["Tuesday tip"] * 3 and not told.more


def test_a_month_without_one_gives_way(look: Callable[..., Gathered]) -> None:
    assert section.tell(section.gather(look()), speech("fr"), None).quiet
