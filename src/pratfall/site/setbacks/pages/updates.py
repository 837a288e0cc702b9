"""The public page where its files are not there yet, or no more. Readers get the files: public/serving.py."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from pratfall.site.people.access import anybody
from pratfall.site.setbacks.models import PublicPage
from pratfall.site.setbacks.public import folder, making
from pratfall.site.setbacks.public.serving import Entry, Shelf

READ = ("GET", "HEAD")
_shelf = Shelf(folder.root)


@anybody
def page(request: HttpRequest, slug: str, rest: str = "") -> HttpResponse:
    """Writes what is missing, then answers as the files' own server would."""
    if request.method not in READ:
        return HttpResponse(status=405, headers={"Allow": ", ".join(READ)})
    address = f"/updates/{slug}/{rest}"
    entry = _shelf.find(address) or _made(slug, address)
    asked = [(name.lower().encode(), value.encode("latin-1", "ignore")) for name, value in request.headers.items()]
    status, headers, body = entry.answer(asked)
    answer = HttpResponse(b"" if request.method == "HEAD" else body, status=status)
    for name, value in headers:
        answer.headers[name.decode()] = value.decode()
    return answer


def _made(slug: str, address: str) -> Entry:
    """Raises Http404 where nothing belongs: then nothing is made either, however often somebody asks."""
    shown = PublicPage.objects.filter(slug=slug).exclude(withdrawn_at=None, setback__updates=None).first()
    if shown is None or not Shelf.knows(address):
        raise Http404
    making.make(shown.pk, timezone.now())
    entry = _shelf.find(address)
    if entry is None:
        raise Http404
    return entry
