"""Roles: one person holds all, one step hands one over, and whoever has left holds none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pratfall.errors import Refused
from pratfall.respond.roles import Part
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import holders

from ..conftest import NOW


@pytest.fixture
def led(setback: Setback, owner: Membership) -> Setback:
    holders.everything(setback, owner.user, NOW)
    return setback


def hand(setback: Setback, actor: Membership, to: Membership, part: str = "voice", note: str = "") -> None:
    holders.hand_over(setback=setback, actor=actor.user, part=part, to=to.user, note=note, now=NOW)


def test_whoever_opened_it_holds_everything(led: Setback, owner: Membership) -> None:
    assert holders.held(led) == {part.value: owner.user for part in Part}


def test_a_role_is_handed_over_in_one_step_with_a_note_on_the_timeline(
    led: Setback, owner: Membership, join: Callable[..., Membership]
) -> None:
    vera = join(Role.EDITOR, "vera")
    for _ in range(2):
        hand(led, owner, vera, note="The draft is in the folder.")
    assert holders.held(led)["voice"] == vera.user and holders.held(led)["lead"] == owner.user
    assert [note.text for note in led.notes.all()] == ["The draft is in the folder."]
    entry = AuditEntry.objects.get(act="setback_role_handed")
    assert entry.after == {"part": "voice", "user": vera.user.pk} and "folder" not in str(entry.after)


def test_a_role_whose_holder_left_is_the_leads(
    led: Setback, owner: Membership, join: Callable[..., Membership]
) -> None:
    vera = join(Role.EDITOR, "vera")
    hand(led, owner, vera)
    vera.user.is_active = False
    vera.user.save()
    assert holders.held(led)["voice"] == owner.user
    assert holders.held(Setback.objects.prefetch_related("holders__user").get(pk=led.pk))["voice"] == owner.user


def test_guests_analysts_and_strangers_hold_none(
    led: Setback, owner: Membership, join: Callable[..., Membership], charlie: Membership
) -> None:
    for member in (join(Role.GUEST), join(Role.ANALYST), charlie):
        with pytest.raises(Refused) as refused:
            hand(led, owner, member)
        assert refused.value.code == "role_to_stranger"
    with pytest.raises(Refused):
        hand(led, owner, owner, part="boss")


def test_what_is_over_has_nobody_to_hand_to(make_setback: Callable[..., Setback], owner: Membership) -> None:
    with pytest.raises(Refused) as refused:
        hand(make_setback(state="closed", closed_at=NOW), owner, owner)
    assert refused.value.code == "setback_over"
