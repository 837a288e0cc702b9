"""Addresses that are called after each change, and how the last calls went."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.outgoing import webhooks
from pratfall.site.outgoing.models import Delivery, Webhook
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role

SHOWN = 5


@needs(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest) -> HttpResponse:
    do = request.POST.get("do", "")
    if request.method != "POST":
        return _shown(request)
    if do == "end":
        number = request.POST.get("id", "")
        found = request.organisation.webhooks.filter(pk=number if number.isdecimal() else 0, ended_at=None).first()
        if found is None:
            raise Http404
        webhooks.end(actor=request.membership, webhook=found, now=timezone.now())
        return HttpResponseRedirect(request.path, status=303)
    if do != "add":
        return HttpResponseBadRequest()
    url = request.POST.get("url", "").strip()[:500]
    acts = request.POST.get("acts", "").replace(",", " ").split()
    try:
        made = webhooks.add(actor=request.membership, url=url, acts=acts)
    except Refused as error:
        said = error_line(error, language_of(request))
        return _shown(request, trouble=said, url=url, acts=" ".join(acts), status=422)
    return _shown(request, made=made)


def _shown(
    request: OrganisationRequest,
    *,
    trouble: str = "",
    url: str = "",
    acts: str = "",
    made: Webhook | None = None,
    status: int = 200,
) -> HttpResponse:
    words = speech(language_of(request))
    hooks = request.organisation.webhooks.filter(ended_at=None).order_by("-pk")
    told = [(hook, [_told(d, words) for d in hook.deliveries.order_by("-at")[:SHOWN]]) for hook in hooks]
    context = {"hooks": told, "trouble": trouble, "url": url, "acts": acts, "made": made}
    return framed(request, "webhooks.html", status=status, **context)


def _told(delivery: Delivery, words: Speech) -> tuple[str, str, str]:
    """When, what, and how it went."""
    key = "arrived" if delivery.delivered_at else "waits" if not delivery.trouble else "failed"
    why = words.say(f"stopped.{delivery.trouble}") if words.knows(f"stopped.{delivery.trouble}") else delivery.trouble
    return words.instant(delivery.at), delivery.act, words.say(f"webhook.{key}", n=delivery.attempts, why=why)
