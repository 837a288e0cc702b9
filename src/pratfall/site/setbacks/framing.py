"""The frame around every page of a setback: its title, how bad it is, where it stands, its clocks and its pages."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpResponse

from pratfall.reviews.render.speech import Speech
from pratfall.site.frame import framed
from pratfall.site.people.access import OrganisationRequest
from pratfall.site.people.roles import Role

from .models import Setback
from .moments import words_of
from .parts import parts
from .saying import ClockShown, shown, since
from .services import clocks, pauses


def in_room(
    request: OrganisationRequest, setback: Setback, template: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """`template` (which extends setback_frame.html) for `setback`, with its clocks as they stand now.

    Given besides: `words`, `parts`, `clocks`, `level`, `state`, `may_change`, `may_manage`, and `error` where the page
    gives none.
    """
    words = words_of(request)
    given = {
        "setback": setback,
        "words": words,
        "parts": parts(setback, request.membership, request.path),
        "clocks": strip(setback, words, datetime.now(UTC)),
        "level": words.say(f"setback.severity.{setback.severity}"),
        "state": words.say(f"setback.state.{setback.state}"),
        "may_change": request.membership.may(Role.EDITOR),
        "may_manage": request.membership.may(Role.MANAGER),
        "paused": pauses.of(setback) is not None,
        "error": "",
    }
    return framed(request, template, status=status, **{**given, **context})


def strip(setback: Setback, words: Speech, now: datetime) -> list[ClockShown]:
    """How long ago it began, and every clock that runs or ran."""
    if setback.over:
        return [since(setback.began_at, now, words)]
    reminders = clocks.newest(setback.reminders.all())
    told = [shown(c, now, words, began_at=setback.began_at) for c in clocks.clocks_of(setback, reminders)]
    return [since(setback.began_at, now, words), *told]
