"""Add a case of one's own, by a form or a file, and tell it better later."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.text import slugify

from pratfall.errors import Conflict, PratfallError, Refused, SettingsError
from pratfall.learn.cases import read
from pratfall.learn.cases.case import Case
from pratfall.learn.cases.checking import LARGEST_BYTES
from pratfall.learn.cases.writing import as_facts
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.lessons import case_form
from pratfall.site.lessons.case_form import MORE_ROWS, MOST_ROWS, Shown, Typed
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.models import Case as Row
from pratfall.site.lessons.services import cases
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of

LONGEST_NAME = 70  # of a slug, so that a number has room behind it


@needs(Role.EDITOR)
def page(request: OrganisationRequest) -> HttpResponse:
    if request.method != "POST":
        begun = case_form.begun(words_of(request).lang, request.GET.get("in", ""))
        return _shown(request, begun)
    if request.POST.get("do") == "file":
        return _from_file(request)
    return _sent(request, None)


@needs(Role.EDITOR)
def edit(request: OrganisationRequest, slug: str) -> HttpResponse:
    row = cases.own(request.organisation).filter(slug=slug).first()
    told = cases.found(request.organisation, slug)
    if row is None or told is None:
        raise Http404
    if request.method != "POST":
        return _shown(request, case_form.of_case(told.case), row=row)
    return _sent(request, row)


def _sent(request: OrganisationRequest, row: Row | None) -> HttpResponse:
    given, now = case_form.typed(request.POST), datetime.now(UTC)
    if request.POST.get("do") == "more":
        return _shown(request, replace(given, rows=min(given.rows + MORE_ROWS, MOST_ROWS)), row=row)
    facts = case_form.facts(given, row.slug if row else _slug(request, given), now.date())
    try:
        if row is None:
            slug = cases.add(organisation=request.organisation, actor=request.user, facts=facts, now=now).slug
        else:
            slug = row.slug
            cases.revise(row=row, actor=request.user, facts=facts, seen=number_of(request.POST.get("seen")))
    except SettingsError as error:
        return _shown(request, given, row=row, wrong=error)
    except (Refused, Conflict) as error:
        return _shown(request, given, row=row, error=error)
    return HttpResponseRedirect(f"{request.organisation.base}/learn/cases/{slug}/")


def _from_file(request: OrganisationRequest) -> HttpResponse:
    begun = case_form.begun(words_of(request).lang)
    try:
        case = _read(request.FILES.get("file"))
        row = cases.add(
            organisation=request.organisation, actor=request.user, facts=as_facts(case), now=datetime.now(UTC)
        )
    except (SettingsError, Refused) as error:
        return _shown(request, begun, error=error, of_file=True)
    return HttpResponseRedirect(f"{request.organisation.base}/learn/cases/{row.slug}/")


def _read(file: UploadedFile | None) -> Case:
    """Raises Refused for what is no text at all, SettingsError for what is no case."""
    if file is None:
        raise Refused("case_no_file")
    name = (file.name or "")[:80]
    given = file.read(LARGEST_BYTES + 1)
    if len(given) > LARGEST_BYTES:
        raise SettingsError("case_too_long", file=name, most=LARGEST_BYTES)
    try:
        return read(given.decode("utf-8-sig"), file=name)
    except UnicodeDecodeError as error:
        raise Refused("case_no_text", file=name) from error


def _slug(request: OrganisationRequest, given: Typed) -> str:
    """Of the name and the year, with a number behind it where that is taken."""
    named = slugify(f"{given['organisation'][:LONGEST_NAME]} {given['began'][:4]}")[:LONGEST_NAME].strip("-_")
    name = named.replace("_", "-") or "case"
    number = 1
    while cases.found(request.organisation, slug := name if number == 1 else f"{name}-{number}") or slug == "new":
        number += 1
    return slug


def _shown(
    request: OrganisationRequest,
    given: Typed,
    *,
    row: Row | None = None,
    wrong: SettingsError | None = None,
    error: PratfallError | None = None,
    of_file: bool = False,
) -> HttpResponse:
    words = words_of(request)
    field = case_form.field_of(str(wrong.facts.get("key", "")), given) if wrong else ""
    return in_library(
        request,
        "learn_case_new.html",
        status=409 if wrong or error else 200,
        error=words.say("form.look_below") if wrong else error_line(error, words.lang) if error else "",
        form=Shown(given, words, field),
        row=row,
        seen=row.version if row else 0,
        of_file=of_file,
        largest=LARGEST_BYTES // 1000,
    )
