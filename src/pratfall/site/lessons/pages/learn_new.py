"""Write a lesson: what is known already stands there, the rest is three lines. Or say why there is none."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.lessons import lesson_form
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.known import known_of
from pratfall.site.lessons.lesson_form import Filled
from pratfall.site.lessons.models import Lesson, Origin
from pratfall.site.lessons.near import chosen, near
from pratfall.site.lessons.services import asked, lessons
from pratfall.site.lessons.services.subjects import Subject, href_of, subject_of, title_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of


@needs(Role.EDITOR)
def page(request: OrganisationRequest) -> HttpResponse:
    words, now = words_of(request), datetime.now(UTC)
    given = request.POST if request.method == "POST" else request.GET
    origin, subject = _from(request, given.get("origin", ""), number_of(given.get("number")))
    if request.method != "POST":
        filled = lesson_form.begun(known_of(subject, words, now), words.lang, now.date())
        return _shown(request, origin, subject, filled, words, now)
    try:
        if given.get("do") == "none":
            return _none(request, origin, subject, now)
        made = _write(request, origin, subject, now)
    except Refused as refused:
        return _shown(request, origin, subject, lesson_form.sent(request.POST), words, now, refused)
    return HttpResponseRedirect(f"{request.organisation.base}/learn/{made.pk}/")


def _from(request: OrganisationRequest, named: str, number: int) -> tuple[Origin, Subject | None]:
    """Raises Http404 for a kind nobody knows, and for what this organisation has not."""
    if not named or named == Origin.HAND.value:
        return Origin.HAND, None
    if named not in Origin.values:
        raise Http404
    origin = Origin(named)
    subject = subject_of(request.organisation, origin, number)
    if subject is None:
        raise Http404
    return origin, subject


def _write(request: OrganisationRequest, origin: Origin, subject: Subject | None, now: datetime) -> Lesson:
    filled = lesson_form.sent(request.POST)
    about = filled.about(chosen(filled.evidence, near(request.organisation, subject)))
    return lessons.write(
        organisation=request.organisation,
        actor=request.user,
        lines=filled.lines,
        origin=origin,
        subject=subject,
        causes=about.causes,
        networks=about.networks,
        labels=about.labels,
        tags=about.tags,
        evidence=about.evidence,
        recheck_on=filled.day,
        no_person=filled.no_person,
        now=now,
    )


def _none(request: OrganisationRequest, origin: Origin, subject: Subject | None, now: datetime) -> HttpResponse:
    asked.answer_none(
        organisation=request.organisation,
        actor=request.user,
        origin=origin,
        number=subject.pk if subject else 0,
        why=request.POST.get("why", ""),
        now=now,
    )
    return HttpResponseRedirect(f"{request.organisation.base}/learn/asked/")


def _shown(
    request: OrganisationRequest,
    origin: Origin,
    subject: Subject | None,
    filled: Filled,
    words: Speech,
    now: datetime,
    refused: Refused | None = None,
) -> HttpResponse:
    organisation, number = request.organisation, subject.pk if subject else 0
    already = Lesson.objects.filter(organisation=organisation, **{origin.value: subject}) if subject else None
    return in_library(
        request,
        "learn_new.html",
        status=409 if refused else 200,
        error=error_line(refused, words.lang) if refused else "",
        form=lesson_form.shown(
            filled,
            words,
            known=known_of(subject, words, now),
            tags_used=lessons.tags_used(organisation),
            offered=near(organisation, subject),
        ),
        origin=origin.value,
        number=number,
        origin_words=words.say(f"learn.origin.{origin.value}"),
        title=title_of(subject) if subject else "",
        href=href_of(origin, number),
        already=list(already) if already is not None else [],
        why=request.POST.get("why", ""),
        ask_person=refused is not None and refused.code == "lesson_may_name_member",
    )
