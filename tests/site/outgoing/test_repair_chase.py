"""Whoever looks after a repair is told by mail, once a week at most, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pratfall.site.lessons.models import Repair
from pratfall.site.lessons.services import repairs
from pratfall.site.lessons.services.repairs import Task
from pratfall.site.outgoing import repair_chase
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from tests.site.lessons.habit_months import KEY, months
from tests.site.outgoing.conftest import Post

NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)
DUE = NOW.date() + timedelta(days=30)
pytestmark = pytest.mark.usefixtures("home")


def taken(by: Membership, whose: Membership | None) -> Repair:
    task = Task(words="Four posts first.", owner=whose.user if whose else None, due=DUE)
    given: Any = {"organisation": by.organisation, "actor": by.user, "key": KEY, "history": months()}
    return repairs.accept(task=task, now=NOW, **given)


def run(days: range) -> dict[int, int]:
    """The worker's hours of each day, and how many messages left."""
    sent = {}
    for day in days:
        hours = [repair_chase.repair_round(NOW + timedelta(days=day, hours=hour)) for hour in (-4, 0, 1, 12)]
        assert hours[0] == 0, "nobody is woken at night"
        sent[day] = sum(hours)
    return sent


def test_its_owner_is_told_before_the_day_on_it_and_weekly_until_it_is_done(
    post: Post, owner: Membership, join: Callable[..., Membership]
) -> None:
    ina = join(Role.EDITOR, "ina")
    row = taken(owner, ina)
    assert [day for day, n in run(range(20, 46)).items() if n] == [23, 30, 37, 44]
    assert {mail["To"] for mail in post.mails} == {ina.user.email}
    text = post.mails[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Four posts first." in post.mails[-1]["Subject"] and f"#repair-{row.pk}" in text
    repairs.done(repair=row, actor=owner.user, seen=1, now=NOW)
    assert set(run(range(46, 60)).values()) == {0}


def test_nobody_is_told_of_what_nobody_looks_after_or_who_left(
    post: Post, owner: Membership, join: Callable[..., Membership]
) -> None:
    ina = join(Role.EDITOR, "ina")
    row = taken(owner, None)
    assert set(run(range(30, 32)).values()) == {0}
    repairs.revise(repair=row, actor=owner.user, task=Task(words="x", owner=ina.user, due=DUE), seen=1, now=NOW)
    ina.delete()
    assert set(run(range(32, 40)).values()) == {0}
