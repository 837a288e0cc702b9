"""Everything planned on hold: one step here, and a list of what has to be paused elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import Pause, PausedPlace, Setback
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.queues import BY_CODE
from pratfall.site.setbacks.services import pauses

NOT_LAUNCHED = (State.DRAFT, State.PLANNED)


@dataclass(frozen=True)
class Row:
    """`href`: where the queue is, outside; `inside`: below the organisation's address. `done`: who ticked it."""

    number: int
    name: str
    how: str
    href: str
    inside: str
    done: str


@needs(Role.ANALYST, change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback, now = found(request, number), datetime.now(UTC)
    if request.method == "POST":
        try:
            _do(request, setback, now)
        except Refused as refused:
            return _shown(request, setback, error_line(refused, language_of(request)))
        return HttpResponseRedirect(request.path)
    return _shown(request, setback)


def _do(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    given, actor = request.POST, request.user
    if given.get("do") == "pause":
        pauses.pause(setback=setback, actor=actor, why=given.get("why", ""), now=now)
        return
    if given.get("do") in ("tick", "untick"):
        rows = PausedPlace.objects.filter(pause__setback=setback, pk=number_of(given.get("place")))
        paused = rows.select_related("pause__setback__organisation").first()
        if paused is None:
            raise Http404
        pauses.tick(paused=paused, actor=actor, done=given.get("do") == "tick", now=now)
        return
    pause = pauses.of(setback)
    if pause is None:
        raise Refused("pause_lifted")
    match given.get("do"):
        case "lift":
            pauses.lift(pause=pause, actor=actor, now=now)
        case "allow":
            campaign = Campaign.objects.filter(organisation=request.organisation, pk=number_of(given.get("campaign")))
            allowed = campaign.first()
            if allowed is None:
                raise Http404
            pauses.allow(pause=pause, campaign=allowed, actor=actor, now=now)
        case _:
            raise Refused("not_allowed_here")


def _shown(request: OrganisationRequest, setback: Setback, error: str = "") -> HttpResponse:
    words, pause = words_of(request), pauses.of(setback)
    ended = None if pause else setback.pauses.select_related("by", "lifted_by").order_by("-at").first()
    here = pause or ended
    rows = [_row(place, names, words) for place, names in _places(here)] if here else []
    return in_room(
        request,
        setback,
        "setback_pause.html",
        status=409 if error else 200,
        error=error,
        pause=pause,
        since=words.say("pause.since", who=str(pause.by), at=pause.at) if pause else "",
        ended=words.say("pause.ended", who=str(ended.lifted_by), at=ended.lifted_at) if ended else "",
        left=[row for row in rows if not row.done],
        done=[row for row in rows if row.done],
        allowed=_allowed(here),
        launchable=_launchable(request, pause) if pause and request.membership.may(Role.MANAGER) else [],
    )


def _places(pause: Pause) -> list[tuple[PausedPlace, str]]:
    """What is to be paused, in the order it was listed, with the names of campaigns."""
    rows = [
        row
        for row in pause.places.select_related("done_by").order_by("pk")
        if not row.place.startswith(f"{pauses.LAUNCH}:")
    ]
    numbers = [row.place.partition(":")[2] for row in rows if ":" in row.place]
    names = {str(c.pk): c.name for c in Campaign.objects.filter(pk__in=numbers)}
    return [(row, names.get(row.place.partition(":")[2], "")) for row in rows]


def _row(place: PausedPlace, campaign: str, words: Speech) -> Row:
    done = words.say("pause.done_by", who=str(place.done_by), at=place.done_at) if place.done_at else ""
    kind, _, number = place.place.partition(":")
    if kind == pauses.CAMPAIGN:
        name = words.say("pause.campaign", name=campaign)
        return Row(place.pk, name, words.say("pause.campaign.how"), "", f"/plans/{number}/", done)
    queue = BY_CODE.get(kind)
    how = words.say(f"pause.place.{kind}.how") if queue else ""
    return Row(place.pk, words.name("pause.place", kind), how, queue.href if queue else "", "", done)


def _allowed(pause: Pause | None) -> list[str]:
    """Names of campaigns somebody signed for."""
    if pause is None:
        return []
    rows = pause.places.filter(place__startswith=f"{pauses.LAUNCH}:").values_list("place", flat=True)
    return list(Campaign.objects.filter(pk__in=[row.partition(":")[2] for row in rows]).values_list("name", flat=True))


def _launchable(request: OrganisationRequest, pause: Pause) -> list[tuple[int, str]]:
    taken = pause.places.filter(place__startswith=f"{pauses.LAUNCH}:").values_list("place", flat=True)
    rows = Campaign.objects.filter(organisation=request.organisation, state__in=NOT_LAUNCHED).order_by("name")
    return [(c.pk, c.name) for c in rows if f"{pauses.LAUNCH}:{c.pk}" not in taken]
