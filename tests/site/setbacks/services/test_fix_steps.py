"""The fix, step by step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import FixStep, Setback, Update
from pratfall.site.setbacks.services import fix_steps
from tests.site.setbacks.conftest import NOW

LATER = NOW + timedelta(hours=1)


def added(setback: Setback, who: Membership, words: str = "Ask first.") -> FixStep:
    given: dict[str, Any] = {"setback": setback, "actor": who.user, "now": NOW}
    return fix_steps.add(words_en=words, words_fr=f"{words} (fr)", **given)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def test_steps_stand_in_the_order_they_were_promised_and_once(setback: Setback, owner: Membership) -> None:
    first, second = added(setback, owner), added(setback, owner, "Then look.")
    assert [step.pk for step in setback.fix_steps.all()] == [first.pk, second.pk]
    assert refused(lambda: added(setback, owner)) == "fix_step_there_already"


def test_a_step_is_ticked_and_unticked_by_whoever_saw_it(setback: Setback, owner: Membership) -> None:
    step = added(setback, owner)
    tick: Callable[..., None] = lambda **more: fix_steps.tick(  # noqa: E731
        step=FixStep.objects.get(), actor=owner.user, now=LATER, **more
    )
    tick(done=True, seen=1)
    assert FixStep.objects.get(pk=step.pk).done_at == LATER
    with pytest.raises(Conflict):
        tick(done=False, seen=1)
    tick(done=False, seen=2)
    assert FixStep.objects.get().done_at is None
    acts = AuditEntry.objects.filter(act__startswith="fix_step").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["fix_step_added", "fix_step_done", "fix_step_undone"]


def test_words_change_and_what_nobody_saw_is_removed(setback: Setback, owner: Membership) -> None:
    step = added(setback, owner)
    fix_steps.reword(step=step, actor=owner.user, words_en="A\u202e", words_fr="B", seen=1, now=LATER)
    assert FixStep.objects.get().words_en == "A"
    fix_steps.remove(step=step, actor=owner.user, seen=2, now=LATER)
    assert not FixStep.objects.exists()


def test_what_readers_have_seen_stays(update: Update, owner: Membership) -> None:
    step = added(update.setback, owner)
    assert refused(lambda: fix_steps.remove(step=step, actor=owner.user, seen=1, now=LATER)) == "fix_step_is_public"


@pytest.mark.parametrize(("words", "code"), [(" ", "update_both_languages"), ("🍲" * 301, "update_too_long")])
def test_empty_and_endless_steps_are_refused(setback: Setback, owner: Membership, words: str, code: str) -> None:
    assert refused(lambda: added(setback, owner, words)) in (code, "update_both_languages")
    given = {"setback": setback, "actor": owner.user, "now": NOW}
    assert refused(lambda: fix_steps.add(words_en="x", words_fr=words, **given)) == code


def test_a_list_nobody_reads_is_refused(setback: Setback, owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fix_steps, "MOST", 1)
    added(setback, owner)
    assert refused(lambda: added(setback, owner, "More")) == "fix_steps_too_many"


def test_an_editor_ticks_and_a_manager_promises(
    setback: Setback, owner: Membership, join: Callable[..., Membership], charlie: Membership
) -> None:
    step, editor = added(setback, owner), join(Role.EDITOR)
    assert refused(lambda: added(setback, editor, "Mine")) == "not_allowed_here"
    given: dict[str, Any] = {"step": step, "seen": 1, "now": NOW}
    assert refused(lambda: fix_steps.tick(actor=charlie.user, done=True, **given)) == "not_allowed_here"
    fix_steps.tick(actor=editor.user, done=True, **given)
    assert FixStep.objects.get().done_at == NOW
