"""What each member privately thinks of a plan, until all of it is revealed together."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from pratfall.errors import Refused
from pratfall.site.campaigns.models import Campaign, Prediction
from pratfall.site.people.audit import record
from pratfall.site.people.models import User


def predict(*, campaign: Campaign, actor: User, probability: float, why: str = "", now: datetime) -> Prediction:
    """`actor`'s chance (0 to 1) that the target is reached; may be changed until the launch. Raises Refused."""
    if campaign.launched:
        raise Refused("prediction_too_late", name=campaign.name)
    if not 0 <= probability <= 1:
        raise Refused("prediction_no_share")
    with transaction.atomic():
        made, _ = Prediction.objects.update_or_create(
            campaign=campaign, by=actor, defaults={"probability": probability, "why": why, "at": now}
        )
        # The trail is read by everybody, so the number is not in it.
        record(actor=actor, organisation=campaign.organisation, act="plan_predicted", subject=campaign)
    return made


def visible(campaign: Campaign, reader: User) -> QuerySet[Prediction]:
    """Everybody's once it is over; until then the reader's own."""
    found = campaign.predictions.select_related("by").order_by("at")
    return found if campaign.over else found.filter(by=reader)
