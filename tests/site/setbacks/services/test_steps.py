"""Steps: laid out, ticked, undone, left out, added, and kept when another playbook is chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from pratfall.errors import Conflict, Refused
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.setbacks.at_hand import at_hand
from pratfall.site.setbacks.models import Setback, Step
from pratfall.site.setbacks.services import clocks, severity, steps

from ..conftest import NOW

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def laid(setback: Setback) -> Setback:
    steps.lay(setback, "crisis_in_public", NOW)
    return setback


def step(setback: Setback, key: str) -> Step:
    return setback.steps.get(key__endswith=f":{key}")


def test_a_step_is_ticked_undone_and_left_out_and_each_is_in_the_trail(laid: Setback, owner: Membership) -> None:
    row = step(laid, "pause")
    steps.tick(step=row, actor=owner.user, seen=row.version, now=NOW, note="Buffer too.")
    assert (row.done_at, row.done_by, row.note) == (NOW, owner.user, "Buffer too.")
    steps.undo(step=row, actor=owner.user, seen=row.version, now=NOW)
    assert row.done_at is None and row.note == "Buffer too."
    steps.leave_out(step=row, actor=owner.user, seen=row.version, now=NOW)
    assert row.left_out
    acts = list(AuditEntry.objects.filter(subject=f"setback:{laid.pk}").order_by("pk").values_list("act", flat=True))
    assert acts == ["setback_step_done", "setback_step_undone", "setback_step_left_out"]
    assert not any("Buffer" in str(entry.after) for entry in AuditEntry.objects.all())


def test_two_who_tick_at_once_tick_once(laid: Setback, owner: Membership) -> None:
    one, other = step(laid, "pause"), step(laid, "pause")
    steps.tick(step=one, actor=owner.user, seen=one.version, now=NOW)
    with pytest.raises(Conflict):
        steps.tick(step=other, actor=owner.user, seen=other.version, now=NOW)
    again = step(laid, "pause")
    steps.tick(step=again, actor=owner.user, seen=1, now=NOW + timedelta(hours=1))
    assert step(laid, "pause").done_at == NOW
    assert AuditEntry.objects.filter(act="setback_step_done").count() == 1


def test_another_playbook_keeps_what_was_done_and_asks_for_it_no_more(laid: Setback, owner: Membership) -> None:
    done, own = (
        step(laid, "freeze"),
        steps.add(setback=laid, actor=owner.user, title="Call the kitchen", part="lead", due_at=None, now=NOW),
    )
    steps.tick(step=done, actor=owner.user, seen=done.version, now=NOW)
    steps.choose(setback=laid, actor=owner.user, playbook="wrong_post", seen=laid.version, now=NOW)
    keys = list(laid.steps.values_list("key", flat=True))
    assert keys[:2] == ["crisis_in_public:freeze", ""] and "wrong_post:freeze" not in keys
    assert len(keys) == 2 + 8 and laid.playbook == "wrong_post"
    assert steps.words_of(done, at_hand(), "fr")[0].startswith("Figez")
    assert steps.words_of(own, at_hand(), "fr") == ("Call the kitchen", "")


def test_a_step_of_ones_own_is_added_once(laid: Setback, owner: Membership) -> None:
    for _ in range(2):
        steps.add(setback=laid, actor=owner.user, title="  Call\n the kitchen ", part="lead", due_at=NOW, now=NOW)
    assert laid.steps.filter(title="Call the kitchen").count() == 1


@pytest.mark.parametrize(("title", "part"), [("", "lead"), ("Call", "boss")])
def test_a_step_without_words_or_role_is_refused(laid: Setback, owner: Membership, title: str, part: str) -> None:
    with pytest.raises(Refused):
        steps.add(setback=laid, actor=owner.user, title=title, part=part, due_at=None, now=NOW)


def test_nothing_is_ticked_in_what_is_over(make_setback: Callable[..., Setback], owner: Membership) -> None:
    setback = make_setback(state="closed", closed_at=NOW)
    steps.lay(setback, "wrong_post", NOW)
    row = setback.steps.all()[0]
    for act in (steps.tick, steps.undo, steps.leave_out):
        with pytest.raises(Refused):
            act(step=row, actor=owner.user, seen=row.version, now=NOW)


def test_a_step_whose_file_is_gone_still_says_its_name(home: Path, setback: Setback) -> None:
    row = Step.objects.create(setback=setback, place=1, key="flood:dry_the_cellar", part="lead")
    assert steps.words_of(row, at_hand(), "en") == ("dry the cellar", "")


def test_an_unknown_playbook_is_refused(laid: Setback, owner: Membership) -> None:
    with pytest.raises(Refused):
        steps.choose(setback=laid, actor=owner.user, playbook="../../etc", seen=laid.version, now=NOW)


def test_a_step_settles_itself_once_what_it_asks_for_was_done(laid: Setback, owner: Membership) -> None:
    with transaction.atomic():
        for _ in range(2):
            steps.settle(laid, "freeze", None, NOW)
    assert step(laid, "freeze").done_at == NOW and step(laid, "freeze").version == 2
    assert AuditEntry.objects.filter(act="setback_step_done").count() == 1
    with transaction.atomic():
        clocks.said_something(setback=laid, actor=owner.user, at=NOW, next_word_at=None, now=NOW)
    assert step(laid, "first_word").done_by == owner.user
    severity.answer(setback=laid, actor=owner.user, answers={"hurt": "no"}, seen=laid.version, now=NOW)
    assert step(laid, "severity").done_at == NOW
