"""The door of the pages: what Pratfall raises on purpose becomes a page that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from pratfall.errors import PratfallError
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.wording import error_line

from .frame import framed
from .language import language_of

Answer = Callable[[HttpRequest], HttpResponseBase]


class _Door:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, PratfallError):
            return None
        response = framed(request, "trouble.html", status=503, message=error_line(error, language_of(request)))
        if error.retry_helps:
            response.headers["Retry-After"] = "10"
        return response


told_trouble = _Door


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from these pages, or whose browser kept no cookie for them."""
    message = speech(language_of(request)).say("ui.form_refused")
    return framed(request, "trouble.html", status=403, message=message)
