"""Around every page: `?as=pdf` and `?as=csv` turn what would have been shown into a file."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.text import slugify

from pratfall.reviews.render.speech import speech

from .as_csv import csv_of
from .as_pdf import pdf_of
from .blocks import read

Answer = Callable[[HttpRequest], HttpResponseBase]


def taken_away(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        form = request.GET.get("as", "")
        if form not in ("pdf", "csv") or not _is_page(request, response):
            return response
        assert isinstance(response, HttpResponse)
        page = read(response.content.decode())
        name = f"{slugify(page.title)[:60] or 'pratfall'}-{timezone.now():%Y-%m-%d}.{form}"
        if form == "csv":
            made = HttpResponse(csv_of(page), content_type="text/csv; charset=utf-8")
        else:
            words = speech(page.lang)
            foot = words.say("taking.foot", address=request.get_full_path(), at=words.instant(timezone.now()))
            made = HttpResponse(pdf_of(page, foot), content_type="application/pdf")
        made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        made.cookies = response.cookies
        return made

    return answer


def _is_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Of an organisation, found, and shown to somebody who may see it."""
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return hasattr(request, "organisation") and response.status_code == 200 and is_html and not response.streaming
