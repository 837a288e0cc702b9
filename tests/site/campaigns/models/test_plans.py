"""What a stored campaign says of itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from pratfall.site.campaigns.models import Campaign, Prediction, State
from pratfall.site.campaigns.plan import Plan, columns
from pratfall.site.people.models import Membership

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(("state", "over"), [(State.DRAFT, False), (State.RUNNING, False), (State.PULLED, True)])
def test_a_campaign_is_over_when_it_ended_or_was_stopped(state: State, over: bool) -> None:
    assert Campaign(state=state).over is over
    assert Campaign(state=state).launched is False
    assert Campaign(state=state, launched_at=NOW).launched is True


def test_the_database_refuses_what_makes_no_sense(owner: Membership, plan: Plan) -> None:
    made = Campaign.objects.create(organisation=owner.organisation, created_at=NOW, **columns(plan))
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.update(end=made.start)
    with pytest.raises(IntegrityError), transaction.atomic():
        Prediction.objects.create(campaign=made, by=owner.user, probability=40, at=NOW)
