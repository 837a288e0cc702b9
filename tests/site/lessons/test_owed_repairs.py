"""Which repairs somebody should hear of, and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pratfall.reviews.render.speech import speech
from pratfall.site.lessons.models import Repair
from pratfall.site.lessons.owed_repairs import owed
from pratfall.site.lessons.services import repairs
from pratfall.site.lessons.services.repairs import Task
from pratfall.site.people.models import Membership
from tests.site.lessons.habit_months import KEY, months

TAKEN = datetime(2026, 5, 1, 9, tzinfo=UTC)
DUE = date(2026, 5, 31)
TASK = Task(words="Four posts first.", due=DUE)


def taken(owner: Membership, task: Task = TASK) -> Repair:
    given: Any = {"organisation": owner.organisation, "actor": owner.user, "key": KEY, "history": months()}
    return repairs.accept(task=task, now=TAKEN, **given)


def test_one_is_told_from_a_week_before_its_day_until_it_is_done(owner: Membership) -> None:
    row = taken(owner)

    def stages(day: date) -> list[str]:
        return [
            one.call.stage.value
            for one in owed(owner.organisation, datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
        ]

    days = [DUE + timedelta(days=k) for k in (-8, -7, 0, 6, 7, 90)]
    assert [stages(day) for day in days] == [[], ["soon"], ["due"], ["due"], ["overdue"], ["overdue"]]
    repairs.done(repair=row, actor=owner.user, seen=1, now=TAKEN)
    assert stages(DUE) == []


def test_each_week_is_another_message(owner: Membership) -> None:
    taken(owner)
    keys = [next(owed(owner.organisation, TAKEN + timedelta(days=30 + 7 * k))).key for k in (0, 1, 2)]
    assert len(set(keys)) == 3


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_sentence_says_what_whose_and_until_when(owner: Membership, lang: str) -> None:
    taken(owner, replace(TASK, owner=owner.user))
    words = speech(lang)
    for days in (25, 30, 60):
        (one,) = owed(owner.organisation, TAKEN + timedelta(days=days))
        said = one.sentence(words)
        assert words.day(DUE) in said and "Pond Friends" in said and "Olive Owner" in said
        assert one.href.endswith(f"#repair-{one.row.pk}")


def test_one_without_a_day_and_without_anybody_is_told_after_a_week(owner: Membership) -> None:
    taken(owner, Task(words="Some day."))
    assert list(owed(owner.organisation, TAKEN + timedelta(days=6))) == []
    (one,) = owed(owner.organisation, TAKEN + timedelta(days=7))
    assert "no day is set for it" in one.sentence(speech("en")) and "Nobody yet" in one.sentence(speech("en"))
