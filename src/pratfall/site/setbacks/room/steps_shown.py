"""The steps of a setback in words: what is next, what is late, who does it, what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pratfall.respond.clocks import Standing
from pratfall.respond.playbooks import PlaybookStep
from pratfall.reviews.render.speech import Speech
from pratfall.site.people.models import User

from ..at_hand import AtHand
from ..models import Reminder, Setback, Step
from ..saying import span
from ..services import clocks
from ..services.steps import words_of

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class StepShown:
    """`due`: when, in words; `late`: whether these say that it is over. `href`: below the organisation's address."""

    row: Step
    do: str
    done_when: str
    source: str
    part: str
    who: str
    due: str
    late: bool
    asleep: bool
    href: str
    done: str


def shown(
    setback: Setback,
    steps: Sequence[Step],
    books: AtHand,
    holders: Mapping[str, User],
    reminders: Mapping[str, Reminder],
    words: Speech,
    now: datetime,
) -> list[StepShown]:
    """In the order of their days; those without one after all others."""
    rows = sorted(steps, key=lambda row: (row.due_at or NEVER, row.place, row.pk))
    return [_shown(setback, row, books, holders, reminders, words, now) for row in rows]


def is_open(row: Step) -> bool:
    return row.done_at is None and not row.left_out


def next_of(steps: Sequence[StepShown]) -> StepShown | None:
    """The one thing to do now: the first that nobody has done, and that waits neither for a state nor a time."""
    waiting = [step for step in steps if is_open(step.row) and not step.asleep]
    return next((step for step in waiting if step.row.due_at is not None or not step.row.key), None)


def _shown(
    setback: Setback,
    row: Step,
    books: AtHand,
    holders: Mapping[str, User],
    reminders: Mapping[str, Reminder],
    words: Speech,
    now: datetime,
) -> StepShown:
    step = books.step(row)
    do, done_when = words_of(row, books, words.lang)
    clock = clocks.step_clock(row.pk, row.due_at, reminders)
    standing = clock.standing(now)
    holder = holders.get(row.part)
    return StepShown(
        row=row,
        do=do,
        done_when=done_when,
        source=step.source if step else "",
        part=words.say(f"setback.role.{row.part}"),
        who=holder.name if holder else "",
        due=_due(row, step, standing, words, now) if is_open(row) else "",
        late=is_open(row) and standing is Standing.LATE,
        asleep=standing in (Standing.ASLEEP, Standing.OFF),
        href=f"{setback.path}{step.page}" if step and step.page else "",
        done=_done(row, words),
    )


def _due(row: Step, step: PlaybookStep | None, standing: Standing, words: Speech, now: datetime) -> str:
    if row.due_at is None:
        after = step.after if step else None
        return words.say("step.after", state=words.say(f"setback.state.{after.value}")) if after else ""
    match standing:
        case Standing.LATE:
            return words.say("clock.standing.late", span=span(now - row.due_at, words))
        case Standing.ASLEEP | Standing.OFF:
            return words.say("step.quiet")
        case _:
            return words.say("clock.standing.running", span=span(row.due_at - now, words))


def _done(row: Step, words: Speech) -> str:
    if row.left_out:
        return words.say("step.left_out")
    if row.done_at is None:
        return ""
    return words.say("step.done_by", who=row.done_by.name if row.done_by else words.say("word.unknown"), at=row.done_at)


def split(steps: Sequence[StepShown]) -> tuple[list[StepShown], list[StepShown]]:
    """(open, settled)."""
    return [s for s in steps if is_open(s.row)], list(_settled(steps))


def _settled(steps: Sequence[StepShown]) -> Iterator[StepShown]:
    settled = [step for step in steps if not is_open(step.row)]
    yield from sorted(settled, key=lambda step: step.row.done_at or NEVER, reverse=True)
