"""The way out in every mail: one click, without signing in. It can stop mails and nothing else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from pratfall.reviews.render.speech import speech
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.outgoing import services
from pratfall.site.outgoing.digest import stopped_by
from pratfall.site.people.access import anybody
from pratfall.site.people.models import Membership


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the link is signed
@anybody
def page(request: HttpRequest, token: str) -> HttpResponse:
    found = stopped_by(token)
    membership = Membership.objects.select_related("organisation").filter(pk=found[0]).first() if found else None
    if found is None or membership is None:
        raise Http404
    if request.method == "POST":
        services.stop(membership=membership, wish=found[1])
    said = speech(language_of(request)).say(f"notify.{found[1]}")
    whose = membership.organisation.name
    return framed(request, "stop.html", said=said, whose=whose, done=request.method == "POST")
