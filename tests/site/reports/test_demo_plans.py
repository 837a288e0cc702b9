"""How the sample's team ends a campaign."""

from __future__ import annotations

from datetime import timedelta

from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.models import Membership
from pratfall.site.reports import demo_plans


def test_a_campaign_ends_the_day_after_its_last_one_with_what_was_known_then(filled: Membership) -> None:
    cold_room = Campaign.objects.get(name=demo_plans.COLD_ROOM)
    assert cold_room.ended_at is not None and cold_room.end is not None and cold_room.outcome is not None
    assert cold_room.ended_at.date() == cold_room.end + timedelta(days=1)
    assert cold_room.outcome["gifts_until"][:10] == cold_room.end.isoformat()
