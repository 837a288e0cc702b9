"""The sample organisation's team at work."""

from __future__ import annotations

from pratfall.site.campaigns.models import Campaign, Decision, Idea, IdeaState, Prediction, State
from pratfall.site.campaigns.plan import missing, read
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.reports import demo_plans, demo_team


def test_the_demo_has_a_failing_campaign_one_that_is_over_a_running_test_and_a_trail_of_it(filled: Membership) -> None:
    oven, cold_room = Campaign.objects.get(name=demo_team.OVEN), Campaign.objects.get(name=demo_plans.COLD_ROOM)
    assert (oven.state, cold_room.state) == (State.RUNNING, State.ENDED)
    assert missing(read(oven)) == ()
    assert Prediction.objects.filter(campaign__in=(oven, cold_room)).count() == 4
    assert float(cold_room.outcome["result"]) > 4000
    decision = Decision.objects.get()
    assert decision.campaign == cold_room and decision.revisits.count() == 1
    assert Idea.objects.get(state=IdeaState.RUNNING).trials.count() > 10
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"plan_launched", "plan_predicted", "plan_ended", "decision_signed", "idea_started", "joined"} <= acts
