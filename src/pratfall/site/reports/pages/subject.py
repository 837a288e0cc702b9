"""One account, series, campaign or network: what was found about it, and its posts."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from pratfall.records.charts import LevelChart
from pratfall.records.findings import Finding
from pratfall.records.subjects import Subject, SubjectKind
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.story import Story, subject_href
from pratfall.reviews.render.wording import subject_name
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.reports import rows
from pratfall.site.today import desk


@needs(Role.ANALYST)
def page(request: OrganisationRequest, kind: str, slug: str) -> HttpResponse:
    lang = language_of(request)
    now = desk.current(request.organisation)
    if now is None:
        raise Http404
    story = now.story(lang)
    subject = find(story, f"/{kind}/{slug}/")
    shown = rows.told(behind(now, story, subject), story.review.files, speech(lang))
    return framed(
        request,
        "subject.html",
        story=story,
        subject=subject,
        name=subject_name(subject, lang),
        kind=speech(lang).name("subject", subject.kind.value),
        findings=story.about(subject),
        account=next((a for a in story.accounts if a.subject_href == subject_href(subject)), None),
        accounts=[a for a in story.accounts if a.state.account.platform == subject.platform]
        if subject.kind is SubjectKind.NETWORK
        else [],
        posts=shown,
    )


def find(story: Story, href: str) -> Subject:
    """The subject at an address. Raises Http404."""
    review = story.review
    known = [
        *(state.account.subject for state in review.accounts),
        *(finding.subject for finding in review.findings),
        *review.subjects.values(),
    ]
    for subject in known:
        if subject.kind is not SubjectKind.POST and subject_href(subject) == href:
            return subject
    raise Http404


def behind(now: desk.Desk, story: Story, subject: Subject) -> list[rows.Row]:
    """The account's newest posts; of anything else those its findings rest on."""
    match subject.kind:
        case SubjectKind.ACCOUNT:
            return rows.newest_of(now.posts, subject.platform, subject.account_id)
        case _:
            own = [finding for finding in story.review.findings if finding.subject == subject]
            return rows.of_ids(now.posts, subject.platform, {id for finding in own for id in _ids(finding)})


def _ids(finding: Finding) -> set[str]:
    proofs = {evidence.id for evidence in finding.evidence if evidence.kind == "post"}
    drawn = {p.id for p in finding.chart.points if p.id} if isinstance(finding.chart, LevelChart) else set()
    return proofs | drawn
