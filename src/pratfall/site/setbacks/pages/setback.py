"""The room of a setback: the one next thing in large, the steps, and everything that can be said better."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import Grant
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.at_hand import at_hand
from pratfall.site.setbacks.comeback_words import newest_lines
from pratfall.site.setbacks.door import SHARED, found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.local_times import in_zone
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.moments import reader_zone, words_of
from pratfall.site.setbacks.noticed import CALLED
from pratfall.site.setbacks.room import doing, showing, steps_shown
from pratfall.site.setbacks.services import clocks, closing, holders

SHOWN = 3  # steps after the one of now; the rest is one tap away


@needs(Role.GUEST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback, now = found(request, number), datetime.now(UTC)
    words = words_of(request)
    if request.method == "POST":
        try:
            doing.do(request, setback, now)
        except (Refused, Conflict) as error:
            # Somebody was faster: what stands there now is shown, and what was typed stays in the browser's draft.
            return _shown(request, found(request, number), words, now, error_line(_plainer(error), words.lang))
        return HttpResponseRedirect(request.path)
    return _shown(request, setback, words, now)


def _plainer(error: Refused | Conflict) -> Refused | Conflict:
    """Of a room it is enough to say that it stands elsewhere now."""
    return Refused("setback_moved_meanwhile") if isinstance(error, Conflict) else error


def _shown(
    request: OrganisationRequest, setback: Setback, words: Speech, now: datetime, error: str = ""
) -> HttpResponse:
    reminders, held, books = clocks.newest(setback.reminders.all()), holders.held(setback), at_hand()
    rows = list(setback.steps.select_related("done_by"))
    steps = steps_shown.shown(setback, rows, books, held, reminders, words, now)
    waiting, settled = steps_shown.split(steps)
    urgent = showing.word_due(setback, reminders, words, now)
    first = None if urgent or setback.over else steps_shown.next_of(steps)
    others = [step for step in waiting if step is not first]
    may_manage, zone = request.membership.may(Role.MANAGER), reader_zone(request)
    return in_room(
        request,
        setback,
        "setback.html",
        status=409 if error else 200,
        error=error,
        urgent=urgent or (None if first else showing.last_thing(setback, words)),
        first=first,
        waiting=others[:SHOWN],
        later=others[SHOWN:],
        settled=settled,
        moves=showing.moves(setback, words, manager=may_manage),
        matters=showing.matters(closing.open_matters(setback, now), words) if not setback.over else [],
        questions=showing.questions(setback, words),
        answers=showing.answers(words),
        reasons=showing.reasons(setback.severity_why, words),
        redeemable=words.say(f"setback.redeemable.{setback.redeemable}"),
        redeemable_why=showing.reasons(setback.redeemable_why, words),
        levels=showing.levels(words),
        roles=list(showing.roles(held, words)),
        clock_forms=showing.clock_forms(setback, reminders, words, now),
        put_off=[(hours, words.count("hours", hours)) for hours in doing.PUT_OFF_HOURS],
        books=[(name, book.title[words.lang]) for name, book in books.books.items()],
        faults=[error_line(fault, words.lang) for fault in books.faults],
        began=in_zone(setback.began_at, zone),
        zone=zone.key,
        comeback=newest_lines([setback], words).get(setback.pk, ""),
        finding="" if setback.over or setback.finding.startswith(CALLED) else setback.finding,
        **_people(request, setback),
    )


def _people(request: OrganisationRequest, setback: Setback) -> dict[str, Any]:
    """Nobody's name stands on a page of somebody who may not change it."""
    if not request.membership.may(Role.EDITOR):
        return {"members": [], "guests": [], "shared": []}
    members, guests = showing.people(setback)
    granted = Grant.objects.filter(kind=SHARED, subject_id=setback.pk, membership__organisation=setback.organisation)
    with_whom = set(granted.values_list("membership__user_id", flat=True))
    return {
        "members": doing.by_name(members),
        "guests": doing.by_name([user for user in guests if user.pk not in with_whom]),
        "shared": doing.by_name([user for user in guests if user.pk in with_whom]),
    }
