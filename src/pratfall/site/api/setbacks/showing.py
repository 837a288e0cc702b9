"""A setback as programs read it: where it stands, what is due, who does what, what is in the way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Schema

from pratfall.respond.lifecycle import State, may_follow
from pratfall.reviews.render.codec import encode
from pratfall.site.language import language_of
from pratfall.site.setbacks.at_hand import at_hand
from pratfall.site.setbacks.models import Setback, Step
from pratfall.site.setbacks.services import clocks, closing, holders, pauses, steps

from ..access import ApiRequest
from .fields import Code, Line, setback_of, told


class ClockOut(Schema):
    """`code`: first_word, next_update or step:<id>. `standing`: running, late, met, met_late, asleep or off."""

    code: str
    standing: str
    due_at: datetime | None
    done_at: datetime | None
    asleep_until: datetime | None


class SetbackOut(Schema):
    """`severity`: 1 small to 4 severe; `finding`: the slug of the finding it was opened from, "" by hand."""

    id: int
    version: int
    title: str
    what: str
    state: State
    severity: int
    redeemable: str
    playbook: str
    drill: bool
    finding: str
    campaign: int | None
    began_at: datetime
    opened_at: datetime
    opened_by: int | None
    first_word_at: datetime | None
    update_minutes: int | None
    closed_at: datetime | None
    clocks: list[ClockOut]


class StepOut(Schema):
    """`words`: what is to be done, `done_when`: when it counts as done, in the language asked for."""

    id: int
    version: int
    words: str
    done_when: str
    part: str
    due_at: datetime | None
    done_at: datetime | None
    done_by: int | None
    left_out: bool
    note: str


class MatterOut(Schema):
    """What stands in the way of closing it."""

    code: str
    facts: dict[str, Any]


class MoveOut(Schema):
    """`left_open`: codes of what was still open when somebody signed to close it all the same."""

    before: State
    after: State
    why: str
    left_open: list[str]
    by: int
    at: datetime


class SubjectIO(Schema):
    """An account or a post, as the lake names it."""

    kind: Code
    platform: Code = ""
    account_id: Line = ""
    id: Line = ""
    name: Line = ""


class RoomOut(SetbackOut):
    """`basis`: the finding's numbers as they stood; `may_go`: where it may go from here; `roles`: who holds which."""

    about: list[SubjectIO]
    answers: dict[str, Any]
    severity_why: list[dict[str, Any]]
    redeemable_why: list[dict[str, Any]]
    basis: dict[str, Any]
    roles: dict[str, int]
    steps: list[StepOut]
    matters: list[MatterOut]
    may_go: list[State]
    moves: list[MoveOut]
    paused: bool


def room(request: ApiRequest, number: int) -> dict[str, Any]:
    """Everything about one setback as it stands now."""
    setback, now = setback_of(request, number), timezone.now()
    same = ("about", "answers", "severity_why", "redeemable_why")
    return {
        **setback_told(setback, now),
        **{name: getattr(setback, name) for name in same},
        "basis": json.loads(setback.basis) if setback.basis else {},
        "roles": {part: user.pk for part, user in holders.held(setback).items()},
        "steps": _steps(setback.steps.all(), language_of(request)),
        "matters": [{"code": m.code, "facts": encode(dict(m.facts))} for m in _matters(setback, now)],
        "may_go": list(may_follow(State(setback.state))),
        "moves": [_move(row) for row in setback.transitions.order_by("pk")],
        "paused": pauses.of(setback) is not None,
    }


def setback_told(row: Setback, now: datetime) -> dict[str, Any]:
    same = ("version", "title", "what", "state", "severity", "redeemable", "playbook", "drill", "finding")
    times = ("began_at", "opened_at", "first_word_at", "update_minutes", "closed_at")
    running = clocks.clocks_of(row, clocks.newest(row.reminders.all()))
    return told(
        row,
        *same,
        *times,
        campaign=row.campaign_id,
        opened_by=row.opened_by_id,
        clocks=[
            {
                "standing": clock.standing(now).value,
                **{name: getattr(clock, name) for name in ("code", "due_at", "done_at", "asleep_until")},
            }
            for clock in running
        ],
    )


def _steps(rows: Any, lang: str) -> list[dict[str, Any]]:
    books, same = at_hand(), ("version", "part", "due_at", "done_at", "left_out", "note")

    def step(row: Step) -> dict[str, Any]:
        words, done_when = steps.words_of(row, books, lang)
        return told(row, *same, words=words, done_when=done_when, done_by=row.done_by_id)

    return [step(row) for row in rows]


def _matters(setback: Setback, now: datetime) -> Sequence[closing.Matter]:
    return () if setback.over else closing.open_matters(setback, now)


def _move(row: Any) -> dict[str, Any]:
    return told(row, "before", "after", "why", "left_open", "at", by=row.by_id)
