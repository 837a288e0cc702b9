"""Minutes of a drill in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pratfall.reviews.render.speech import Speech

from .drilling import FIRST_WORD_MINUTES, Lap
from .saying import span


@dataclass(frozen=True)
class LapShown:
    name: str
    after: str
    spent: str
    late: bool


def lap_shown(lap: Lap, words: Speech, name: str = "") -> LapShown:
    """`name`: of a step, where it is known; late is a first word that took longer than an hour."""
    late = lap.code == "first_word" and lap.minutes is not None and lap.minutes > FIRST_WORD_MINUTES
    after = took(lap.minutes, words)
    return LapShown(
        name=name or words.say(f"drill.lap.{lap.code}"),
        after=words.say("drill.late", after=after, limit=FIRST_WORD_MINUTES) if late else after,
        spent=took(lap.spent, words) if lap.spent is not None else "",
        late=late,
    )


def took(minutes: float | None, words: Speech) -> str:
    """ "12 minutes"; what was not done took no time at all, and is said not to be done."""
    return words.say("drill.not_done") if minutes is None else span(timedelta(minutes=minutes), words)
