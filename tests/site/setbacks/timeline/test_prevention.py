"""Promised actions on the timeline, each step once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pratfall.respond.proof import Answer, Verdict
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import checks, preventions, proving
from pratfall.site.setbacks.timeline import prevention, sources, timeline
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.promised import LOOK_TWICE, promise


def later(days: int) -> dict[str, object]:
    return {"now": NOW + timedelta(days=days)}


def test_each_step_of_a_promise_stands_there_once_in_both_languages(setback: Setback, owner: Membership) -> None:
    kept = promise(setback, owner.user)
    dropped = promise(setback, owner.user, replace(LOOK_TWICE, words="Look three times"))
    campaign = Campaign.objects.create(organisation=owner.organisation, name="A new oven", created_at=NOW)
    checks.tick(campaign=campaign, prevention=kept, actor=owner.user, **later(1))  # type: ignore[arg-type]
    checks.waive(campaign=campaign, prevention=dropped, actor=owner.user, why="no picture", **later(2))  # type: ignore[arg-type]
    given = Answer(Verdict.PROVED, "launched_with_it", {"campaign": "A new oven"})
    proving.prove(prevention=kept, given=given, by=owner.user, **later(3))  # type: ignore[arg-type]
    preventions.give_up(prevention=dropped, actor=owner.user, why="no pictures", seen=1, **later(4))  # type: ignore[arg-type]
    told = timeline(setback, of=["prevention"])
    assert [item.kind for item in told][2:] == [
        "promise_ticked",
        "promise_waived",
        "prevention_proved",
        "prevention_given_up",
    ]
    for lang in LANGUAGES:
        assert all("timeline." not in speech(lang).say(f"timeline.{i.kind}", **i.facts) for i in told)
    assert sources()["prevention"] is prevention
    acts = {str(item.facts.get("act")) for item in timeline(setback, of=["audit"])}
    assert not acts & {"prevention_promised", "prevention_proved", "prevention_given_up"}
