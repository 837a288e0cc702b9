"""When something happened, as somebody says it: a day, an hour, a place. Twice a year an hour comes twice, or never."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.language import language_of

from .local_times import FORM, usual_zone, zone_called

COOKIE = "pratfall_zone"  # the browser's own zone: static/pratfall/zone.js
CHOICES = ("first", "second")


def reader_zone(request: HttpRequest) -> ZoneInfo:
    """The zone asked for by ?zone=, else the browser's, else the organisation's."""
    for wanted in (request.GET.get("zone", ""), request.COOKIES.get(COOKIE, "")):
        found = zone_called(wanted)
        if found is not None:
            return found
    return usual_zone()


def words_of(request: HttpRequest) -> Speech:
    """The reader's language, telling hours as the reader's own clock shows them."""
    return speech(language_of(request)).within(reader_zone(request))


def moment(given: str, zone: str, *, which: str = "") -> datetime:
    """In UTC, what a clock in `zone` showed ("2026-10-25T02:30").

    Where clocks were put back that hour came twice, where they were put forward it never came: then `which` of the two
    instants it may mean, "first" or "second". Raises Refused with both where nobody says, and for what is no time.
    """
    place = zone_called(zone)
    if place is None:
        raise Refused("time_zone_unknown", zone=zone[:60])
    try:
        shown = datetime.strptime(given[:16], FORM)
        instants = [shown.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)]
    except (ValueError, OverflowError) as error:
        raise Refused("time_unreadable") from error
    first, second = sorted(instants)
    if first == second:
        return first
    if which in CHOICES:
        return first if which == "first" else second
    came = first.astimezone(place).replace(tzinfo=None) == shown
    raise Refused("time_twice" if came else "time_skipped", first=first, second=second)
