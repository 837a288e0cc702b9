"""From one state to the next: by the one table, by whoever saw where it stands, and never over something open."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from pratfall.errors import Refused
from pratfall.respond.lifecycle import State, may_follow
from pratfall.respond.pace import HOUR, WHILE_RECOVERING
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from ..models import Setback, Transition
from ..rights import require
from . import steps
from .closing import open_matters

WHY = 2000


def move(
    *, setback: Setback, actor: User, to: str, seen: int, now: datetime, why: str = "", sign: bool = False
) -> Transition:
    """`setback` stands at `to` from now on.

    Closing and reopening take a manager. Closing is refused while something is open, unless `sign` and `why` say that
    it is meant; what was open is kept with the step. Raises Refused, and Conflict where somebody moved it since
    `seen`: of two who press at once one is told where it stands now, and nothing is doubled.
    """
    if to not in set(State):
        raise Refused("setback_no_such_state")
    member = require(actor, setback.organisation, Role.EDITOR)
    if to in (State.CLOSED, State.REOPENED) and not member.may(Role.MANAGER):
        raise Refused("setback_manager_closes")
    with transaction.atomic():
        left_open = _left_open(setback, now, why, sign) if to == State.CLOSED else []
        before = setback.state
        if setback.version == seen and State(to) not in may_follow(State(before)):
            raise Refused("setback_cannot_go_there")
        change(setback, version=seen, state=to, **_values(setback, State(to), now))
        made = Transition.objects.create(
            setback=setback, before=before, after=to, why=why.strip()[:WHY], left_open=left_open, by=actor, at=now
        )
        steps.reached(setback, to, now)
        if to == State.EXPLAINED:
            steps.settle(setback, "explain", actor, now)
        record(
            actor=actor,
            organisation=setback.organisation,
            act="setback_moved",
            subject=setback,
            before={"state": before},
            after={"state": to, "left_open": left_open},
        )
    return made


def _left_open(setback: Setback, now: datetime, why: str, sign: bool) -> list[str]:
    """Codes of what stays open; none, or somebody signs."""
    codes = [matter.code for matter in open_matters(setback, now)]
    if codes and not sign:
        raise Refused("setback_still_open", n=len(codes))
    if codes and not why.strip():
        raise Refused("setback_close_needs_reason")
    return codes


def _values(setback: Setback, to: State, now: datetime) -> dict[str, Any]:
    """What changes with the state: nobody waits for a word after the end, and weekly ones do while people come back."""
    match to:
        case State.CLOSED:
            return {"closed_at": now, "next_update_due_at": None}
        case State.REOPENED:
            return {"closed_at": None, "next_update_due_at": now + HOUR}
        case State.RECOVERING if setback.first_word_at is not None:
            promised = setback.next_update_due_at
            return {"next_update_due_at": promised or now + WHILE_RECOVERING}
        case _:
            return {}
