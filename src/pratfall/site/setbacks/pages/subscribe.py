"""Mails at each update: asked for here, confirmed by a link, ended by another. Nobody learns who else gets them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from pratfall.errors import Refused
from pratfall.reviews.render.speech import LANGUAGES, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.limits import network_of, once_more
from pratfall.site.people.access import anybody
from pratfall.site.setbacks.models import PublicPage, Subscriber
from pratfall.site.setbacks.public import work
from pratfall.site.setbacks.public.facts import in_language
from pratfall.site.setbacks.public.rendering import may_subscribe
from pratfall.site.setbacks.services import subscribers

TRAP = "website"  # a field no reader sees; programs fill it in
MOST_FROM_ONE, WITHIN_SECONDS = 10, 3600
GONE, TOO_MANY = 410, 429


@anybody
def page(request: HttpRequest, slug: str) -> HttpResponse:
    found = _found(slug)
    if found.withdrawn_at:
        return _shown(request, found, status=GONE, gone=True)
    if request.method != "POST" or not may_subscribe():
        return _shown(request, found)
    if request.POST.get(TRAP):
        return _asked(request, found)
    if once_more("subscribe", network_of(request), within_seconds=WITHIN_SECONDS) > MOST_FROM_ONE:
        return _shown(request, found, status=TOO_MANY, code="subscribers_too_many")
    try:
        waiting = subscribers.ask(
            page=found,
            email=request.POST.get("email", "")[:300],
            language=request.POST.get("language", ""),
            now=timezone.now(),
        )
    except Refused as refused:
        return _shown(request, found, status=409, code=refused.code)
    if waiting is not None:
        work.ask_to_confirm(waiting.pk)
    return _asked(request, found)


@csrf_exempt  # the link is signed, and whoever opens it may never have had a cookie of ours
@anybody
def confirm(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Opening the link does nothing yet: programs that look at links in mails open them too."""
    subscriber = _of(slug, subscribers.confirming(token))
    if request.method == "POST":
        subscribers.confirm(subscriber=subscriber, now=timezone.now())
    return _step(request, subscriber, "confirm", done=request.method == "POST")


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the link is signed
@anybody
def stop(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    subscriber = _of(slug, subscribers.stopping(token))
    if request.method == "POST":
        subscribers.end(subscriber=subscriber, now=timezone.now())
    return _step(request, subscriber, "stop", done=request.method == "POST")


def _found(slug: str) -> PublicPage:
    """Raises Http404 where nothing is public."""
    pages = PublicPage.objects.select_related("setback__organisation")
    found = pages.filter(slug=slug, setback__updates__isnull=False).distinct().first()
    if found is None:
        raise Http404
    return found


def _of(slug: str, subscriber: Subscriber | None) -> Subscriber:
    if subscriber is None or subscriber.setback.public_page.slug != slug:
        raise Http404
    return subscriber


def _asked(request: HttpRequest, found: PublicPage) -> HttpResponse:
    """The same whatever the address: nobody learns whether it was known."""
    return HttpResponseRedirect(f"{request.path}?asked=1&lang={language_of(request)}")


def _shown(
    request: HttpRequest, found: PublicPage, *, status: int = 200, code: str = "", gone: bool = False
) -> HttpResponse:
    lang = language_of(request)
    return framed(
        request,
        "subscribe.html",
        status=status,
        page=found,
        title=in_language(found, "title", lang),
        back=f"/updates/{found.slug}/{lang}/",
        choices=[(each, speech(each).say("language.name")) for each in LANGUAGES],
        chosen=request.POST.get("language", lang),
        email=request.POST.get("email", "")[:300],
        error=error_line(Refused(code), lang) if code else "",
        asked=request.GET.get("asked") == "1",
        possible=may_subscribe(),
        gone=gone,
        trap=TRAP,
    )


def _step(request: HttpRequest, subscriber: Subscriber, what: str, *, done: bool) -> HttpResponse:
    page, lang = subscriber.setback.public_page, language_of(request)
    title, back = in_language(page, "title", lang), f"/updates/{page.slug}/{lang}/"
    return framed(request, "subscribe_step.html", what=what, done=done, title=title, back=back)
