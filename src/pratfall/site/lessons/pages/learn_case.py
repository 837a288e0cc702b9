"""One case: what happened, what they did and when, what followed, which advice it speaks for or against, and where
every statement is from."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.learn.cases import as_toml
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.lessons.case_words import story
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.services import cases
from pratfall.site.lessons.services.cases import Told
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of


@needs(Role.ANALYST, change=Role.MANAGER)
def page(request: OrganisationRequest, slug: str) -> HttpResponse:
    told = found(request, slug)
    if request.method != "POST":
        return _shown(request, told)
    if told.row is None or request.POST.get("do") != "remove":
        raise Http404
    try:
        seen = number_of(request.POST.get("seen"))
        cases.remove(row=told.row, actor=request.user, seen=seen, now=datetime.now(UTC))
    except (Refused, Conflict) as error:
        return _shown(request, told, error_line(error, words_of(request).lang))
    return HttpResponseRedirect(f"{request.organisation.base}/learn/cases/")


@needs(Role.ANALYST)
def file(request: OrganisationRequest, slug: str) -> HttpResponse:
    """As somebody else can read it in."""
    made = HttpResponse(as_toml(found(request, slug).case), content_type="application/toml; charset=utf-8")
    made.headers["Content-Disposition"] = f'attachment; filename="{slug}.toml"'
    return made


def found(request: OrganisationRequest, slug: str) -> Told:
    """Raises Http404."""
    told = cases.found(request.organisation, slug)
    if told is None:
        raise Http404
    return told


def _shown(request: OrganisationRequest, told: Told, error: str = "") -> HttpResponse:
    return in_library(
        request,
        "learn_case.html",
        status=409 if error else 200,
        error=error,
        story=story(told, words_of(request)),
        slug=told.case.slug,
        row=told.row,
    )
