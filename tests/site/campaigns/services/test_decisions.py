"""Signed decisions: frozen numbers, undone in time, superseded, revisited, never edited."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from pratfall.errors import Conflict, Refused
from pratfall.records.advice import Act
from pratfall.site.campaigns.models import Action, Campaign, Decision, State
from pratfall.site.campaigns.plan import Plan
from pratfall.site.campaigns.services import decisions, plans
from pratfall.site.campaigns.services.decisions import Basis, Task
from pratfall.site.people.models import AuditEntry, Membership

BASIS = Basis(about="finding", refs=("level-1a2b",), codes=("level",), title="Tuesday tip", numbers={"value": 0.4})


def decide(owner: Membership, now: datetime, basis: Basis = BASIS, act: Act = Act.OPTIMISE, **more: object) -> Decision:
    return decisions.decide(
        organisation=owner.organisation, actor=owner.user, basis=basis, act=act, why="tried twice", now=now, **more
    )  # type: ignore[arg-type]


@pytest.fixture
def running(owner: Membership, plan: Plan, now: datetime) -> Campaign:
    made = plans.draft(organisation=owner.organisation, actor=owner.user, plan=plan, now=now)
    plans.launch(campaign=made, actor=owner.user, seen=1, now=now)
    return made


def test_a_decision_keeps_the_numbers_it_rests_on(owner: Membership, now: datetime) -> None:
    made = decide(owner, now)
    assert (made.by, made.look_again) == (owner.user, now.date() + timedelta(days=28))
    assert decisions.intact(made)
    made.basis = '{"value": 0.9}'
    assert not decisions.intact(made)


def test_the_database_itself_refuses_to_edit_a_decision(owner: Membership, now: datetime) -> None:
    decide(owner, now)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.update(act="keep")
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.get().delete()
    assert Decision.objects.get().act == "optimise"


def test_a_decision_needs_a_reason_and_looks_ahead(owner: Membership, now: datetime) -> None:
    with pytest.raises(Refused, match="decision_looks_back"):
        decide(owner, now, look_again=date(2026, 11, 21))
    with pytest.raises(Refused, match="decision_needs_reason"):
        decisions.decide(
            organisation=owner.organisation, actor=owner.user, basis=BASIS, act=Act.KEEP, why="  ", now=now
        )
    assert not AuditEntry.objects.filter(act="decision_signed").exists()


def test_pulling_a_running_campaign_stops_it_and_taking_that_back_starts_it(
    owner: Membership, running: Campaign, now: datetime
) -> None:
    about = Basis(about="campaign", refs=(str(running.pk),), title="oven", numbers={"campaign": {"result": "1"}},
                  campaign=running)  # fmt: skip
    made = decide(owner, now, about, Act.PULL)
    stopped = Campaign.objects.get()
    assert (stopped.state, stopped.outcome) == (State.PULLED, {"result": "1"})
    decisions.withdraw(decision=made, actor=owner.user, now=now + timedelta(hours=2))
    assert Campaign.objects.get().state == State.RUNNING
    assert list(decisions.standing(owner.organisation)) == []


def test_after_a_day_a_decision_is_superseded_instead_of_taken_back(owner: Membership, now: datetime) -> None:
    made = decide(owner, now)
    later = now + timedelta(days=2)
    with pytest.raises(Refused, match="decision_too_old"):
        decisions.withdraw(decision=made, actor=owner.user, now=later)
    newer = decide(owner, later, act=Act.PULL, supersedes=made)
    assert list(decisions.standing(owner.organisation)) == [newer]
    with pytest.raises(Refused, match="decision_superseded"):
        decide(owner, later, act=Act.KEEP, supersedes=made)


def test_a_withdrawn_decision_is_not_withdrawn_again(owner: Membership, now: datetime) -> None:
    made = decide(owner, now)
    decisions.withdraw(decision=made, actor=owner.user, now=now)
    with pytest.raises(Refused, match="decision_withdrawn"):
        decisions.withdraw(decision=made, actor=owner.user, now=now)


def test_the_newest_look_says_when_the_next_one_is(owner: Membership, now: datetime) -> None:
    made = decide(owner, now)
    later = now + timedelta(days=30)
    again = date(2027, 2, 1)
    decisions.revisit(decision=made, actor=owner.user, judgement="cannot_tell", numbers={}, now=later, look_again=again)
    assert decisions.due(decisions.standing(owner.organisation)[0]) == again
    decisions.revisit(decision=made, actor=owner.user, judgement="right", numbers={"n": 3}, now=later + timedelta(1))
    assert decisions.due(decisions.standing(owner.organisation)[0]) is None
    with pytest.raises(Refused, match="revisit_needs_judgement"):
        decisions.revisit(decision=made, actor=owner.user, judgement="great", numbers={}, now=later)


def test_what_to_do_is_ticked_off_once_by_whoever_saw_it_open(owner: Membership, now: datetime) -> None:
    decide(owner, now, tasks=[Task("Write for each network", owner.user, date(2026, 12, 1))])
    action = Action.objects.get()
    decisions.finish(action=action, actor=owner.user, seen=1, now=now, done=True)
    assert Action.objects.get().done_at == now
    with pytest.raises(Conflict):
        decisions.finish(action=action, actor=owner.user, seen=1, now=now, done=False)
