"""Repairs of habits: taken on once, in somebody's hands, and judged on the first quarter that can tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.learn.habit_trend import Move, Trend
from pratfall.records.numbers import NotEnoughData
from pratfall.site.lessons.models import Repair, RepairState
from pratfall.site.lessons.services import repairs
from pratfall.site.lessons.services.repairs import Task
from pratfall.site.people.models import AuditEntry, Membership, User
from pratfall.site.people.roles import Role
from tests.site.lessons.habit_months import KEY, MENDED, few, months

TAKEN = datetime(2026, 5, 20, 9, tzinfo=UTC)
DONE = datetime(MENDED.year, MENDED.month, MENDED.day, 18, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 9, tzinfo=UTC)
TASK = Task(words="Four posts that only tell before each appeal.")


@pytest.fixture
def accept(owner: Membership) -> Callable[..., Repair]:
    """Taken on by the owner; what is given stands in it."""

    def made(**given: Any) -> Repair:
        values = {"key": KEY, "task": TASK, "now": TAKEN, "history": months(), "actor": owner.user, **given}
        return repairs.accept(organisation=owner.organisation, **values)

    return made


@pytest.fixture
def mended(accept: Callable[..., Repair], owner: Membership) -> Repair:
    repair = accept()
    repairs.done(repair=repair, actor=owner.user, seen=1, now=DONE)
    return repair


def judge(owner: Membership, now: datetime = LATER) -> int:
    return repairs.judge(organisation=owner.organisation, now=now, history=months())


def test_a_repair_keeps_the_number_it_starts_from(accept: Callable[..., Repair]) -> None:
    repair = accept()
    assert (repair.state, repair.label) == (RepairState.ACCEPTED, "Pond Friends")
    assert repair.before["window"] == {"start": "2026-01-30", "end": "2026-04-30"}
    assert repair.before["estimate"]["value"] == pytest.approx(0.9, abs=0.01)


def test_the_same_form_sent_twice_is_one_and_somebody_elses_is_refused(
    accept: Callable[..., Repair], join: Callable[..., Membership]
) -> None:
    assert accept() == accept()
    with pytest.raises(Refused, match="repair_there_already"):
        accept(actor=join(Role.EDITOR).user)
    with pytest.raises(Refused, match="repair_there_already"):
        accept(task=replace(TASK, words="Something else."))
    assert Repair.objects.count() == 1


@pytest.mark.parametrize("key", [few(MENDED).key, ("pitch_heavy", "x", "another"), ("no_such", "", "")])
def test_only_a_habit_that_is_a_fault_today_is_mended(accept: Callable[..., Repair], key: Any) -> None:
    with pytest.raises(Refused, match="repair_of_nothing"):
        accept(key=key)


def test_nothing_is_mended_while_nothing_is_known(accept: Callable[..., Repair]) -> None:
    with pytest.raises(Refused, match="repair_of_nothing"):
        accept(history=())


@pytest.mark.parametrize(
    ("task", "code"),
    [
        (Task(words="  \0 ".replace("\0", "")), "repair_unnamed"),
        (Task(words="x", due=date(2026, 5, 19)), "repair_day_over"),
    ],
)
def test_a_task_without_words_or_for_yesterday_is_refused(accept: Callable[..., Repair], task: Task, code: str) -> None:
    with pytest.raises(Refused, match=code):
        accept(task=task)


def test_it_is_in_the_hands_of_a_member_and_of_nobody_else(
    accept: Callable[..., Repair], charlie: Membership, join: Callable[..., Membership]
) -> None:
    for stranger in (charlie.user, join(Role.GUEST).user):
        with pytest.raises(Refused, match="assigned_to_stranger"):
            accept(task=replace(TASK, owner=stranger))
    assert accept(task=replace(TASK, owner=join(Role.ANALYST).user)).owner is not None


def test_hostile_words_are_kept_as_words_and_cut(accept: Callable[..., Repair]) -> None:
    repair = accept(task=Task(words="<script>\0" + "x" * 900))
    assert repair.words.startswith("<script>\ufffd") and len(repair.words) == repairs.LONGEST


def test_whoever_only_looks_may_do_none_of_it(mended: Repair, join: Callable[..., Membership]) -> None:
    looking: User = join(Role.ANALYST).user
    acts: list[Callable[[], object]] = [
        lambda: repairs.revise(repair=mended, actor=looking, task=TASK, seen=2, now=DONE),
        lambda: repairs.done(repair=mended, actor=looking, seen=2, now=DONE),
        lambda: repairs.drop(repair=mended, actor=looking, why="x", seen=2, now=DONE),
        lambda: repairs.take_up(repair=mended, actor=looking, seen=2, now=DONE),
    ]
    for act in acts:
        with pytest.raises(Refused, match="not_allowed_here"):
            act()


def test_the_second_of_two_is_told_and_overwrites_nothing(accept: Callable[..., Repair], owner: Membership) -> None:
    repair, other = accept(), Repair.objects.get()
    due = replace(TASK, due=date(2026, 6, 30))
    repairs.revise(repair=repair, actor=owner.user, task=due, seen=1, now=TAKEN)
    with pytest.raises(Conflict):
        repairs.drop(repair=other, actor=owner.user, why="no time", seen=1, now=TAKEN)
    assert Repair.objects.get().state == RepairState.ACCEPTED


def test_dropping_asks_why_and_can_be_undone(accept: Callable[..., Repair], owner: Membership) -> None:
    repair = accept()
    with pytest.raises(Refused, match="repair_drop_why"):
        repairs.drop(repair=repair, actor=owner.user, why=" ", seen=1, now=TAKEN)
    repairs.drop(repair=repair, actor=owner.user, why="Nobody has the hours.", seen=1, now=TAKEN)
    with pytest.raises(Refused, match="repair_not_that_way"):
        repairs.done(repair=repair, actor=owner.user, seen=2, now=DONE)
    repairs.take_up(repair=repair, actor=owner.user, seen=2, now=DONE)
    repair.refresh_from_db()
    assert (repair.state, repair.dropped_at, repair.dropped_why) == (RepairState.ACCEPTED, None, "")


def test_of_one_habit_only_one_repair_is_open(mended: Repair, accept: Callable[..., Repair], owner: Membership) -> None:
    accept()
    with pytest.raises(Refused, match="repair_there_already"):
        repairs.take_up(repair=mended, actor=owner.user, seen=2, now=DONE)


def test_a_day_that_was_over_may_stay_while_the_words_change(accept: Callable[..., Repair], owner: Membership) -> None:
    repair = accept(task=replace(TASK, due=date(2026, 5, 25)))
    late = TAKEN + timedelta(days=20)
    repairs.revise(repair=repair, actor=owner.user, task=Task(words="Three.", due=date(2026, 5, 25)), seen=1, now=late)
    assert repair.words == "Three."


def test_a_repair_is_judged_on_the_first_quarter_that_can_tell_and_only_once(mended: Repair, owner: Membership) -> None:
    assert judge(owner, datetime(2026, 8, 30, tzinfo=UTC)) == 0
    assert repairs.moved(mended, months()[:4]) is None
    assert judge(owner) == 1 and judge(owner) == 0
    mended.refresh_from_db()
    assert mended.after is not None and mended.after["window"] == {"start": "2026-06-02", "end": "2026-08-31"}
    found = repairs.moved(mended, ())
    assert isinstance(found, Trend) and found.move is Move.BETTER
    with pytest.raises(Refused, match="repair_not_that_way"):
        repairs.take_up(repair=mended, actor=owner.user, seen=mended.version, now=LATER)
    assert AuditEntry.objects.get(act="repair_judged").after == {"move": "better"}


def test_what_cannot_be_counted_afterwards_says_how_many_are_missing(mended: Repair, owner: Membership) -> None:
    thin = [
        replace(then, lately=(replace(few(then.on), code=KEY[0], subject=then.lately[0].subject),)) for then in months()
    ]
    assert repairs.moved(mended, thin) == NotEnoughData(20, 3, "posts")
    assert repairs.judge(organisation=owner.organisation, now=LATER, history=thin) == 0


def test_the_trail_has_every_act_and_no_word_of_the_team(mended: Repair) -> None:
    entries = AuditEntry.objects.filter(act__startswith="repair_").order_by("pk")
    assert [entry.act for entry in entries] == ["repair_accepted", "repair_done"]
    assert "appeal" not in str([entry.after for entry in entries])


def test_open_repairs_come_in_the_order_of_their_days(accept: Callable[..., Repair], owner: Membership) -> None:
    silent_key = ("abandoned", "instagram", "2")
    now = datetime(2026, 9, 15, tzinfo=UTC)
    late = accept(now=now.replace(month=7), task=replace(TASK, due=None))
    soon = accept(key=silent_key, now=now, task=replace(TASK, due=date(2026, 10, 1)))
    assert list(repairs.open_of(owner.organisation)) == [soon, late]
