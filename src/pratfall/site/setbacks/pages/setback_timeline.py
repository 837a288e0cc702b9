"""What happened, in its order: from the records, from the team, and frozen as evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, available_timezones

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import telling
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.local_times import in_zone
from pratfall.site.setbacks.models import Freeze, Setback
from pratfall.site.setbacks.moments import CHOICES, moment, reader_zone, words_of
from pratfall.site.setbacks.services import freezing, notes
from pratfall.site.setbacks.timeline import sources, timeline

FREEZES_SHOWN = 20
ASKED_AGAIN = frozenset({"time_twice", "time_skipped"})


@needs(Role.GUEST, change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback, now = found(request, number), datetime.now(UTC)
    if request.method == "POST":
        try:
            done = _do(request, setback, now)
        except Refused as error:
            return _shown(request, setback, now, error)
        return HttpResponseRedirect(f"{request.path}{done}")
    return _shown(request, setback, now)


def _do(request: OrganisationRequest, setback: Setback, now: datetime) -> str:
    """What follows the page's address afterwards."""
    given = request.POST
    match given.get("do"):
        case "freeze":
            made = freezing.freeze(setback=setback, actor=request.user, now=now)
            return f"{made.pk}/"
        case "add":
            zone = given.get("zone", "")
            note = notes.add(
                setback=setback,
                actor=request.user,
                text=given.get("text", ""),
                happened_at=moment(given.get("happened", ""), zone, which=given.get("which", "")),
                zone=zone,
                now=now,
                outside=given.get("outside") == "1",
                address=given.get("address", ""),
            )
            return f"?note={note.pk}"
        case "withdraw":
            asked = number_of(given.get("note"))
            there = setback.notes.select_related("setback__organisation").filter(pk=asked).first()
            if there is None:
                raise Http404
            notes.withdraw(note=there, actor=request.user, now=now)
            return f"?note={there.pk}"
        case _:
            raise Refused("not_allowed_here")


def _shown(request: OrganisationRequest, setback: Setback, now: datetime, error: Refused | None = None) -> HttpResponse:
    words, zone = words_of(request), reader_zone(request)
    guest = not request.membership.may(Role.ANALYST)
    of = [code for code in request.GET.getlist("of") if code in sources()]
    items = timeline(setback, role=Role.GUEST if guest else Role.ANALYST, of=of)
    pages = telling.pages_of(telling.days_of(items, zone, words))
    here = _page(request, pages, setback)
    query = urlencode([("of", code) for code in of] + ([("zone", zone.key)] if "zone" in request.GET else []))
    show = partial(telling.told, setback=setback, words=words, zone=zone, reader=request.user, guest=guest)
    return in_room(
        request,
        setback,
        "setback_timeline.html",
        status=409 if error else 200,
        error=error_line(error, words.lang) if error else "",
        days=[(day, [show(item) for item in day.items]) for day in pages[here - 1]],
        turns=telling.turns(pages, here, f"{query}&" if query else "") if len(items) else [],
        before=here - 1,
        after=here + 1 if here < len(pages) else 0,
        query=f"{query}&" if query else "",
        kinds=[(code, words.name("timeline.source", code), code in of) for code in sources()],
        filtered=bool(of),
        total=len(items),
        zone=zone.key,
        guest=guest,
        freezes=[] if guest else _freezes(setback, words, zone),
        **_form(request, words, zone, now, error),
    )


def _page(request: OrganisationRequest, pages: list[list[telling.Day]], setback: Setback) -> int:
    """The page asked for; that of a note just written; else the newest, or where it began once it is over."""
    asked, note = request.GET.get("page", ""), request.GET.get("note", "")
    if asked.isdecimal() and 1 <= int(asked[:9]) <= len(pages):
        return int(asked[:9])
    for number, page in enumerate(pages, 1):
        if note and any(item.key == f"note:{note}" for day in page for item in day.items):
            return number
    return 1 if setback.over else len(pages)


def _freezes(setback: Setback, words: Speech, zone: ZoneInfo) -> list[tuple[Freeze, str, str]]:
    rows = setback.freezes.select_related("by").order_by("-at", "-pk")[:FREEZES_SHOWN]
    return [(each, telling.instant(each.at, zone, words), telling.name_of(each.by, words)) for each in rows]


def _form(
    request: OrganisationRequest, words: Speech, zone: ZoneInfo, now: datetime, error: Refused | None
) -> Mapping[str, object]:
    """What stands in the form of a note: what was typed where it was refused."""
    given = request.POST if error and request.POST.get("do") == "add" else {}
    both = error.facts if error and error.code in ASKED_AGAIN else {}
    return {
        "given": {name: given.get(name, "") for name in ("text", "outside", "address")},
        "happened": given.get("happened") or in_zone(now, zone),
        "form_zone": given.get("zone") or zone.key,
        "writing": bool(given),
        "which": [(name, _both(both[name], given.get("zone", ""), words)) for name in CHOICES if name in both],
        "zones": sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")),
        "longest": notes.LONGEST,
    }


def _both(at: object, zone: str, words: Speech) -> str:
    """An instant in its zone and in UTC: the one thing that tells two such hours apart."""
    assert isinstance(at, datetime)
    return f"{telling.instant(at, ZoneInfo(zone), words)} = {words.instant(at)}"
