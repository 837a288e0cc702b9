"""One finding, with the posts and files behind it."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from pratfall.records.findings import Finding
from pratfall.records.slices import Slice
from pratfall.reviews.render.cause_rows import slices_of
from pratfall.reviews.render.slice_words import slice_words
from pratfall.reviews.render.speech import speech
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.reports import rows
from pratfall.site.reports.pages import decisions
from pratfall.site.setbacks.models import Setback
from pratfall.site.today import desk

SETBACKS = 5  # opened from one finding that are named


@needs(Role.ANALYST)
def page(request: OrganisationRequest, slug: str) -> HttpResponse:
    lang = language_of(request)
    now = desk.current(request.organisation)
    story = now.story(lang) if now else None
    told = story.by_slug.get(slug) if story else None
    if now is None or story is None or told is None:
        raise Http404
    chosen = _chosen(told.finding, request.GET.get("slice", ""))
    ids = set(chosen.posts) if chosen else {e.id for e in told.finding.evidence if e.kind == "post"}
    found = rows.of_ids(now.posts, told.finding.subject.platform, ids)
    posts = rows.told(found, story.review.files, speech(lang))
    said = [proof for proof in told.proofs if proof.kind == "comment"]
    part = slice_words(chosen.where, speech(lang)) if chosen else ""
    about = decisions.rows(decisions.about_finding(request.organisation, slug), story.review.as_of.date(), speech(lang))
    opened = list(Setback.objects.filter(organisation=request.organisation, finding=slug).order_by("-pk")[:SETBACKS])
    return framed(
        request,
        "finding.html",
        story=story,
        told=told,
        posts=posts,
        said=said,
        part=part,
        decisions=about,
        may_decide=request.membership.may(Role.MANAGER),
        setbacks=opened,
        may_open=told.kind in ("failure", "habit")
        and request.membership.may(Role.EDITOR)
        and not any(not s.over for s in opened),
    )


def _chosen(finding: Finding, number: str) -> Slice | None:
    """The slice whose posts are asked for, by its number on the page; None for all of the finding's posts."""
    slices = slices_of(finding.diagnosis) if finding.diagnosis else ()
    counted = {str(place): item for place, item in enumerate(slices, 1) if item.posts}
    return counted.get(number)
