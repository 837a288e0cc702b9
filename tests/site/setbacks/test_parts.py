"""The pages of a setback somebody's role opens."""

from __future__ import annotations

from collections.abc import Callable

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.parts import PARTS, parts


def test_a_member_sees_all_parts_and_where_they_are(setback: Setback, owner: Membership) -> None:
    shown = parts(setback, owner, f"/o/default/setbacks/{setback.pk}/timeline/")
    assert len(shown) == len([part for part in PARTS if not part.drills_only])
    assert [part.words for part in shown if part.here] == ["setback.part.timeline"]


def test_a_guest_sees_what_a_guest_may(setback: Setback, join: Callable[..., Membership]) -> None:
    shown = parts(setback, join(Role.GUEST), "")
    assert [part.words for part in shown] == ["setback.part.room", "setback.part.timeline"]


def test_only_a_drill_shows_where_its_minutes_went(make_setback: Callable[..., Setback], owner: Membership) -> None:
    assert "setback.part.drill" in [part.words for part in parts(make_setback(drill=True), owner, "")]
    assert "setback.part.drill" not in [part.words for part in parts(make_setback(), owner, "")]
