"""Everything planned is on hold while a setback lasts, unless a manager signed that this campaign may go."""

from __future__ import annotations

from datetime import datetime

from pratfall.errors import Refused
from pratfall.site.campaigns.models import Campaign
from pratfall.site.setbacks.services import pauses


def gate(campaign: Campaign, now: datetime) -> Refused | None:
    pause = pauses.against(campaign)
    return Refused("paused", about=pause.setback.title) if pause else None
