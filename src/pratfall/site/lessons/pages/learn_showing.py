"""What became of a lesson where it was shown: used or not, helped or not. It goes back to where it was answered."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.language import language_of
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.models import Showing
from pratfall.site.lessons.services import showings
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    """Only its form is ever sent here: looked at, it leads to the lesson."""
    base = request.organisation.base
    if request.method != "POST":
        return HttpResponseRedirect(f"{base}/learn/{number}/")
    given = request.POST
    showing = (
        Showing.objects.filter(lesson__organisation=request.organisation, lesson=number)
        .filter(place=given.get("place", "")[:8], ref=given.get("ref", "").replace("\0", "")[:200])
        .select_related("lesson__organisation")
        .first()
    )
    if showing is None:
        raise Http404
    back = f"{base}{showings.href_of(showing.place, showing.ref)}#fits"
    try:
        showings.answer(
            showing=showing,
            actor=request.user,
            said=given.get("said", ""),
            seen=number_of(given.get("seen")),
            now=datetime.now(UTC),
        )
    except (Refused, Conflict) as error:
        line = error_line(error, language_of(request))
        return in_library(request, "learn_showing.html", status=409, error=line, back=back, title=showing.title)
    return HttpResponseRedirect(back)
