"""Reports of weeks and months: those that are there, and one made by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.reports.models import Report
from pratfall.site.reports.regular import asking, making
from pratfall.site.reports.regular.telling import title_of

A_PAGE = 40


@dataclass(frozen=True)
class Row:
    number: int
    title: str
    kind: str
    said: str


@needs(Role.ANALYST, change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest) -> HttpResponse:
    words, now = speech(language_of(request)), timezone.now()
    if request.method == "POST":
        period = asking.chosen(request.POST.get("period", ""), now.date())
        if period is None:
            return HttpResponseBadRequest()
        try:
            asking.ask(organisation=request.organisation, actor=request.user, period=period, now=now)
        except Refused as error:
            return _shown(request, words, now, status=422, error=error_line(error, words.lang))
        there = making.newest(request.organisation, period)
        onward = f"{request.path}{there.pk}/" if there else request.path
        return HttpResponseRedirect(onward, status=303)
    return _shown(request, words, now)


def _shown(
    request: OrganisationRequest, words: Speech, now: datetime, *, status: int = 200, error: str = ""
) -> HttpResponse:
    found = Report.objects.filter(organisation=request.organisation).defer("facts").order_by("-end", "kind", "-edition")
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    there = set(found.values_list("kind", "start"))
    standing = asking.standing(request.organisation, now)
    troubles = [error_line(trouble, words.lang) for _, trouble in standing if trouble is not None]
    return framed(
        request,
        "reports.html",
        status=status,
        rows=[_row(report, words) for report in shown],
        shown=shown,
        offered=[
            (asking.name_of(p), title_of(p.kind, p.start, p.end, words))
            for p in asking.choices(now.date())
            if (p.kind, p.start) not in there
        ],
        being_made=[title_of(p.kind, p.start, p.end, words) for p, trouble in standing if trouble is None],
        troubles=[error] if error else troubles,
        may_make=request.membership.may(Role.EDITOR),
    )


def _row(report: Report, words: Speech) -> Row:
    said = words.say("regular.made", day=report.known_on)
    if report.edition > 1:
        said = words.say("regular.two", one=said, other=words.say("regular.edition", n=report.edition))
    title = title_of(report.kind, report.start, report.end, words)
    return Row(report.pk, title, words.say(f"regular.kind.{report.kind}"), said)
