"""What is no longer, or never was, at an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from pratfall.site.frame import framed


def page(request: HttpRequest, exception: Exception) -> HttpResponse:
    return framed(request, "not_found.html", status=404)
