"""Clocks on the timeline: the first word, and what people said about reminders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pratfall.reviews.render.speech import speech
from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import clocks, reminders
from pratfall.site.setbacks.timeline import clocks as source

from ..conftest import NOW


def test_a_reminder_put_off_stands_there_with_its_reason(setback: Setback, owner: Membership) -> None:
    who = {"setback": setback, "actor": owner.user, "now": NOW}
    reminders.put_off(clock="first_word", until=NOW + timedelta(hours=1), why="Board first", **who)
    reminders.switch_off(clock="step:7", why="By letter", **who)
    reminders.switch_on(clock="step:7", **who)
    off, out, on = source.items(setback)
    assert [off.kind, out.kind, on.kind] == ["reminder_put_off", "reminder_off", "reminder_on"]
    assert (off.text, off.who, out.text) == ("Board first", owner.user, "By letter")
    assert "first word" in speech("en").say(f"timeline.{off.kind}", **off.facts)
    assert speech("fr").say(f"timeline.{out.kind}", **out.facts) == "Rappels désactivés\u00a0: une étape"


def test_the_first_word_is_said_to_be_late_where_it_was(make_setback: Callable[..., Setback]) -> None:
    (late,) = source.items(make_setback(first_word_at=NOW))
    (early,) = source.items(make_setback(first_word_at=NOW - timedelta(hours=1)))
    assert (late.kind, early.kind) == ("first_word_late", "first_word_in_time")


def test_a_time_set_anew_stands_there_with_who_set_it(setback: Setback, owner: Membership) -> None:
    due = NOW + timedelta(hours=3)
    clocks.set_due(setback=setback, actor=owner.user, clock="first_word", due_at=due, seen=1, now=NOW)
    (item,) = source.items(setback)
    assert (item.kind, item.who, item.facts["due"]) == ("clock_set", owner.user, due)
    assert (
        speech("en").say("timeline.clock_set", **item.facts).startswith("Another time was set: first word, 21 November")
    )
