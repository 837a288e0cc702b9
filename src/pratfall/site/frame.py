"""The frame around every page: menu, language, words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pratfall.reviews.render.html import Drawings
from pratfall.reviews.render.speech import LANGUAGES, speech

from .language import language_of


def framed(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """`template` (which extends frame.html) with its words, in the reader's language."""
    lang = language_of(request)
    words = speech(lang)
    others = [(code, speech(code).say("language.name"), _in(request, code)) for code in LANGUAGES if code != lang]
    frame = {"words": words, "lang": lang, "drawings": Drawings(lang), "pages": True, "others": others}
    return render(request, template, {**frame, "here": request.path, **context}, status=status)


def _in(request: HttpRequest, lang: str) -> str:
    """This address in another language."""
    query = request.GET.copy()
    query["lang"] = lang
    return f"?{query.urlencode()}"
