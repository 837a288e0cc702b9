"""What other apps may want to know: an app above listens, so that this one need not know it."""

from __future__ import annotations

from django.dispatch import Signal

campaign_launched = Signal()  # in the transaction of a launch; campaign: Campaign, actor: User, now: datetime
