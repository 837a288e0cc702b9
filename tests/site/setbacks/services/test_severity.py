"""Severity in the room: answered, recomputed, overruled with a reason, each time in the trail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.respond.severity import QUESTIONS
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import severity

from ..conftest import NOW

NO = dict.fromkeys(QUESTIONS, "no")


def test_answers_make_the_level_and_whether_it_can_be_made_good(
    home: Path, setback: Setback, owner: Membership
) -> None:
    severity.answer(setback=setback, actor=owner.user, answers=NO, seen=1, now=NOW)
    assert (setback.severity, setback.redeemable) == (1, "yes")
    severity.answer(
        setback=setback, actor=owner.user, answers={**NO, "vivid": "yes", "ours": "yes"}, seen=setback.version, now=NOW
    )
    setback.refresh_from_db()
    assert (setback.severity, setback.redeemable) == (2, "partly")
    assert [why["code"] for why in setback.severity_why] == ["ours", "vivid"]
    assert all(why["source"] for why in setback.severity_why)
    first, second = AuditEntry.objects.filter(act="setback_severity").order_by("pk")
    assert (first.after["severity"], second.before["severity"], second.after["severity"]) == (1, 1, 2)


def test_the_finding_s_own_level_stays_the_least(
    home: Path, make_setback: Callable[..., Setback], owner: Membership
) -> None:
    setback = make_setback(answers={"finding_level": 3})
    severity.answer(setback=setback, actor=owner.user, answers=NO, seen=1, now=NOW)
    assert setback.severity == 3 and setback.answers["finding_level"] == 3


def test_a_person_may_know_better_and_says_why(home: Path, setback: Setback, owner: Membership) -> None:
    severity.overrule(setback=setback, actor=owner.user, level=4, why="The mayor called.", seen=1)
    assert setback.severity == 4 and setback.severity_why[0]["why"] == "The mayor called."
    assert "mayor" not in str([row.after for row in AuditEntry.objects.all()])
    severity.answer(setback=setback, actor=owner.user, answers=NO, seen=setback.version, now=NOW)
    assert setback.severity == 1


def test_two_who_judge_at_once_do_not_overwrite_each_other(home: Path, setback: Setback, owner: Membership) -> None:
    other = Setback.objects.get(pk=setback.pk)
    severity.answer(setback=setback, actor=owner.user, answers=NO, seen=1, now=NOW)
    with pytest.raises(Conflict):
        severity.overrule(setback=other, actor=owner.user, level=4, why="Why.", seen=1)


@pytest.mark.parametrize("answers", [{"hurt": "maybe"}, {"finding_level": "1"}, {"colour": "yes"}])
def test_what_was_never_asked_is_refused(
    home: Path, setback: Setback, owner: Membership, answers: dict[str, str]
) -> None:
    with pytest.raises(Refused):
        severity.answer(setback=setback, actor=owner.user, answers=answers, seen=1, now=NOW)


def test_a_level_needs_a_reason_and_one_of_four(home: Path, setback: Setback, owner: Membership) -> None:
    for level, why in ((4, " "), (0, "Why."), (5, "Why.")):
        with pytest.raises(Refused):
            severity.overrule(setback=setback, actor=owner.user, level=level, why=why, seen=1)


def test_what_is_over_is_not_judged_anew(home: Path, make_setback: Callable[..., Setback], owner: Membership) -> None:
    with pytest.raises(Refused):
        severity.answer(
            setback=make_setback(state="closed", closed_at=NOW), actor=owner.user, answers=NO, seen=1, now=NOW
        )
