"""The frame around every page of learning: its pages as tabs."""

from __future__ import annotations

from django.http import HttpResponse

from pratfall.site.frame import framed
from pratfall.site.people.access import OrganisationRequest
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of

from .parts import parts


def in_library(request: OrganisationRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """`template` (which extends learn_frame.html, block `inside`).

    Given besides: `words` (hours on the reader's clock), `parts`, `may_change`, `may_manage`, and `error` where the
    page gives none.
    """
    given = {
        "words": words_of(request),
        "parts": parts(request.membership, request.path),
        "may_change": request.membership.may(Role.EDITOR),
        "may_manage": request.membership.may(Role.MANAGER),
        "error": "",
    }
    return framed(request, template, status=status, **{**given, **context})
