"""Lessons that fit a plan while it is typed: a piece of a page, asked for by its form where scripts run."""

from __future__ import annotations

from django.http import HttpResponse

from pratfall.site.campaigns.plan import NETWORKS
from pratfall.site.lessons import panels
from pratfall.site.lessons.services import situations
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role

LONGEST = 4_000  # characters of a field that are read


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    given = {name: value.replace("\0", "")[:LONGEST] for name, value in request.POST.dict().items()}
    lines = [given.get(name, "") for name in ("name", "hypothesis", "audience")]
    if not any(line.strip() for line in lines):
        return HttpResponse("")
    situation = situations.planned(
        lines=lines,
        networks=[network for network in NETWORKS if given.get(f"on_{network}")],
        labels=[label.strip() for label in given.get("labels", "").split(",")],
    )
    return HttpResponse(panels.typed(request, situation))
