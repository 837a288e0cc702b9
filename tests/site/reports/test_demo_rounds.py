"""The sample's small appeals."""

from __future__ import annotations

from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.people.models import Membership
from pratfall.site.reports import demo_rounds


def test_some_of_a_dozen_small_appeals_reached_their_target_and_everybody_said_beforehand(filled: Membership) -> None:
    rounds = Campaign.objects.filter(organisation=filled.organisation, unit="gifts")
    assert {made.state for made in rounds} == {State.ENDED}
    assert len(rounds) == len(demo_rounds.BEGAN_WEEKS)
    reached = [float(made.outcome["result"]) >= demo_rounds.TARGET for made in rounds if made.outcome]
    assert 2 < sum(reached) < len(rounds) - 2
    assert all(made.predictions.count() == 2 for made in rounds)
