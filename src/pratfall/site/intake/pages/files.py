"""Bring files in; what was given of late, and every file whose rows are known."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse

from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.story import tell_file
from pratfall.site.frame import framed
from pratfall.site.intake import services
from pratfall.site.intake.models import State, Upload
from pratfall.site.intake.pages import give
from pratfall.site.intake.services import ANSWERABLE
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role

A_PAGE = 50
UPLOADS = 12


@dataclass(frozen=True)
class Given:
    """One upload in a line. `open_questions`: files that wait for an answer."""

    href: str
    at: str
    by: str
    state: str
    files: str
    open_questions: int


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    words = speech(language_of(request))
    reports = services.reports(request.organisation)
    shown = Paginator(reports, A_PAGE).get_page(request.GET.get("page"))
    told = [tell_file(report, words) for report in shown]
    latest = [_given(request, upload, words) for upload in services.uploads(request.organisation)[:UPLOADS]]
    may = request.membership.may(Role.EDITOR)
    return framed(request, "files.html", files=told, shown=shown, latest=latest, may=may)


def _given(request: OrganisationRequest, upload: Upload, words: Speech) -> Given:
    asked = sum(read.outcome in ANSWERABLE for read in upload.read.all())
    return Given(
        href=give.address(request, upload),
        at=words.instant(upload.at),
        by=str(upload.by),
        state=words.say(f"upload.state.{upload.state}"),
        files=words.count("file", len(upload.given.all())),
        open_questions=asked if upload.state == State.DONE else 0,
    )
