from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from pratfall.reviews.render.speech import speech
from pratfall.site.campaigns.plan import Stop, StopKind
from pratfall.site.campaigns.services import plans
from pratfall.site.people.models import Membership
from pratfall.site.reports.regular import campaigns_over
from pratfall.site.reports.regular.campaigns_over import FAILED, WORKED, Outcome
from pratfall.site.reports.regular.gathered import Gathered
from tests.site.reports.conftest import PLAN

from .conftest import pond

MAY = datetime(2026, 5, 1, tzinfo=UTC)


def over(owner: Membership, **given: object) -> None:
    days = {"start": date(2026, 5, 2), "end": date(2026, 6, 20), "milestones": ()}
    stop = Stop(StopKind.RESULT_BELOW, Decimal(10), date(2026, 5, 20))
    plan = replace(PLAN, **{**days, "stops": (stop,), **given})  # type: ignore[arg-type]
    campaign = plans.draft(organisation=owner.organisation, actor=owner.user, plan=plan, now=MAY)
    plans.launch(campaign=campaign, actor=owner.user, seen=1, now=MAY)


@pytest.mark.parametrize(("target", "outcome"), [(Decimal(100), Outcome.REACHED), (Decimal(4500), Outcome.MISSED)])
def test_a_campaign_is_held_to_what_was_agreed(
    look: Callable[..., Gathered], owner: Membership, target: Decimal, outcome: Outcome
) -> None:
    over(owner, target=target)
    gifts = pond().gifts
    labelled = replace(gifts, campaign=gifts.campaign.copy())
    labelled.campaign[:] = "A new oven"
    seen = look(scene=replace(pond(), gifts=labelled))
    rows = campaigns_over.campaigns_over(seen, (*FAILED, *WORKED))
    assert [(row["outcome"], row["name"]) for row in rows] == [(outcome.value, "A new oven")]
    assert campaigns_over.campaigns_over(seen, WORKED if outcome is Outcome.MISSED else FAILED) == []
    [line] = campaigns_over.lines(rows, speech("fr"))
    assert "€" in line.text and line.href.startswith("/plans/")


def test_what_no_file_speaks_of_is_unknown_and_other_months_are_left_out(
    look: Callable[..., Gathered], owner: Membership
) -> None:
    over(owner)
    over(owner, name="Later", end=date(2026, 7, 3))
    gifts = pond().gifts
    none = replace(gifts, **{name: column[:0] for name, column in vars(gifts).items()})
    [row] = campaigns_over.campaigns_over(look(scene=replace(pond(), gifts=none)), FAILED)
    assert row["name"] == "A new oven" and row["outcome"] == "unknown" and row["result"] is None
    assert "not known" in next(campaigns_over.lines([row], speech("en"))).text
