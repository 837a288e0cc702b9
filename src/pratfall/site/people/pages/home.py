"""The bare address: to the organisation one works in, to the sign-in, or to the very first start."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from pratfall.site.frame import framed
from pratfall.site.people import services
from pratfall.site.people.access import SIGN_IN, anybody
from pratfall.site.people.models import Membership, User
from pratfall.site.people.roles import Role

HOME, OF_A_GUEST = "/", "/setbacks/"  # where single things are shared with guests


@anybody
def page(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        newest = (
            Membership.objects.select_related("organisation").filter(user=request.user).order_by("-last_seen_at", "pk")
        )
        membership = newest.first()
        if membership is None:
            return framed(request, "home.html")
        return HttpResponseRedirect(
            membership.organisation.base + (HOME if membership.may(Role.ANALYST) else OF_A_GUEST)
        )
    return HttpResponseRedirect("/start/" if services.is_first_start() else SIGN_IN)
