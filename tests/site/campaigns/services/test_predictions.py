"""Private predictions, revealed together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from pratfall.errors import Refused
from pratfall.site.campaigns.models import Campaign, Prediction
from pratfall.site.campaigns.plan import Plan
from pratfall.site.campaigns.services import plans, predictions
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role


@pytest.fixture
def campaign(owner: Membership, plan: Plan, now: datetime) -> Campaign:
    return plans.draft(organisation=owner.organisation, actor=owner.user, plan=plan, now=now)


def test_predictions_are_hidden_from_others_until_the_end(
    campaign: Campaign, owner: Membership, join: Callable[..., Membership], now: datetime
) -> None:
    ana = join(Role.ANALYST, "ana")
    predictions.predict(campaign=campaign, actor=owner.user, probability=0.9, now=now)
    predictions.predict(campaign=campaign, actor=ana.user, probability=0.3, why="too little mail", now=now)
    assert [p.by for p in predictions.visible(campaign, ana.user)] == [ana.user]
    plans.launch(campaign=campaign, actor=owner.user, seen=1, now=now)
    assert [p.by for p in predictions.visible(campaign, ana.user)] == [ana.user]
    plans.end(campaign=campaign, actor=owner.user, seen=2, now=now, outcome={})
    assert {p.probability for p in predictions.visible(campaign, ana.user)} == {0.9, 0.3}


def test_one_prediction_each_may_be_changed_until_the_launch(
    campaign: Campaign, owner: Membership, now: datetime
) -> None:
    for chance in (0.9, 0.4):
        predictions.predict(campaign=campaign, actor=owner.user, probability=chance, now=now)
    assert Prediction.objects.get().probability == 0.4
    plans.launch(campaign=campaign, actor=owner.user, seen=1, now=now)
    with pytest.raises(Refused, match="prediction_too_late"):
        predictions.predict(campaign=campaign, actor=owner.user, probability=0.1, now=now)


def test_a_prediction_is_a_share(campaign: Campaign, owner: Membership, now: datetime) -> None:
    with pytest.raises(Refused, match="prediction_no_share"):
        predictions.predict(campaign=campaign, actor=owner.user, probability=40, now=now)


def test_the_trail_does_not_tell_the_number(campaign: Campaign, owner: Membership, now: datetime) -> None:
    predictions.predict(campaign=campaign, actor=owner.user, probability=0.37, now=now)
    row = AuditEntry.objects.get(act="plan_predicted")
    assert "37" not in f"{row.before}{row.after}"
