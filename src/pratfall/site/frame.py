"""The frame around every page: menu, language, words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pratfall.reviews.render.html import Drawings
from pratfall.reviews.render.speech import LANGUAGES, speech

from .language import language_of
from .menu import entries
from .people import services


def framed(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """`template` (which extends frame.html) with its words, in the reader's language."""
    return render(request, template, context, status=status)


def around(request: HttpRequest) -> dict[str, Any]:
    """What the frame says on every page, allauth's included. `base`: where the organisation's pages begin, or ""."""
    lang = language_of(request)
    person = request.user if getattr(request, "user", None) and request.user.is_authenticated else None
    organisation, membership = getattr(request, "organisation", None), getattr(request, "membership", None)
    return {
        "words": speech(lang),
        "lang": lang,
        "drawings": Drawings(lang),
        "pages": True,
        "others": [
            (code, speech(code).say("language.name"), _with(request, "lang", code))
            for code in LANGUAGES
            if code != lang
        ],
        "here": request.path,
        "taken": [(form, _with(request, "as", form)) for form in ("pdf", "csv")] if organisation else [],
        "organisation": organisation,
        "membership": membership,
        "base": organisation.base if organisation else "",
        "menu": entries(membership, request.path) if membership else [],
        "person": person,
        "organisations": services.organisations_of(person) if person else [],
        "theme": person.theme if person else "",
    }


def _with(request: HttpRequest, name: str, value: str) -> str:
    """This address, but with `name` said otherwise."""
    query = request.GET.copy()
    query[name] = value
    return f"?{query.urlencode()}"
