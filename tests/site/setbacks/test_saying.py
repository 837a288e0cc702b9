"""How long something takes, and how a clock stands, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pratfall.respond.clocks import Clock
from pratfall.reviews.render.speech import speech
from pratfall.site.setbacks.saying import shown, since, span

from .conftest import NOW

EN = speech("en")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (59.9, "59 minutes"),
        (60, "1 hour"),
        (130, "2 hours 10 minutes"),
        (620, "10 hours"),
        (47 * 60, "47 hours"),
        (48 * 60, "2 days"),
        (-14, "14 minutes"),
    ],
)
def test_a_length_is_told_as_long_as_somebody_needs(minutes: float, said: str) -> None:
    assert span(timedelta(minutes=minutes), EN).replace("\u00a0", " ") == said


def said_of(clock: Clock) -> tuple[str, bool]:
    told = shown(clock, NOW, EN, began_at=NOW - timedelta(hours=2))
    return told.said.replace("\u00a0", " "), told.late


def test_lateness_is_said_in_words_and_not_only_in_red() -> None:
    hour = timedelta(hours=1)
    assert said_of(Clock("first_word", NOW + hour)) == ("due in 1 hour", False)
    assert said_of(Clock("first_word", NOW - hour)) == ("late by 1 hour", True)
    assert said_of(Clock("first_word", NOW, done_at=NOW - hour)) == ("said, 1 hour after it began", False)
    assert said_of(Clock("first_word", NOW - hour, done_at=NOW)) == ("said late, 2 hours after it began", True)
    assert said_of(Clock("first_word", NOW, off=True)) == ("reminders off", False)
    asleep, late = said_of(Clock("first_word", NOW - hour, asleep_until=NOW + hour))
    assert asleep.startswith("put off until") and not late


def test_the_clock_of_the_beginning_only_counts() -> None:
    told = since(NOW - timedelta(minutes=130), NOW, EN)
    assert told.said.replace("\u00a0", " ") == "2 hours 10 minutes ago" and not told.late


def test_what_began_this_minute_began_just_now() -> None:
    assert since(NOW, NOW + timedelta(seconds=59), EN).said == "just now"
    assert since(NOW, NOW + timedelta(seconds=61), EN).said.replace("\u00a0", " ") == "1 minute ago"
