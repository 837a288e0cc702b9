"""Where the minutes of a drill went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from pratfall.respond.statement import Facts, Kind
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import drilling
from pratfall.site.setbacks.models import Setback, Step
from pratfall.site.setbacks.services import statements

from .conftest import NOW

BOTH = Facts(texts={"en": {"happened": "A picture."}, "fr": {"happened": "Une photo."}})


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def drill(make: Callable[..., Setback], **more: object) -> Setback:
    given = {"drill": True, "opened_at": NOW, "began_at": NOW, "code": "drill:wrong_picture", "severity": 3}
    return make(**{**given, **more})


def minutes(setback: Setback) -> dict[str, float | None]:
    return {lap.code: lap.minutes for lap in drilling.milestones(setback)}


def test_a_severe_case_is_approved_when_the_second_person_has(
    make_setback: Callable[..., Setback], owner: Membership, join: Callable[..., Membership]
) -> None:
    setback = drill(make_setback)
    said = statements.draft(
        setback=setback, actor=owner.user, kind=Kind.HOLDING, facts=BOTH, next_word_at=None, now=at(7)
    )
    statements.approve(statement=said, actor=owner.user, digest=said.digest, now=at(12))
    assert minutes(setback)["approved"] is None
    second = join(Role.MANAGER).user
    statements.approve(statement=said, actor=second, digest=said.digest, now=at(20))
    setback.first_word_at, setback.closed_at = at(26), at(40)
    assert minutes(setback) == {
        "draft": 7, "text_en": 7, "text_fr": 7, "approved": 20, "first_word": 26, "end": 40,
    }  # fmt: skip
    assert [lap.spent for lap in drilling.milestones(setback)] == [7, 7, 7, 13, 6, 14]


def test_what_was_not_done_has_no_minutes(make_setback: Callable[..., Setback]) -> None:
    assert set(minutes(drill(make_setback)).values()) == {None}


def test_steps_stand_in_the_order_of_doing_and_left_out_ones_nowhere(make_setback: Callable[..., Setback]) -> None:
    setback = drill(make_setback)
    late = Step.objects.create(setback=setback, place=1, title="Late", part="lead", done_at=at(9))
    early = Step.objects.create(setback=setback, place=2, title="Early", part="lead", done_at=at(4))
    never = Step.objects.create(setback=setback, place=3, title="Never", part="lead")
    Step.objects.create(setback=setback, place=4, title="Not needed", part="lead", left_out=True)
    laps = drilling.step_laps(setback)
    assert [step for step, _ in laps] == [early, late, never]
    assert [(lap.minutes, lap.spent) for _, lap in laps] == [(4, 4), (9, 5), (None, None)]


def test_what_comes_in_stops_when_the_drill_is_over(make_setback: Callable[..., Setback]) -> None:
    setback = drill(make_setback)
    assert [event.minute for event in drilling.heard(setback, at(6.5))] == [6, 2]
    setback.closed_at = at(3)
    assert [event.minute for event in drilling.heard(setback, at(600))] == [2]
    assert drilling.heard(make_setback(), NOW) == () and drilling.scenario_of(make_setback()) is None


def test_drills_are_compared_with_those_of_the_same_organisation(
    make_setback: Callable[..., Setback], charlie: Membership
) -> None:
    now, old = drill(make_setback), drill(make_setback, closed_at=at(30), opened_at=at(-90))
    drill(make_setback, closed_at=at(30), organisation=charlie.organisation)
    make_setback(closed_at=at(30))
    assert drilling.earlier(now) == [old]
