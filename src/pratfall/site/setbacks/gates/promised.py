"""A promised check that nobody ticked, and no manager waived."""

from __future__ import annotations

from datetime import datetime

from pratfall.errors import Refused
from pratfall.site.campaigns.models import Campaign
from pratfall.site.setbacks.services import checks


def gate(campaign: Campaign, now: datetime) -> Refused | None:
    waiting = [check.prevention for check in checks.of_campaign(campaign) if check.open]
    if not waiting:
        return None
    first = waiting[0]
    return Refused("promise_open", check=first.check_words, n=len(waiting), about=first.setback.title)
