"""One report: the page for the boss first, then every section; as PDF; and a further edition of it."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.reports.models import Kind, Report
from pratfall.site.reports.regular import asking, drawing, making, paper
from pratfall.site.reports.regular.periods import Period, holding
from pratfall.site.reports.regular.telling import ReportTold, tell


@needs(Role.ANALYST, change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    words, report = speech(language_of(request)), of(request, number)
    if request.method == "POST":
        return _corrected(request, report, words)
    told = tell(report, words)
    if request.GET.get("as") == "pdf":
        return as_pdf(request, told, words, boss_page_only=False)
    return _shown(request, report, told, words)


def of(request: OrganisationRequest, number: int) -> Report:
    """Of this organisation and no other."""
    found = Report.objects.filter(organisation=request.organisation, pk=number).first()
    if found is None:
        raise Http404
    return found


def period_of(report: Report) -> Period:
    return holding(Kind(report.kind), report.start)


def as_pdf(request: OrganisationRequest, told: ReportTold, words: Speech, *, boss_page_only: bool) -> HttpResponse:
    whose = request.organisation.name
    made = HttpResponse(paper.pdf_of(told, whose, words, boss_page_only=boss_page_only), content_type="application/pdf")
    name = slugify(f"{whose} {told.title}")[:80] or "pratfall"
    made.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return made


def _corrected(request: OrganisationRequest, report: Report, words: Speech) -> HttpResponse:
    if request.POST.get("do") != "correct":
        return HttpResponseBadRequest()
    period, now = period_of(report), timezone.now()
    try:
        asking.ask(organisation=request.organisation, actor=request.user, period=period, now=now, again=True)
    except Refused as error:
        told = tell(report, words)
        return _shown(request, report, told, words, status=422, error=error_line(error, words.lang))
    newest = making.newest(request.organisation, period) or report
    onward = request.path if newest.pk == report.pk else f"{request.organisation.base}/reports/{newest.pk}/"
    return HttpResponseRedirect(onward, status=303)


def _shown(
    request: OrganisationRequest, report: Report, told: ReportTold, words: Speech, *, status: int = 200, error: str = ""
) -> HttpResponse:
    period = period_of(report)
    standing = dict(asking.standing(request.organisation, timezone.now()))
    trouble = standing.get(period)
    newest = making.newest(request.organisation, period)
    return framed(
        request,
        "report.html",
        status=status,
        told=told,
        report=report,
        newest=newest.pk if newest and newest.pk != report.pk else 0,
        figure=drawing.drawn(told.dots, words),
        figure_words=drawing.alternative(told.dots, words) if told.dots else "",
        being_made=period in standing and trouble is None,
        error=error or (error_line(trouble, words.lang) if trouble else ""),
        may_change=request.membership.may(Role.EDITOR),
    )
