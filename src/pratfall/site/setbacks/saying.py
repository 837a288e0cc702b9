"""Words about a setback that several pages say: how long something takes, how a clock stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pratfall.respond.clocks import Clock, Standing
from pratfall.reviews.render.speech import Speech

LATE = frozenset({Standing.LATE, Standing.MET_LATE})
MINUTES_SHOWN = timedelta(hours=10)  # above it only hours, above two days only days
HOURS_SHOWN = timedelta(days=2)


@dataclass(frozen=True)
class ClockShown:
    """`said`: one short sentence, lateness included, so that colour is never alone in saying it."""

    code: str
    standing: str
    name: str
    said: str
    late: bool


def span(length: timedelta, words: Speech) -> str:
    """ "14 minutes", "2 hours 10 minutes", "13 hours", "3 days": as long as somebody needs to read it."""
    minutes = int(abs(length) / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    if abs(length) >= HOURS_SHOWN:
        return words.count("days", hours // 24)
    if not hours:
        return words.count("minutes", rest)
    if abs(length) >= MINUTES_SHOWN or not rest:
        return words.count("hours", hours)
    return f"{words.count('hours', hours)} {words.count('minutes', rest)}"


def since(began_at: datetime, now: datetime, words: Speech) -> ClockShown:
    """The clock that only counts: how long ago it began."""
    ago = now - began_at
    lately = timedelta() <= ago < timedelta(minutes=1)
    said = words.say("clock.just_now") if lately else words.say("clock.since", span=span(ago, words))
    return ClockShown("onset", "", words.say("clock.onset"), said, False)


def shown(clock: Clock, now: datetime, words: Speech, *, began_at: datetime) -> ClockShown:
    standing = clock.standing(now)
    facts = _facts(clock, standing, now, words, began_at)
    said = words.say(f"clock.standing.{standing.value}", **facts)
    name = words.say(f"clock.{clock.code}")
    return ClockShown(clock.code, standing.value, name, said, standing in LATE)


def _facts(clock: Clock, standing: Standing, now: datetime, words: Speech, began_at: datetime) -> Mapping[str, object]:
    match standing:
        case Standing.MET | Standing.MET_LATE:
            assert clock.done_at is not None
            return {"span": span(max(clock.done_at - began_at, timedelta()), words), "at": clock.done_at}
        case Standing.ASLEEP:
            return {"until": clock.asleep_until}
        case Standing.LATE:
            return {"span": span(clock.late_by(now), words), "at": clock.due_at}
        case _:
            left = (clock.due_at - now) if clock.due_at is not None and clock.due_at > now else timedelta()
            return {"span": span(left, words), "at": clock.due_at}
