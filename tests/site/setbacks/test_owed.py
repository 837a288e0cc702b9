"""What is owed, to whom it is said, and that a closed setback changes nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from pratfall.respond.chasing import Call, Stage
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.site.people.models import Membership, User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.owed import Owed, owed
from pratfall.site.setbacks.services import holders, preventions, reminders

from .conftest import NOW
from .promised import LOOK_TWICE, promise

DUE = NOW.date() + timedelta(days=20)


def at(owner: Membership, days: int) -> list[Owed]:
    """So many days after the day it is due."""
    return list(owed(owner.organisation, NOW + timedelta(days=20 + days)))


def people(item: Owed) -> list[User]:
    return list(item.people)


@pytest.fixture
def ina(join: Callable[..., Membership]) -> Membership:
    return join(Role.EDITOR, "ina")


@pytest.fixture
def led(setback: Setback, owner: Membership) -> Setback:
    holders.everything(setback, owner.user, NOW)
    return setback


def test_the_owner_hears_of_it_and_the_lead_once_it_is_late_for_long(
    led: Setback, owner: Membership, ina: Membership
) -> None:
    promise(led, owner.user, replace(LOOK_TWICE, owner=ina.user, due=DUE))
    assert at(owner, -8) == []
    assert [people(item) for item in at(owner, -7)] == [[ina.user]]
    assert [people(item) for item in at(owner, 7)] == [[ina.user]]
    assert [people(item) for item in at(owner, 14)] == [[ina.user, owner.user]]


def test_where_the_owner_left_the_lead_hears_of_it_and_else_who_may_decide(
    led: Setback, owner: Membership, ina: Membership
) -> None:
    promise(led, owner.user, replace(LOOK_TWICE, owner=ina.user, due=DUE))
    ina.delete()
    assert [people(item) for item in at(owner, 0)] == [[owner.user]]
    led.holders.all().delete()
    assert [people(item) for item in at(owner, 0)] == [[owner.user]]


def test_what_nobody_owns_and_has_no_day_is_not_forgotten(setback: Setback, owner: Membership) -> None:
    promise(setback, owner.user)
    assert list(owed(owner.organisation, NOW + timedelta(days=6))) == []
    (item,) = owed(owner.organisation, NOW + timedelta(days=8))
    assert item.call == Call(Stage.NO_DAY, 1) and people(item) == [owner.user]


def test_a_closed_setback_a_quarter_later_still_owes(
    make_setback: Callable[..., Setback], owner: Membership, charlie: Membership
) -> None:
    closed = make_setback(state="closed", closed_at=NOW)
    row = promise(closed, owner.user, replace(LOOK_TWICE, owner=owner.user, due=DUE))
    promise(make_setback(drill=True), owner.user, replace(LOOK_TWICE, due=DUE))
    promise(make_setback(organisation=charlie.organisation), charlie.user, replace(LOOK_TWICE, due=DUE))
    (item,) = owed(owner.organisation, NOW + timedelta(days=90))
    assert item.row == row and item.call == Call(Stage.OVERDUE, 10)
    preventions.give_up(prevention=row, actor=owner.user, why="no longer ours", seen=1, now=NOW)
    assert list(owed(owner.organisation, NOW + timedelta(days=90))) == []


def test_what_was_put_off_waits_and_what_was_switched_off_is_left_alone(setback: Setback, owner: Membership) -> None:
    row = promise(setback, owner.user, replace(LOOK_TWICE, owner=owner.user, due=DUE))
    clock = f"prevention:{row.pk}"
    until = NOW + timedelta(days=40)
    given = {"setback": setback, "actor": owner.user, "clock": clock, "now": NOW}
    reminders.put_off(until=until, why="holidays", **given)  # type: ignore[arg-type]
    assert at(owner, 19) == [] and len(at(owner, 21)) == 1
    reminders.switch_off(why="told by phone", **given)  # type: ignore[arg-type]
    assert at(owner, 21) == []
    reminders.switch_on(**given)  # type: ignore[arg-type]
    assert len(at(owner, 21)) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_stage_has_words(setback: Setback, owner: Membership, lang: str) -> None:
    row = promise(setback, owner.user, replace(LOOK_TWICE, due=DUE))
    for stage in Stage:
        said = Owed(row, Call(stage, 2), ()).sentence(speech(lang))
        assert "The wrong picture" in said and "{" not in said and "owed." not in said


def test_each_week_is_a_message_of_its_own_and_another_day_too(setback: Setback, owner: Membership) -> None:
    row = promise(setback, owner.user, replace(LOOK_TWICE, due=DUE))
    keys = {item.key for days in range(-7, 30) for item in at(owner, days)}
    assert len(keys) == 6  # soon, due, and four weeks late
    later = replace(LOOK_TWICE, due=DUE + timedelta(days=1))
    preventions.revise(prevention=row, actor=owner.user, action=later, seen=1, now=NOW)
    assert not keys & {item.key for days in range(-7, 30) for item in at(owner, days)}
