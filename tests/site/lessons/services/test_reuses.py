from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from pratfall.errors import Conflict, Refused
from pratfall.site.lessons.models import Material, MaterialKind, Reuse
from pratfall.site.lessons.services import materials, reuses
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
TEXT = "We baked 412 loaves from flour that a mill would have thrown away."


@pytest.fixture
def material(client: Client, owner: Membership) -> Material:
    given = materials.Given(kind=MaterialKind.TALK, title="Bread", text=TEXT)
    return materials.add(organisation=owner.organisation, actor=owner.user, given=given, now=NOW)


def plan(material: Material, owner: Membership, **more: Any) -> Reuse:
    values = {"platform": "x", "account_id": "thelongtable", "text": TEXT, "now": NOW, **more}
    return reuses.plan(material=material, actor=owner.user, **values)


def test_a_piece_is_due_from_its_day_until_it_is_out(material: Material, owner: Membership) -> None:
    made = plan(material, owner, person=owner.user, due=date(2026, 11, 25))
    assert not reuses.due(owner.organisation, date(2026, 11, 24)).exists()
    assert list(reuses.due(owner.organisation, date(2026, 11, 25))) == [made]
    reuses.out(piece=made, actor=owner.user, post_ref=" 123 ", seen=1, now=NOW + timedelta(2))
    assert not reuses.due(owner.organisation, date(2026, 11, 25)).exists()
    assert (made.post_ref, made.out_at) == ("123", NOW + timedelta(2))
    with pytest.raises(Refused, match="piece_over"):
        reuses.drop(piece=made, actor=owner.user, why="", seen=2, now=NOW)
    assert [e.act for e in AuditEntry.objects.filter(act__startswith="piece").order_by("pk")] == [
        "piece_planned",
        "piece_out",
    ]
    assert TEXT not in str([e.after for e in AuditEntry.objects.all()])


def test_the_same_piece_sent_twice_is_one(material: Material, owner: Membership) -> None:
    assert plan(material, owner).pk == plan(material, owner).pk


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": " "}, "piece_empty"),
        ({"text": "x" * 281}, "piece_too_long"),
        ({"account_id": "somebody"}, "piece_no_account"),
        ({"due": date(2026, 11, 20)}, "piece_day_over"),
    ],
)
def test_what_cannot_go_out_is_refused(material: Material, owner: Membership, more: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        plan(material, owner, **more)


def test_too_soon_takes_a_reason_and_says_from_when_it_is_fine(material: Material, owner: Membership) -> None:
    plan(material, owner, due=date(2026, 12, 1))
    with pytest.raises(Refused, match="piece_too_soon") as refused:
        plan(material, owner, text="Another piece of the same material", due=date(2026, 12, 5))
    assert refused.value.facts["last"] == date(2026, 12, 1) and refused.value.facts["day"] > date(2026, 12, 5)
    assert plan(material, owner, text="Another piece of the same material", due=date(2026, 12, 5), why="Asked for").why
    assert plan(material, owner, platform="instagram", text="Another piece", due=date(2026, 12, 1)).pk  # other readers


def test_a_piece_goes_into_the_hands_of_somebody_who_may_make_it(
    material: Material, owner: Membership, join: Callable[..., Membership], charlie: Membership
) -> None:
    for stranger in (join(Role.ANALYST).user, charlie.user):
        with pytest.raises(Refused, match="assigned_to_stranger"):
            plan(material, owner, person=stranger)
    made, editor = plan(material, owner), join(Role.EDITOR)
    reuses.hand_over(piece=made, actor=owner.user, person=editor.user, due=None, seen=1, now=NOW)
    with pytest.raises(Conflict):
        reuses.drop(piece=made, actor=owner.user, why="no", seen=1, now=NOW)
    reuses.drop(piece=made, actor=editor.user, why="no", seen=2, now=NOW)
    assert (made.state, made.why) == ("dropped", "no")


def test_nothing_is_made_of_a_text_that_was_put_away_or_by_who_only_looks(
    material: Material, owner: Membership, join: Callable[..., Membership]
) -> None:
    with pytest.raises(Refused, match="not_allowed_here"):
        plan(material, join(Role.ANALYST))
    materials.put_away(material=material, actor=owner.user, seen=1, now=NOW)
    with pytest.raises(Refused, match="material_put_away"):
        plan(material, owner)


def test_a_post_without_a_link_is_not_out(material: Material, owner: Membership) -> None:
    made = plan(material, owner)
    for ref in ("", "two words", "x" * 301):
        with pytest.raises(Refused, match="piece_needs_post"):
            reuses.out(piece=made, actor=owner.user, post_ref=ref, seen=1, now=NOW)
