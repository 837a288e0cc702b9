"""Did a campaign that is over reach its target? Read from the numbers frozen at its end."""

from __future__ import annotations

from datetime import date, timedelta

from pratfall.site.campaigns.frozen import numbers_of
from pratfall.site.campaigns.models import Campaign

# The newest gift an export knows may be older than the last day; older than this, the end is not known.
QUIET_DAYS = 7


def reached(campaign: Campaign) -> bool | None:
    """None: nobody can tell. It has no target, no result, or its result is not known to the end.

    One that was pulled did not reach it, unless it had by then.
    """
    numbers = numbers_of(campaign.outcome)
    if not campaign.over or campaign.target is None or numbers is None or numbers.result is None:
        return None
    if numbers.result >= campaign.target:
        return True
    last = _last_day(campaign)
    if numbers.gifts_until is None or last is None:
        return None
    return False if numbers.gifts_until.date() + timedelta(days=QUIET_DAYS) >= last else None


def _last_day(campaign: Campaign) -> date | None:
    ended = campaign.ended_at.date() if campaign.ended_at else None
    days = [day for day in (campaign.end, ended) if day is not None]
    return min(days, default=None)
