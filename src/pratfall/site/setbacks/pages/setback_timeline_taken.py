"""The timeline as a file: HTML, PDF or JSON, of the kinds asked for."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpResponse

from pratfall.reviews.render.speech import speech
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.moments import reader_zone
from pratfall.site.setbacks.timeline import sources, timeline
from pratfall.site.setbacks.timeline_export import as_html, as_json, as_pdf, taken

FORMS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}


@needs(Role.GUEST)
def page(request: OrganisationRequest, number: int, form: str) -> HttpResponse:
    setback = found(request, number)
    if form not in FORMS:
        raise Http404
    guest, now = not request.membership.may(Role.ANALYST), datetime.now(UTC)
    of = [code for code in request.GET.getlist("of") if code in sources()]
    items = timeline(setback, role=Role.GUEST if guest else Role.ANALYST, of=of)
    file = taken(setback, items, speech(language_of(request)), reader_zone(request), now, guest=guest)
    made = HttpResponse(_MADE[form](file), content_type=FORMS[form])
    made.headers["Content-Disposition"] = f'attachment; filename="timeline-{setback.pk}-{now:%Y-%m-%d}.{form}"'
    return made


_MADE = {"html": as_html, "pdf": as_pdf, "json": as_json}
