"""Writing, changing, launching and ending a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from pratfall.errors import Conflict, Refused
from pratfall.site.campaigns.models import Amendment, Campaign, State
from pratfall.site.campaigns.plan import Plan, read
from pratfall.site.campaigns.services import plans
from pratfall.site.people.models import AuditEntry, Membership


@pytest.fixture
def campaign(owner: Membership, plan: Plan, now: datetime) -> Campaign:
    return plans.draft(organisation=owner.organisation, actor=owner.user, plan=plan, now=now)


@pytest.fixture
def launched(campaign: Campaign, owner: Membership, now: datetime) -> Campaign:
    plans.launch(campaign=campaign, actor=owner.user, seen=campaign.version, now=now)
    return campaign


def test_a_complete_plan_is_planned_and_reads_back_as_written(campaign: Campaign, plan: Plan) -> None:
    stored = Campaign.objects.get()
    assert stored.state == State.PLANNED
    assert read(stored) == replace(plan, networks=("facebook", "email"))


def test_an_unfinished_plan_stays_a_draft_and_cannot_be_launched(owner: Membership, plan: Plan, now: datetime) -> None:
    unfinished = replace(plan, failures=plan.failures[:1])
    made = plans.draft(organisation=owner.organisation, actor=owner.user, plan=unfinished, now=now)
    assert made.state == State.DRAFT
    with pytest.raises(Refused, match="plan_incomplete"):
        plans.launch(campaign=made, actor=owner.user, seen=made.version, now=now)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "plan_unnamed"),
        ({"end": date(2026, 10, 1)}, "plan_ends_before_start"),
        ({"start": date(2026, 11, 20)}, "plan_milestone_outside"),
    ],
    ids=["unnamed", "backwards", "milestone"],
)
def test_what_cannot_be_a_plan_is_refused(
    owner: Membership, plan: Plan, now: datetime, change: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        plans.draft(organisation=owner.organisation, actor=owner.user, plan=replace(plan, **change), now=now)  # type: ignore[arg-type]
    assert not Campaign.objects.exists()


def test_a_name_is_taken_once(campaign: Campaign, owner: Membership, plan: Plan, now: datetime) -> None:
    with pytest.raises(Refused, match="plan_name_taken"):
        plans.draft(organisation=owner.organisation, actor=owner.user, plan=replace(plan, name="a NEW oven"), now=now)


def test_the_second_of_two_editors_is_told_both_texts(
    campaign: Campaign, owner: Membership, plan: Plan, now: datetime
) -> None:
    other = Campaign.objects.get(pk=campaign.pk)
    first = replace(plan, target=Decimal(5000))
    plans.revise(campaign=campaign, actor=owner.user, plan=first, seen=1, now=now)
    with pytest.raises(Conflict) as caught:
        plans.revise(campaign=other, actor=owner.user, plan=replace(plan, hypothesis="mine"), seen=1, now=now)
    assert caught.value.yours["hypothesis"] == "mine"
    assert caught.value.theirs["target"] == "5000"
    assert caught.value.theirs["version"] == 2
    assert read(Campaign.objects.get()).target == 5000


def test_after_the_launch_every_change_needs_a_reason_and_is_kept(
    launched: Campaign, owner: Membership, plan: Plan, now: datetime
) -> None:
    easier = replace(plan, failures=(replace(plan.failures[0], under=Decimal(100)), plan.failures[1]))
    with pytest.raises(Refused, match="plan_amendment_needs_reason"):
        plans.revise(campaign=launched, actor=owner.user, plan=easier, seen=2, now=now)
    plans.revise(campaign=launched, actor=owner.user, plan=easier, seen=2, now=now, why="too strict")
    kept = Amendment.objects.get()
    assert (kept.field, kept.why, kept.by) == ("failures", "too strict", owner.user)
    assert kept.before[0]["under"] == "500" and kept.after[0]["under"] == "100"
    assert AuditEntry.objects.filter(act="plan_amended").count() == 1


def test_after_the_launch_the_start_stays(launched: Campaign, owner: Membership, plan: Plan, now: datetime) -> None:
    moved = replace(plan, start=date(2026, 10, 30))
    with pytest.raises(Refused, match="plan_part_locked"):
        plans.revise(campaign=launched, actor=owner.user, plan=moved, seen=2, now=now, why="late")


def test_the_database_itself_refuses_to_change_an_amendment(
    launched: Campaign, owner: Membership, plan: Plan, now: datetime
) -> None:
    plans.revise(
        campaign=launched, actor=owner.user, plan=replace(plan, target=Decimal(1)), seen=2, now=now, why="easier"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Amendment.objects.update(why="nothing")
    assert Amendment.objects.get().why == "easier"


def test_it_is_launched_once_and_ended_once(launched: Campaign, owner: Membership, plan: Plan, now: datetime) -> None:
    assert Campaign.objects.get().state == State.RUNNING
    with pytest.raises(Refused, match="plan_launched_already"):
        plans.launch(campaign=launched, actor=owner.user, seen=2, now=now)
    plans.end(campaign=launched, actor=owner.user, seen=2, now=now, outcome={"result": "1500"})
    assert Campaign.objects.get().outcome == {"result": "1500"}
    with pytest.raises(Refused, match="plan_not_running"):
        plans.end(campaign=launched, actor=owner.user, seen=3, now=now, outcome={})
    with pytest.raises(Refused, match="plan_over"):
        plans.revise(campaign=launched, actor=owner.user, plan=replace(plan, name="new"), seen=3, now=now)


def test_a_draft_goes_away_and_a_launched_plan_does_not(campaign: Campaign, owner: Membership, now: datetime) -> None:
    with pytest.raises(Conflict):
        plans.discard(campaign=campaign, actor=owner.user, seen=7)
    plans.discard(campaign=campaign, actor=owner.user, seen=1)
    assert not Campaign.objects.exists()
    assert AuditEntry.objects.filter(act="plan_discarded").exists()


def test_notes_about_people_never_enter_the_trail(owner: Membership, plan: Plan, now: datetime) -> None:
    about = replace(plan, audience="Mrs Miller's neighbours")
    plans.draft(organisation=owner.organisation, actor=owner.user, plan=about, now=now)
    assert "Miller" not in str(list(AuditEntry.objects.values_list("after", flat=True)))
