"""The room of a setback."""

from __future__ import annotations

from django.http import HttpResponse

from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room


@needs(Role.GUEST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback = found(request, number)
    return in_room(request, setback, "setback.html")
