"""A member at a page their role does not open: who can help."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from pratfall.site.frame import framed
from pratfall.site.people.roles import Role


def page(request: HttpRequest, least: Role) -> HttpResponse:
    return framed(request, "not_allowed.html", status=403, least=least)
