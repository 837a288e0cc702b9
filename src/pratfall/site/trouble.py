"""The door of the pages: what Pratfall raises on purpose becomes a page that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from pratfall.errors import Conflict, PratfallError, Refused
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.wording import error_line

from .frame import framed
from .language import language_of

Answer = Callable[[HttpRequest], HttpResponseBase]
AGAINST_THE_STATE, OUT_OF_ORDER = 409, 503


class _Door:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, PratfallError):
            return None
        lang = language_of(request)
        status = AGAINST_THE_STATE if isinstance(error, Refused | Conflict) else OUT_OF_ORDER
        texts = _both(error, lang) if isinstance(error, Conflict) else []
        title = "ui.refused_title" if status == AGAINST_THE_STATE else "ui.error_title"
        response = framed(
            request, "trouble.html", status=status, message=error_line(error, lang), texts=texts, title=title
        )
        if error.retry_helps:
            response.headers["Retry-After"] = "10"
        return response


told_trouble = _Door


def _both(error: Conflict, lang: str) -> list[tuple[str, str, str]]:
    """What was to be written beside what stands there, part by part: nobody types anything twice."""
    words = speech(lang)
    parts = [part for part in error.yours if part in error.theirs]
    return [(words.name("audit_part", part), _text(error.yours[part]), _text(error.theirs[part])) for part in parts]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def broken(request: HttpRequest) -> HttpResponse:
    """An error of ours. What failed may be what a page needs, so the last resort needs nothing."""
    try:
        message = speech(language_of(request)).say("ui.broken")
        return framed(request, "trouble.html", status=500, message=message, title="ui.error_title")
    except Exception:
        return HttpResponse(speech("en").say("ui.broken"), status=500, content_type="text/plain; charset=utf-8")


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from these pages, or whose browser kept no cookie for them."""
    message = speech(language_of(request)).say("ui.form_refused")
    return framed(request, "trouble.html", status=403, message=message, title="ui.error_title")
