"""Campaigns and tests of ideas that are over, made by the same use cases as everybody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from pratfall.decide.ideas import Design
from pratfall.records.numbers import Cost
from pratfall.reviews.campaign_numbers import CampaignNumbers
from pratfall.site.campaigns.models import Campaign, Idea
from pratfall.site.campaigns.plan import Plan
from pratfall.site.campaigns.services import ideas, plans, predictions
from pratfall.site.people.models import Membership, User
from pratfall.site.reports.freezing import outcome_of
from tests.site.reports.conftest import PLAN

FIRST = date(2026, 1, 10)
DESIGN = Design(
    sees_rise=1.2, sees_fall=1 / 1.2, posts_needed=20, weeks=4.0, cost=Cost(), spread=1.0, spread_assumed=False
)
IDEA: dict[str, Any] = {
    "name": "Longer captions",
    "question": "Do longer captions bring more comments?",
    "kind": "randomised",
    "variants": ["short", "long"],
    "labels": ["short", "long"],
    "platform": "",
    "account_id": "",
    "metric": "comments",
    "smallest_worth": 1.3,
    "bar": None,
    "posts_per_variant": 20,
    "posts_per_week": 4.0,
    "days": 28,
    "budget_money": None,
    "budget_hours": Decimal(10),
    "currency": "",
    "exit_rule": "Twenty posts each.",
    "changes_mind": "If they bring a third more, all are long.",
    "owner_id": None,
    "boldness": "incremental",
}


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def launched(owner: Membership, name: str, *, start: date = FIRST, said: Mapping[User, float] | None = None,
             launched_on: date | None = None, **parts: Any) -> Campaign:  # fmt: skip
    """A campaign of four weeks that runs."""
    written = {"boldness": "incremental", "end": start + timedelta(days=28), "milestones": (), "stops": PLAN.stops}
    plan: Plan = replace(PLAN, name=name, start=start, **{**written, **parts})
    made = plans.draft(organisation=owner.organisation, actor=owner.user, plan=plan, now=at(start - timedelta(days=9)))
    for who, chance in (said or {}).items():
        predictions.predict(campaign=made, actor=who, probability=chance, now=at(start - timedelta(days=8)))
    plans.launch(campaign=made, actor=owner.user, seen=made.version, now=at(launched_on or start))
    return made


def ended(made: Campaign, owner: Membership, result: int | None, *, gifts_until: date | None = None,
          grown: Sequence[tuple[date, Decimal]] = ()) -> Campaign:  # fmt: skip
    """With `result` known to its end, unless `gifts_until` says otherwise."""
    assert made.end is not None
    over = made.end + timedelta(days=1)
    numbers = CampaignNumbers(
        name=made.name,
        as_of=at(over),
        gifts_until=at(gifts_until or made.end),
        result=None if result is None else Decimal(result),
        gifts=3,
        spent=None,
        hours=None,
        grown=tuple(grown),
    )
    plans.end(campaign=made, actor=owner.user, seen=made.version, now=at(over), outcome=outcome_of(numbers))
    return made


def past(owner: Membership, name: str, result: int | None = 1000, **given: Any) -> Campaign:
    """A campaign that is over; its target is 4,500."""
    return ended(launched(owner, name, **given), owner, result)


def history(
    owner: Membership, said: Mapping[User, float], *, reached: int, campaigns: int, **given: Any
) -> list[Campaign]:
    """`campaigns` that are over, of which the first `reached` got there; everybody said the same of each."""
    return [
        past(
            owner,
            f"Campaign {n}",
            5000 if n < reached else 1000,
            start=FIRST + timedelta(days=7 * n),
            said=said,
            **given,
        )
        for n in range(campaigns)
    ]


def begun(owner: Membership, on: date = FIRST, **given: Any) -> Idea:
    """A test of an idea that runs."""
    made = ideas.propose(organisation=owner.organisation, actor=owner.user, values={**IDEA, **given}, now=at(on))
    ideas.start(idea=made, actor=owner.user, seen=made.version, design=DESIGN, now=at(on))
    return made


def tried_out(owner: Membership, state: str = "not_worth_it", on: date = FIRST, **given: Any) -> Idea:
    """A test of an idea that is over."""
    made = begun(owner, on, **given)
    ideas.end(idea=made, actor=owner.user, seen=made.version, result={"state": state}, now=at(on + timedelta(days=28)))
    return made
