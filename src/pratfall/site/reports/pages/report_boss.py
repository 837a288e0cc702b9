"""The page for the boss: what a report says in a dozen sentences, on one sheet."""

from __future__ import annotations

from django.http import HttpResponse

from pratfall.reviews.render.speech import speech
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.reports.regular import drawing
from pratfall.site.reports.regular.telling import tell

from .report import as_pdf, of


@needs(Role.ANALYST)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    words, report = speech(language_of(request)), of(request, number)
    told = tell(report, words)
    if request.GET.get("as") == "pdf":
        return as_pdf(request, told, words, boss_page_only=True)
    return framed(
        request,
        "report_boss.html",
        told=told,
        report=report,
        figure=drawing.drawn(told.dots, words),
        figure_words=drawing.alternative(told.dots, words) if told.dots else "",
    )
