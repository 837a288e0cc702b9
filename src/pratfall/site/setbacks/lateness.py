"""What is late in an organisation's setbacks, and whose it is: for the Monday page and for messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pratfall.respond.clocks import Clock, Standing
from pratfall.respond.roles import Part
from pratfall.site.people.models import Organisation, User

from .models import Setback, Step
from .services import clocks, holders

WHOSE = {clocks.FIRST_WORD: Part.VOICE, clocks.NEXT_UPDATE: Part.VOICE}


@dataclass(frozen=True)
class Late:
    """A clock that is late. `step` where it is one's; `holder`: whose it is, None where everybody has left."""

    setback: Setback
    clock: Clock
    part: Part
    holder: User | None
    step: Step | None = None

    @property
    def key(self) -> str:
        """One lateness: another due time, or being put off, makes another."""
        times = [at for at in (self.clock.due_at, self.clock.asleep_until) if at is not None]
        return f"setback:{self.setback.pk}:{self.clock.code}:{max(times):%Y%m%dT%H%M}"


def words_late(organisation: Organisation, now: datetime) -> Iterator[Late]:
    """First and next words that are due and unsaid."""
    for setback in _running(organisation):
        held, said = holders.held(setback), clocks.newest(setback.reminders.all())
        for clock in clocks.clocks_of(setback, said):
            if clock.standing(now) is Standing.LATE:
                part = WHOSE[clock.code]
                yield Late(setback, clock, part, held.get(part))


def steps_late(organisation: Organisation, now: datetime) -> Iterator[Late]:
    """Steps that nobody has done by their time."""
    for setback in _running(organisation):
        held, said = holders.held(setback), clocks.newest(setback.reminders.all())
        for step in setback.steps.all():
            clock = clocks.step_clock(step.pk, step.due_at, said)
            if step.done_at is None and not step.left_out and clock.standing(now) is Standing.LATE:
                yield Late(setback, clock, Part(step.part), held.get(step.part), step)


def _running(organisation: Organisation) -> Iterator[Setback]:
    """No drill: nobody is woken for what was made up."""
    running = Setback.objects.filter(organisation=organisation, closed_at=None, drill=False)
    yield from running.prefetch_related("reminders", "steps", "holders__user").order_by("-severity", "pk")
