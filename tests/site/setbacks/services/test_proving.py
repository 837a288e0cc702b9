"""What proves a promise: a launch with the check ticked, a number that moved, a finding that stayed away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pratfall.respond.proof import Answer, Verdict
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.setbacks.models import Prevention, ProofKind, Setback
from pratfall.site.setbacks.services import preventions, proving
from pratfall.site.setbacks.services.preventions import Action
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.promised import HOURS, LESS_PITCH, Desk, answer_hours, finding, promise, review

ANSWER = Action(words="Answer sooner", kind=ProofKind.NUMBER, number=HOURS)
FEWER = Action(words="Ask less", kind=ProofKind.NUMBER, number=LESS_PITCH)


def look(organisation: Any, days: int, *findings: Any, **measured: Any) -> int:
    """What the review of so many days after NOW proves."""
    now = NOW + timedelta(days=days)
    measures = (answer_hours(8, 4, 20, on=now.date(), **measured),)
    desk: Any = Desk(review(now.date(), *findings), measures)
    return proving.look(organisation=organisation, desk=desk, now=now)


def test_a_number_proves_once_all_its_days_lie_after_the_promise(setback: Setback, owner: Membership) -> None:
    promise(setback, owner.user, ANSWER)
    assert look(owner.organisation, 10) == 0
    assert look(owner.organisation, 29, stale=True) == 0
    assert look(owner.organisation, 29) == 1
    stored = Prevention.objects.get()
    assert stored.proof is not None and stored.proof["facts"]["value"] == 8 and stored.proved_by is None
    assert AuditEntry.objects.filter(act="prevention_proved").count() == 1
    assert look(owner.organisation, 30) == 0


def test_a_finding_that_stays_away_long_enough_proves(setback: Setback, owner: Membership) -> None:
    made = promise(setback, owner.user, FEWER)
    assert look(owner.organisation, 0, finding()) == 0
    proved = {days: look(owner.organisation, days) for days in range(1, 40)}
    assert [days for days, n in proved.items() if n] == [31]  # four weeks and the next look that counts
    made.refresh_from_db()
    assert made.proof is not None and made.proof["reason"] == "stayed_away"


def test_an_editor_who_writes_while_somebody_looks_loses_nothing(setback: Setback, owner: Membership) -> None:
    made = promise(setback, owner.user, FEWER)
    look(owner.organisation, 1)
    preventions.revise(prevention=made, actor=owner.user, action=FEWER, seen=1, now=NOW)
    assert len((Prevention.objects.get().number or {})["looks"]) == 1


def test_how_a_promise_stands_is_told_before_it_is_proved(setback: Setback, owner: Membership) -> None:
    shown = promise(setback, owner.user, Action(words="Write it down", kind=ProofKind.SHOWN))
    check = promise(setback, owner.user)
    number = promise(setback, owner.user, ANSWER)
    reasons = [proving.answer(one, None, NOW).reason for one in (shown, check, number)]
    assert reasons == ["nothing_shown", "no_campaign_yet", "nothing_read"]


def test_two_who_prove_at_once_prove_it_once(setback: Setback, owner: Membership) -> None:
    made = promise(setback, owner.user)
    given = Answer(Verdict.PROVED, "launched_with_it", {"campaign": "A new oven"})
    assert proving.prove(prevention=made, given=given, now=NOW, by=owner.user)
    assert not proving.prove(prevention=made, given=given, now=NOW, by=owner.user)
    assert AuditEntry.objects.filter(act="prevention_proved").count() == 1


@pytest.mark.parametrize("given_up", [True, False])
def test_what_was_given_up_is_neither_looked_at_nor_proved(setback: Setback, owner: Membership, given_up: bool) -> None:
    made = promise(setback, owner.user, ANSWER)
    if given_up:
        preventions.give_up(prevention=made, actor=owner.user, why="no longer ours", seen=1, now=NOW)
    assert look(owner.organisation, 40) == int(not given_up)
