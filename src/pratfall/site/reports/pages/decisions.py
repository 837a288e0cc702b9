"""Every decision, newest first: who decided what and why, whether it holds, and when somebody looks again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse

from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.campaigns.models import Decision
from pratfall.site.campaigns.services.decisions import due
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import Organisation
from pratfall.site.people.roles import Role

A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One decision in words. `state`: "holds", "due", "withdrawn" or "superseded"."""

    number: int
    act: str
    act_name: str
    title: str
    why: str
    signed: str
    state: str
    state_name: str
    judged: str


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    words, asked = speech(language_of(request)), request.GET.get("q", "").strip()
    found = searched(request.organisation, asked)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    today = datetime.now(UTC).date()
    return framed(request, "decisions.html", rows=rows(list(shown), today, words), asked=asked, shown=shown)


def searched(organisation: Organisation, asked: str) -> QuerySet[Decision]:
    """By title and reason; all of them where nothing is asked."""
    found = Decision.objects.filter(organisation=organisation)
    if asked:
        found = found.filter(Q(title__icontains=asked) | Q(why__icontains=asked))
    return found.select_related("by", "withdrawal", "superseded_by").prefetch_related("revisits").order_by("-at", "-pk")


def rows(found: Sequence[Decision], today: date, words: Speech) -> list[Row]:
    return [_row(decision, today, words) for decision in found]


def _row(decision: Decision, today: date, words: Speech) -> Row:
    state, day = state_of(decision, today), due(decision)
    last = max(decision.revisits.all(), key=lambda revisit: revisit.at, default=None)
    return Row(
        number=decision.pk,
        act=decision.act,
        act_name=words.say(f"act.{decision.act}"),
        title=decision.title,
        why=decision.why,
        signed=words.say("decision.signed", who=str(decision.by), at=decision.at),
        state=state,
        state_name=words.say(f"decision.state.{state}", day=day),
        judged=words.say(f"decision.judged.{last.judgement}") if last else "",
    )


def state_of(decision: Decision, today: date) -> str:
    if hasattr(decision, "withdrawal"):
        return "withdrawn"
    if hasattr(decision, "superseded_by"):
        return "superseded"
    day = due(decision)
    if day is None:
        return "settled"
    return "due" if day <= today else "holds"


def about_finding(organisation: Organisation, slug: str) -> list[Decision]:
    """Decisions about one finding, the newest first. Which they name stands in a list, so they are looked through."""
    found = searched(organisation, "").filter(about="finding")
    named = [number for number, refs in found.values_list("pk", "refs") if slug in refs]
    return list(searched(organisation, "").filter(pk__in=named))
