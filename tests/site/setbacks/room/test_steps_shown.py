"""Steps in words: what is next, what is late, whose it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.at_hand import at_hand
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.room import steps_shown
from pratfall.site.setbacks.room.steps_shown import StepShown
from pratfall.site.setbacks.services import clocks, holders, reminders, steps

from ..conftest import NOW


@pytest.fixture
def laid(home: Path, setback: Setback, owner: Membership) -> Setback:
    holders.everything(setback, owner.user, NOW)
    steps.lay(setback, "crisis_in_public", NOW)
    return setback


def told(setback: Setback, now: datetime = NOW, lang: str = "en") -> list[StepShown]:
    said = clocks.newest(setback.reminders.all())
    rows = list(setback.steps.select_related("done_by"))
    return steps_shown.shown(setback, rows, at_hand(), holders.held(setback), said, speech(lang), now)


def test_the_next_one_is_the_earliest_that_nobody_has_done(laid: Setback, owner: Membership) -> None:
    first = steps_shown.next_of(told(laid))
    assert first is not None and first.do.startswith("Pause everything")
    assert (first.part, first.who, first.href) == ("Lead", "Olive Owner", f"{laid.path}pause/")
    assert first.due.replace("\u00a0", " ") == "due in 10 minutes" and not first.late
    steps.tick(step=first.row, actor=owner.user, seen=first.row.version, now=NOW)
    second = steps_shown.next_of(told(laid))
    assert second is not None and second.do.startswith("Freeze the evidence")


def test_late_is_said_in_words(laid: Setback) -> None:
    late = steps_shown.next_of(told(laid, NOW + timedelta(minutes=14)))
    assert late is not None and late.late and late.due.replace("\u00a0", " ") == "late by 4 minutes"


def test_what_was_put_off_is_not_next_and_what_waits_for_a_state_says_so(laid: Setback, owner: Membership) -> None:
    first = told(laid)[0]
    reminders.switch_off(
        setback=laid, actor=owner.user, clock=f"step:{first.row.pk}", why="Nothing is planned", now=NOW
    )
    second = steps_shown.next_of(told(laid))
    assert second is not None and second.row.pk != first.row.pk
    waiting = [step for step in told(laid) if step.row.due_at is None]
    assert waiting and waiting[-1].due == "once it is “Recovering”"


def test_nothing_is_next_where_all_is_settled_and_what_was_done_names_who(laid: Setback, owner: Membership) -> None:
    for step in laid.steps.all()[:1]:
        steps.tick(step=step, actor=owner.user, seen=1, now=NOW)
    for step in laid.steps.all()[1:]:
        steps.leave_out(step=step, actor=owner.user, seen=1, now=NOW)
    assert steps_shown.next_of(told(laid)) is None
    waiting, settled = steps_shown.split(told(laid))
    assert waiting == [] and len(settled) == 12
    assert {step.done.partition(",")[0] for step in settled} == {"Done by Olive Owner", "Not needed."}


def test_a_french_reader_reads_french(laid: Setback) -> None:
    assert told(laid, lang="fr")[0].do.startswith("Suspendez tout")
