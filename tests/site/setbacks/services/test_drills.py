"""A drill begins, ends, and counts nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback, Transition
from pratfall.site.setbacks.services import drills

from ..conftest import NOW


@pytest.fixture
def drill(owner: Membership, home: Path) -> Setback:
    return drills.start(organisation=owner.organisation, actor=owner.user, scenario="wrong_picture", lang="fr", now=NOW)


def test_a_drill_is_opened_like_a_real_one_and_marked(drill: Setback) -> None:
    assert drill.drill and drill.title == "La mauvaise photo" and drill.code == "drill:wrong_picture"
    assert drill.opened_at == drill.began_at == NOW and drill.steps.exists()


def test_one_runs_at_a_time_and_unknown_ones_do_not(drill: Setback, owner: Membership) -> None:
    given = {"organisation": owner.organisation, "actor": owner.user, "lang": "en", "now": NOW}
    with pytest.raises(Refused, match="drill_running"):
        drills.start(scenario="money_rumour", **given)
    with pytest.raises(Refused, match="drill_unknown"):
        drills.start(scenario="../../etc/passwd", **given)
    assert Setback.objects.count() == 1


def test_it_ends_without_anything_owed(drill: Setback, owner: Membership) -> None:
    later = NOW + timedelta(minutes=48)
    with pytest.raises(Conflict):
        drills.end(setback=Setback.objects.get(pk=drill.pk), actor=owner.user, seen=99, now=later)
    drills.end(setback=drill, actor=owner.user, seen=drill.version, now=later)
    assert Setback.objects.get().closed_at == later
    assert Transition.objects.filter(setback=drill, after="closed").count() == 1
    with pytest.raises(Refused, match="drill_not_running"):
        drills.end(setback=drill, actor=owner.user, seen=drill.version, now=later)


def test_a_real_setback_is_never_ended_as_a_drill(setback: Setback, owner: Membership) -> None:
    with pytest.raises(Refused, match="drill_not_running"):
        drills.end(setback=setback, actor=owner.user, seen=setback.version, now=NOW)


def test_who_only_looks_starts_nothing(owner: Membership, join: Callable[..., Membership], home: Path) -> None:
    with pytest.raises(Refused, match="not_allowed_here"):
        drills.start(
            organisation=owner.organisation,
            actor=join(Role.ANALYST).user,
            scenario="wrong_picture",
            lang="en",
            now=NOW,
        )
