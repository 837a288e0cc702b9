"""Search: campaigns, tests, decisions, lessons, findings and posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db.models import Q
from django.http import HttpResponse

from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.campaigns.models import Campaign, Idea
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.lessons import finding_lessons
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import Organisation
from pratfall.site.people.roles import Role
from pratfall.site.reports import rows
from pratfall.site.reports.pages.decisions import rows as decision_rows
from pratfall.site.reports.pages.decisions import searched
from pratfall.site.today import desk

SHOWN = 20
SHORTEST = 2  # characters
SEARCHED = ("text", "url", "campaign")


@dataclass(frozen=True)
class Hit:
    href: str
    title: str
    line: str


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    words, asked = speech(language_of(request)), request.GET.get("q", "").strip()[:200]
    if len(asked) < SHORTEST:
        return framed(request, "search.html", asked=asked, short=bool(asked))
    current, organisation = desk.current(request.organisation), request.organisation
    named = Q(name__icontains=asked) | Q(hypothesis__icontains=asked) | Q(audience__icontains=asked)
    campaigns = Campaign.objects.filter(named, organisation=organisation).order_by("-start")[:SHOWN]
    questions = Q(name__icontains=asked) | Q(question__icontains=asked)
    ideas = Idea.objects.filter(questions, organisation=organisation).order_by("-pk")[:SHOWN]
    plans = [Hit(f"/plans/{c.pk}/", c.name, words.say(f"campaign.state.{c.state}")) for c in campaigns]
    tests = [Hit(f"/ideas/{i.pk}/", i.name, i.question) for i in ideas]
    context: dict[str, Any] = {
        "asked": asked,
        "groups": [
            ("campaign.all", plans),
            ("trial.all", tests),
            ("learn.part.lessons", _lessons(organisation, asked)),
            ("search.findings", _findings(current, asked, words)),
        ],
        "rows": decision_rows(list(searched(organisation, asked)[:SHOWN]), datetime.now(UTC).date(), words),
        "posts": _posts(current, asked, words),
    }
    found = any(hits for _, hits in context["groups"]) or context["rows"] or context["posts"]
    return framed(request, "search.html", found=found, **context)


def _lessons(organisation: Organisation, asked: str) -> list[Hit]:
    """By word and by meaning, in either language."""
    today = datetime.now(UTC).date()
    numbers, _ = finding_lessons.found(organisation, finding_lessons.Wanted(words=asked), today)
    found = finding_lessons.in_order(organisation, numbers[:SHOWN])
    return [Hit(f"/learn/{lesson.pk}/", lesson.now_do, lesson.happened) for lesson in found]


def _findings(current: desk.Desk | None, asked: str, words: Speech) -> list[Hit]:
    """Whose title, subject or sentence holds what is asked."""
    if current is None:
        return []
    told = current.story(words.lang).by_slug.values()
    wanted = asked.casefold()
    found = (t for t in told if wanted in f"{t.title} {t.subject} {t.sentence}".casefold())
    return [Hit(f"/findings/{t.slug}/", f"{t.title} · {t.subject}", t.sentence) for t in found][:SHOWN]


def _posts(current: desk.Desk | None, asked: str, words: Speech) -> list[rows.PostRow]:
    """The newest posts whose text, address or label holds it."""
    if current is None:
        return []
    table = pq.read_table(current.posts, columns=["platform", "post_id", "published_at", *SEARCHED])
    hits = [pc.match_substring(pc.fill_null(table[name], ""), asked, ignore_case=True) for name in SEARCHED]
    found = table.filter(pc.or_(pc.or_(hits[0], hits[1]), hits[2]))
    newest = found.take(pc.sort_indices(found, [("published_at", "descending", "at_end")])[:SHOWN])
    keys = set(zip(newest["platform"].to_pylist(), newest["post_id"].to_pylist(), strict=True))
    alike = rows.of_ids(current.posts, "", {post for _, post in keys})  # two networks may use the same id
    read = [row for row in alike if (row["platform"], row["post_id"]) in keys]
    return rows.told(read, current.story(words.lang).review.files, words)
