"""What keeps it from happening again: actions with an owner, a day and a proof, chased until they are proved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import day_of, number_of
from pratfall.site.campaigns.pages.plan import people_of
from pratfall.site.campaigns.plan import NETWORKS
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import promise_words
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import Prevention, ProofKind, Setback
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.promise_form import filled_from, read_action
from pratfall.site.setbacks.promises import choices, read
from pratfall.site.setbacks.services import preventions, reminders
from pratfall.site.today import desk


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback = found(request, number)
    words, now = words_of(request), datetime.now(UTC)
    if request.method == "POST":
        try:
            row = _do(request, setback, now)
        except (Refused, Conflict) as error:
            return _shown(request, setback, words, now, error_line(error, words.lang))
        return HttpResponseRedirect(f"{request.path}#action-{row.pk}")
    return _shown(request, setback, words, now)


def _do(request: OrganisationRequest, setback: Setback, now: datetime) -> Prevention:
    given, actor = request.POST, request.user
    do, seen = given.get("do", ""), number_of(given.get("seen"))
    if do == "promise":
        return preventions.promise(setback=setback, actor=actor, action=_action(request, None), now=now)
    row = setback.preventions.filter(pk=number_of(given.get("action"))).first()
    if row is None:
        raise Http404
    row.setback = setback
    why = given.get("why", "")
    match do:
        case "revise":
            preventions.revise(prevention=row, actor=actor, action=_action(request, row), seen=seen, now=now)
        case "show":
            text, address = given.get("text", ""), given.get("address", "")
            preventions.show(prevention=row, actor=actor, text=text, address=address, seen=seen, now=now)
        case "confirm":
            preventions.confirm(prevention=row, actor=actor, seen=seen, now=now)
        case "send_back":
            preventions.send_back(prevention=row, actor=actor, why=why, seen=seen, now=now)
        case "give_up":
            preventions.give_up(prevention=row, actor=actor, why=why, seen=seen, now=now)
        case "put_off":
            _put_off(setback, row, actor, given.get("until", ""), why, now)
        case "take_up":
            preventions.take_up(prevention=row, actor=actor, seen=seen)
        case _:
            raise Refused("not_allowed_here")
    return row


def _put_off(setback: Setback, row: Prevention, actor: User, until: str, why: str, now: datetime) -> None:
    """Nobody is reminded of it before a day."""
    day = day_of(until)
    if day is None:
        raise Refused("time_unreadable")
    morning = datetime(day.year, day.month, day.day, tzinfo=UTC)
    clock = f"prevention:{row.pk}"
    reminders.put_off(setback=setback, actor=actor, clock=clock, until=morning, why=why.replace("\0", ""), now=now)


def _action(request: OrganisationRequest, row: Prevention | None) -> preventions.Action:
    return read_action(request.POST, request.organisation, desk.current(request.organisation), row)


def _shown(
    request: OrganisationRequest, setback: Setback, words: Speech, now: datetime, error: str = ""
) -> HttpResponse:
    current, tried = desk.current(request.organisation, now), request.POST if error else {}
    related = ("owner", "proved_by", "given_up_by", "by")
    rows = setback.preventions.select_related(*related).prefetch_related("campaign_checks__campaign").order_by("pk")
    told = [promise_words.told(row, current, words, now) for row in rows]
    editing = number_of(tried.get("action")) if tried.get("do") == "revise" else None
    forms = {one.row.pk: filled_from(one.row, tried if one.row.pk == editing else {}) for one in told if not one.over}
    return in_room(
        request,
        setback,
        "setback_prevention.html",
        status=409 if error else 200,
        error=error,
        actions=[(one, forms.get(one.row.pk), one.row.pk == editing) for one in told],
        new=filled_from(None, tried if tried.get("do") == "promise" else {}),
        new_open=not told or tried.get("do") == "promise",
        people=list(people_of(request.organisation).items()),
        kinds=[
            (kind, words.say(f"prevention.kind.{kind}"), words.say(f"prevention.kind.{kind}.help"))
            for kind in ProofKind.values
        ],
        networks=[(network, words.name("network", network)) for network in NETWORKS],
        offers=list(_offers(current, told, words)),
        me=request.user.pk,
    )


def _offers(current: desk.Desk | None, told: list[promise_words.Told], words: Speech) -> Iterator[tuple[str, str]]:
    """What today's review can be held to, and what was promised before though today does not know it."""
    known = {offer.key: promise_words.choice_words(offer, words) for offer in choices(current)}
    kept = (read(one.row.number) for one in told if not one.over)
    older = {
        one.key: promise_words.number_words(one, words) for one in kept if one is not None and one.key not in known
    }
    yield from (*known.items(), *older.items())
