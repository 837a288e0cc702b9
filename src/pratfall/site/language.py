"""The reader's language: asked for by ?lang=, else their own choice, else a cookie's, else the browser's."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from pratfall.reviews.render.speech import LANGUAGES, speech

COOKIE = "pratfall_lang"
YEAR_SECONDS = 365 * 24 * 3600

Answer = Callable[[HttpRequest], HttpResponseBase]


def language_of(request: HttpRequest) -> str:
    """One of LANGUAGES."""
    own = getattr(getattr(request, "user", None), "language", "")
    for wanted in (request.GET.get("lang", ""), own, request.COOKIES.get(COOKIE, "")):
        if wanted in LANGUAGES:
            return wanted
    for wanted, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if wanted.split("-")[0] in LANGUAGES:
            return speech(wanted).lang
    return LANGUAGES[0]


def language_of_reader(get_response: Answer) -> Answer:
    """Speaks it throughout the request; a choice by ?lang= is remembered, with the person who is signed in."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        lang = language_of(request)
        asked = request.GET.get("lang") == lang
        if asked and request.user.is_authenticated and request.user.language != lang:
            request.user.language = lang
            request.user.save(update_fields=["language"])
        with translation.override(lang):
            response = get_response(request)
        if asked:
            response.set_cookie(COOKIE, lang, max_age=YEAR_SECONDS, httponly=True, samesite="Lax")
        response.headers["Content-Language"] = lang
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    return answer
