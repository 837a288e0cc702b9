"""One finding, with the posts and files behind it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from pratfall.reviews.render.speech import speech
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.reports import desk, rows


def page(request: HttpRequest, slug: str) -> HttpResponse:
    lang = language_of(request)
    now = desk.current()
    story = now.story(lang) if now else None
    told = story.by_slug.get(slug) if story else None
    if now is None or story is None or told is None:
        raise Http404
    ids = {evidence.id for evidence in told.finding.evidence if evidence.kind == "post"}
    found = rows.of_ids(now.posts, told.finding.subject.platform, ids)
    posts = rows.told(found, story.review.files, speech(lang))
    said = [proof for proof in told.proofs if proof.kind == "comment"]
    return framed(request, "finding.html", story=story, told=told, posts=posts, said=said)
