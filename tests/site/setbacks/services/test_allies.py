"""On the list, asked, heard, thanked, or left out with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Ally, Setback
from pratfall.site.setbacks.services import allies, erasing
from pratfall.site.setbacks.services.closing import open_matters
from tests.site.setbacks.hearing import about_it, export, said

from ..conftest import NOW


@pytest.fixture
def ally(setback: Setback, owner: Membership) -> Ally:
    return allies.add(setback=setback, actor=owner.user, name="The hospital", now=NOW, where="+33 1 23")


def owed(setback: Setback) -> set[str]:
    return {matter.code for matter in open_matters(setback, NOW)} & {"thanks"}


def test_who_was_asked_is_owed_thanks_until_thanked(setback: Setback, ally: Ally, owner: Membership) -> None:
    assert not owed(setback)
    allies.asked(ally=ally, actor=owner.user, seen=1, now=NOW)
    allies.answered(ally=ally, actor=owner.user, seen=2, said="Gladly.", now=NOW)
    assert owed(setback)
    allies.thanked(ally=ally, actor=owner.user, seen=3, how="By phone.", now=NOW)
    assert not owed(setback)
    allies.brought_back(ally=ally, actor=owner.user, seen=4)
    assert owed(setback)


def test_left_out_needs_a_reason_which_stays_out_of_the_trail(setback: Setback, ally: Ally, owner: Membership) -> None:
    allies.asked(ally=ally, actor=owner.user, seen=1, now=NOW)
    with pytest.raises(Refused, match="ally_left_out_needs_reason"):
        allies.left_out(ally=ally, actor=owner.user, seen=2, why="  ", now=NOW)
    allies.left_out(ally=ally, actor=owner.user, seen=2, why="They asked not to be thanked.", now=NOW)
    assert not owed(setback)
    trail = str(list(AuditEntry.objects.filter(act__startswith="ally").values_list("before", "after")))
    assert "hospital" not in trail and "thanked." not in trail
    with pytest.raises(Refused, match="ally_is_done"):
        allies.thanked(ally=ally, actor=owner.user, seen=3, how="", now=NOW)


def test_two_people_at_once_lose_nothing(setback: Setback, ally: Ally, owner: Membership) -> None:
    other = Ally.objects.get(pk=ally.pk)
    allies.answered(ally=ally, actor=owner.user, seen=1, said="Yes.", now=NOW)
    with pytest.raises(Conflict):
        allies.answered(ally=other, actor=owner.user, seen=1, said="No.", now=NOW)
    assert Ally.objects.get(pk=ally.pk).said == "Yes."
    assert allies.add(setback=setback, actor=owner.user, name="The hospital", now=NOW, where="+33 1 23") == ally
    assert setback.allies.count() == 1


def test_somebody_from_the_data_comes_with_todays_numbers_once(setback: Setback, home: Path, owner: Membership) -> None:
    export(setback.organisation, "one", [said("d1", "Leave them alone, so unfair", author_key="friend")])
    about_it(setback)
    made = allies.add_found(setback=setback, actor=owner.user, platform="x", author="friend", now=NOW)
    assert made.found["defended"] == 1 and made.language == "en" and made.name == "friend"
    assert allies.add_found(setback=setback, actor=owner.user, platform="x", author="friend", now=NOW) == made
    with pytest.raises(Refused, match="ally_not_in_data"):
        allies.add_found(setback=setback, actor=owner.user, platform="x", author="invented", now=NOW)


def test_what_is_known_of_them_may_be_changed(ally: Ally, owner: Membership) -> None:
    known = {"name": "Dr Ody", "where": "", "stands_for": "justice", "language": "fr", "brief": "Facts."}
    allies.revise(ally=ally, actor=owner.user, seen=1, **known)
    assert (ally.name, ally.stands_for, ally.brief) == ("Dr Ody", "justice", "Facts.")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " "}, "ally_unnamed"),
        ({"name": "x" * 121}, "ally_too_long"),
        ({"where": "x" * 301}, "ally_too_long"),
        ({"stands_for": "enemy"}, "not_allowed_here"),
        ({"language": "klingon"}, "not_allowed_here"),
    ],
)
def test_what_cannot_be_is_refused(setback: Setback, owner: Membership, wrong: dict[str, str], code: str) -> None:
    with pytest.raises(Refused, match=code):
        allies.add(setback=setback, actor=owner.user, now=NOW, **{"name": "A", **wrong})


def test_who_may_only_look_asks_nobody(setback: Setback, ally: Ally, join: Callable[..., Membership]) -> None:
    looker = join(Role.ANALYST).user
    with pytest.raises(Refused, match="not_allowed_here"):
        allies.add(setback=setback, actor=looker, name="A", now=NOW)
    with pytest.raises(Refused, match="not_allowed_here"):
        allies.asked(ally=ally, actor=looker, seen=1, now=NOW)


def test_signs_no_database_holds_are_replaced(setback: Setback, ally: Ally, owner: Membership) -> None:
    allies.answered(ally=ally, actor=owner.user, seen=1, said="a\0b", now=NOW)
    assert "\0" not in Ally.objects.get(pk=ally.pk).said
    with pytest.raises(Refused, match="ally_text_too_long"):
        allies.answered(ally=ally, actor=owner.user, seen=2, said="x" * 4001, now=NOW)


def test_somebody_who_is_erased_is_nobody_on_every_list_and_thanks_stay_counted(
    setback: Setback, home: Path, owner: Membership, charlie: Membership
) -> None:
    export(setback.organisation, "one", [said("d1", "Leave them alone, so unfair", author_key="friend")])
    about_it(setback)
    made = allies.add_found(setback=setback, actor=owner.user, platform="x", author="friend", now=NOW)
    allies.asked(ally=made, actor=owner.user, seen=1, now=NOW)
    allies.answered(ally=made, actor=owner.user, seen=2, said="My name is Jo.", now=NOW)
    assert allies.erased(organisation=charlie.organisation, author="friend") == 0
    assert allies.erased(organisation=setback.organisation, author="") == 0
    assert allies.erased(organisation=setback.organisation, author="friend") == 1
    row = Ally.objects.get(pk=made.pk)
    assert (row.name, row.where, row.author, row.said, row.found) == ("", "", "", "", None)
    assert owed(setback)


def test_erasing_a_person_erases_the_ally(setback: Setback, home: Path, owner: Membership) -> None:
    export(setback.organisation, "one", [said("d1", "Leave them alone, so unfair", author_key="friend")])
    about_it(setback)
    allies.add_found(setback=setback, actor=owner.user, platform="x", author="friend", now=NOW)
    erasing.erase_author(organisation=setback.organisation, actor=None, author=" friend ", now=NOW)
    assert setback.allies.get().author == ""
