"""One post: every number known of it, and the file it comes from."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from pratfall.records.subjects import SubjectKind
from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.story import post_href, subject_href
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.reports import rows
from pratfall.site.today import desk


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    lang = language_of(request)
    platform, post_id = request.GET.get("platform", ""), request.GET.get("id", "")
    now = desk.current(request.organisation)
    found = rows.of_ids(now.posts, platform, {post_id}) if now else []
    if now is None or not found:
        raise Http404
    story, words, row = now.story(lang), speech(lang), found[0]
    known = {(a.state.account.platform, a.state.account.account_id): a for a in story.accounts}
    return framed(
        request,
        "post.html",
        story=story,
        post=rows.told([row], story.review.files, words)[0],
        text=plain(row.get("text") or ""),
        network=words.name("network", platform),
        numbers=rows.every_number(row, words),
        account=known.get((row["platform"], row["account_id"])),
        findings=[
            told
            for told in story.by_slug.values()
            if told.finding.subject.kind is SubjectKind.POST
            and subject_href(told.finding.subject) == post_href(platform, post_id)
        ],
    )
