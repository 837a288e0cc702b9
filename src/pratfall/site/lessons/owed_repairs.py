"""Repairs of habits somebody should hear of today, for messages and for the Monday page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pratfall.respond.chasing import Call, call
from pratfall.reviews.render.speech import Speech
from pratfall.site.people.models import Organisation

from .habit_words import name
from .models import Repair
from .services import repairs


@dataclass(frozen=True)
class OwedRepair:
    """One that was taken on and is neither done nor dropped."""

    row: Repair
    call: Call

    @property
    def key(self) -> str:
        """One message: another day, or another week late, makes another."""
        day = self.row.due.isoformat() if self.row.due else "none"
        return f"repair:{self.row.pk}:{day}:{self.call.stage.value}:{self.call.times}"

    @property
    def href(self) -> str:
        return f"/learn/habits/#repair-{self.row.pk}"

    def sentence(self, words: Speech) -> str:
        who = str(self.row.owner) if self.row.owner else words.say("learn.repair.nobody")
        facts = {"habit": name(self.row.code, words), "account": self.row.label, "day": self.row.due}
        return words.say(f"monday.repair.{self.call.stage.value}", who=who, **facts)


def owed(organisation: Organisation, now: datetime) -> Iterator[OwedRepair]:
    """A week before their day, on it, and as long as they are late; those without a day after a week."""
    for row in repairs.open_of(organisation):
        due = call(row.due, promised=row.at.date(), today=now.date())
        if due is not None:
            yield OwedRepair(row, due)
