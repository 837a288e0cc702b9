"""What the room shows: the one next thing, where it may go from here, how bad it is, who does what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pratfall.respond import pace
from pratfall.respond.clocks import Clock, Standing
from pratfall.respond.lifecycle import State, may_follow
from pratfall.respond.roles import Part
from pratfall.respond.severity import QUESTIONS, TWO_PEOPLE_FROM, Answer
from pratfall.reviews.render.speech import Speech
from pratfall.site.people.models import Membership, User
from pratfall.site.people.roles import Role

from ..models import Reminder, Setback
from ..services import clocks
from ..services.closing import Matter
from ..services.severity import OVERRULED

LEVELS = (1, 2, 3, 4)
BY_A_MANAGER = frozenset({State.CLOSED, State.REOPENED})


@dataclass(frozen=True)
class Now:
    """The one next thing, in large. `href`: where it is done, below the organisation's address; "" for right here."""

    title: str
    hint: str
    href: str
    late: bool = False


@dataclass(frozen=True)
class Question:
    code: str
    text: str
    source: str
    answer: str


@dataclass(frozen=True)
class RoleShown:
    part: str
    name: str
    duty: str
    who: str
    holder: int | None


@dataclass(frozen=True)
class ClockForm:
    """One clock whose reminders and time may be set."""

    code: str
    name: str
    due: datetime | None
    quiet: bool


def word_due(setback: Setback, reminders: Mapping[str, Reminder], words: Speech, now: datetime) -> Now | None:
    """A word that is late comes before every step: people are waiting for it."""
    late = [c for c in clocks.clocks_of(setback, reminders) if c.standing(now) is Standing.LATE]
    if not late:
        return None
    code = late[0].code
    return Now(words.say(f"now.{code}"), words.say(f"now.{code}_hint"), f"{setback.path}statements/", late=True)


def last_thing(setback: Setback, words: Speech) -> Now:
    """Where no step is left: on with the lifecycle, or nothing at all."""
    if setback.over:
        return Now(words.say("now.over"), words.say("now.over_hint"), f"{setback.path}prevention/")
    return Now(words.say("now.no_step"), words.say("now.no_step_hint"), "")


def moves(setback: Setback, words: Speech, *, manager: bool) -> list[tuple[str, str, str]]:
    """(state, what the button says, what it means) of where it may go, apart from the end."""
    states = [s for s in may_follow(State(setback.state)) if s is not State.CLOSED]
    allowed = [s for s in states if manager or s not in BY_A_MANAGER]
    return [(s.value, words.say(f"setback.to.{s.value}"), words.say(f"setback.means.{s.value}")) for s in allowed]


def questions(setback: Setback, words: Speech) -> list[Question]:
    return [
        Question(
            code,
            words.say(f"severity.q.{code}"),
            words.name("evidence_source", source),
            str(setback.answers.get(code, Answer.UNKNOWN.value)),
        )
        for code, source in QUESTIONS.items()
    ]


def answers(words: Speech) -> list[tuple[str, str]]:
    return [(answer.value, words.say(f"severity.answer.{answer.value}")) for answer in Answer]


def reasons(given: list[Mapping[str, Any]], words: Speech) -> list[tuple[str, str]]:
    """(why, source) of a level or a judgement; a person's own words where somebody overruled."""
    return [
        (
            words.say("severity.why.overruled", why=reason.get("why", ""))
            if reason["code"] == OVERRULED
            else words.say(f"severity.why.{reason['code']}"),
            words.name("evidence_source", reason["source"]) if reason["source"] else "",
        )
        for reason in given
    ]


def meaning(level: int, words: Speech) -> str:
    """What a level means for clocks and approvals, plainly."""
    busy, same_day, later = pace.MINUTES[level]
    people = "severity.two_people" if level >= TWO_PEOPLE_FROM else "severity.one_person"
    return words.say(
        "severity.means" if same_day < later else "severity.means_daily",
        first=words.count("minutes", busy),
        then=words.count("hours", same_day // 60),
        later=words.count("hours", later // 60),
        people=words.say(people),
    )


def levels(words: Speech) -> list[tuple[int, str, str]]:
    return [(level, words.say(f"setback.severity.{level}"), meaning(level, words)) for level in LEVELS]


def roles(held: Mapping[str, User], words: Speech) -> Iterator[RoleShown]:
    for part in Part:
        holder = held.get(part.value)
        name, duty = words.say(f"setback.role.{part.value}"), words.say(f"setback.duty.{part.value}")
        yield RoleShown(part.value, name, duty, holder.name if holder else "", holder.pk if holder else None)


def clock_forms(setback: Setback, reminders: Mapping[str, Reminder], words: Speech, now: datetime) -> list[ClockForm]:
    """Clocks that still run; what is done needs no reminder."""
    running = [clock for clock in clocks.clocks_of(setback, reminders) if clock.done_at is None]
    return [_form(clock, words, now) for clock in running]


def matters(found: tuple[Matter, ...], words: Speech) -> list[tuple[str, str]]:
    return [(words.say(f"matter.{matter.code}", **matter.facts), matter.href) for matter in found]


def people(setback: Setback) -> tuple[list[User], list[User]]:
    """(who may hold a role, guests), by name."""
    members = Membership.objects.filter(organisation=setback.organisation, user__is_active=True)
    every = list(members.select_related("user").order_by("user__name", "pk"))
    return (
        [member.user for member in every if member.may(Role.EDITOR)],
        [member.user for member in every if not member.may(Role.ANALYST)],
    )


def _form(clock: Clock, words: Speech, now: datetime) -> ClockForm:
    quiet = clock.standing(now) in (Standing.ASLEEP, Standing.OFF)
    return ClockForm(clock.code, words.say(f"clock.{clock.code}"), clock.due_at, quiet)
