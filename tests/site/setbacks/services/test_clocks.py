"""Clocks: what saying something does, and what a team may set otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from pratfall.errors import Conflict, Refused
from pratfall.respond.clocks import Standing
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.setbacks.models import Setback, Transition
from pratfall.site.setbacks.services import clocks

from ..conftest import NOW

pytestmark = pytest.mark.usefixtures("home")
MINUTE = timedelta(minutes=1)


def say(setback: Setback, owner: Membership, minutes: float = 0, promised: float | None = None) -> Setback:
    at = NOW + minutes * MINUTE
    next_word = NOW + promised * MINUTE if promised is not None else None
    with transaction.atomic():
        clocks.said_something(setback=setback, actor=owner.user, at=at, next_word_at=next_word, now=at)
    setback.refresh_from_db()
    return setback


def test_the_first_word_stops_its_clock_and_starts_the_next_by_the_pace(setback: Setback, owner: Membership) -> None:
    say(setback, owner)
    assert (setback.first_word_at, setback.state) == (NOW, "acknowledged")
    assert setback.next_update_due_at == NOW + 60 * MINUTE
    assert Transition.objects.filter(setback=setback, after="acknowledged", by=owner.user).count() == 1
    assert AuditEntry.objects.filter(act="setback_moved").count() == 1


def test_a_promise_goes_before_the_pace(setback: Setback, owner: Membership) -> None:
    assert say(setback, owner, promised=200).next_update_due_at == NOW + 200 * MINUTE
    assert say(setback, owner, 10).next_update_due_at == NOW + 200 * MINUTE, "a promise that stands is not shortened"
    assert say(setback, owner, 20, promised=40).next_update_due_at == NOW + 40 * MINUTE


def test_saying_it_twice_moves_nothing_twice(setback: Setback, owner: Membership) -> None:
    say(setback, owner), say(setback, owner, 5)
    assert Transition.objects.filter(setback=setback).count() == 1
    assert setback.first_word_at == NOW


def test_what_was_said_earlier_and_recorded_later_is_the_first_word(setback: Setback, owner: Membership) -> None:
    say(setback, owner)
    assert say(setback, owner, -30).first_word_at == NOW - 30 * MINUTE
    assert setback.next_update_due_at == NOW + 60 * MINUTE


def test_what_was_reopened_is_acknowledged_by_the_next_word(
    make_setback: Callable[..., Setback], owner: Membership
) -> None:
    setback = make_setback(state="reopened", first_word_at=NOW - timedelta(days=3))
    assert say(setback, owner).state == "acknowledged"
    assert setback.next_update_due_at == NOW + timedelta(days=1)


def test_after_the_end_no_clock_starts(make_setback: Callable[..., Setback], owner: Membership) -> None:
    setback = make_setback(state="closed", closed_at=NOW, first_word_at=NOW)
    assert say(setback, owner, 5).next_update_due_at is None
    assert clocks.clocks_of(setback, {}) == ()


def test_a_word_taken_back_with_its_transaction_leaves_no_trace(setback: Setback, owner: Membership) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        clocks.said_something(setback=setback, actor=owner.user, at=NOW, next_word_at=None, now=NOW)
        _ = 1 / 0
    setback.refresh_from_db()
    assert setback.first_word_at is None and not Transition.objects.filter(setback=setback).exists()


def test_only_the_first_word_has_a_clock_until_it_is_said(setback: Setback, owner: Membership) -> None:
    assert [clock.code for clock in clocks.clocks_of(setback, {})] == ["first_word"]
    assert clocks.clocks_of(setback, {})[0].standing(NOW) is Standing.LATE
    codes = [clock.code for clock in clocks.clocks_of(say(setback, owner), {})]
    assert codes == ["first_word", "next_update"]


def test_a_team_sets_another_time_and_its_own_pace(setback: Setback, owner: Membership) -> None:
    due = NOW + timedelta(hours=3)
    clocks.set_due(setback=setback, actor=owner.user, clock="first_word", due_at=due, seen=setback.version, now=NOW)
    clocks.set_pace(setback=setback, actor=owner.user, minutes=90, seen=setback.version)
    assert say(setback, owner).next_update_due_at == NOW + 90 * MINUTE
    assert setback.first_word_due_at == due
    with pytest.raises(Conflict):
        clocks.set_pace(setback=setback, actor=owner.user, minutes=60, seen=1)


@pytest.mark.parametrize(("clock", "hours", "code"), [
    ("first_word", -1, "clock_time_wrong"),
    ("next_update", 24 * 90, "clock_time_wrong"),
    ("lunch", 1, "clock_unknown"),
])  # fmt: skip
def test_a_time_that_makes_no_sense_is_refused(
    setback: Setback, owner: Membership, clock: str, hours: int, code: str
) -> None:
    due = NOW + timedelta(hours=hours)
    with pytest.raises(Refused) as refused:
        clocks.set_due(setback=setback, actor=owner.user, clock=clock, due_at=due, seen=1, now=NOW)
    assert refused.value.code == code


@pytest.mark.parametrize("minutes", [0, 9, 30 * 24 * 60 + 1])
def test_a_pace_nobody_could_keep_is_refused(setback: Setback, owner: Membership, minutes: int) -> None:
    with pytest.raises(Refused):
        clocks.set_pace(setback=setback, actor=owner.user, minutes=minutes, seen=1)
