"""Repairs of habits in words: in whose hands, until when, and whether the number moved afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pratfall.learn.habit_trend import judged_from
from pratfall.records.habit_readings import HabitsThen
from pratfall.reviews.render.speech import Speech

from .habit_words import moved, name
from .models import Repair, RepairState
from .services import repairs

SAID = "learn.repair."


@dataclass(frozen=True)
class RepairTold:
    """One repair. `about`: which habit of whom; `stands`: what is known of it; `late`: its day is over."""

    row: Repair
    about: str
    network: str
    badge: str
    who: str
    stands: tuple[str, ...]
    late: bool

    @property
    def open(self) -> bool:
        return self.row.state == RepairState.ACCEPTED

    @property
    def field(self) -> str:
        """What its form's fields are called, beside those of habits nobody mends yet."""
        return f"-{self.row.pk}"

    @property
    def may_be_taken_up(self) -> bool:
        """Nobody has judged it yet."""
        return not self.open and self.row.after is None


def told(row: Repair, history: Sequence[HabitsThen], words: Speech, today: date) -> RepairTold:
    state = RepairState(row.state)
    return RepairTold(
        row=row,
        about=name(row.code, words),
        network=words.name("network", row.platform) if row.platform else "",
        badge=words.say(f"{SAID}state.{state.value}"),
        who=str(row.owner) if row.owner else words.say(f"{SAID}nobody"),
        stands=tuple(_stands(row, history, words)),
        late=late(row, today),
    )


def late(row: Repair, today: date) -> bool:
    return row.state == RepairState.ACCEPTED and row.due is not None and row.due < today


def _stands(row: Repair, history: Sequence[HabitsThen], words: Speech) -> list[str]:
    if row.state == RepairState.DROPPED and row.dropped_at is not None:
        return [words.say(f"{SAID}dropped", day=row.dropped_at.date())]
    if row.done_at is None:
        due = words.say(f"{SAID}due", day=row.due) if row.due else words.say(f"{SAID}no_day")
        return [due, words.say(f"{SAID}since", day=row.at.date())]
    found, done = repairs.moved(row, history), words.say(f"{SAID}done", day=row.done_at.date())
    if found is None:
        return [done, words.say(f"{SAID}too_early", day=judged_from(row.done_at.date()))]
    return [done, moved(found, words)]
