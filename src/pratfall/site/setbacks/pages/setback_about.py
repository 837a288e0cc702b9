"""What a setback is about: accounts and posts, ticked, and the campaign it happened in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import number_of
from pratfall.site.campaigns.models import Campaign
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks import naming
from pratfall.site.setbacks.door import found
from pratfall.site.setbacks.framing import in_room
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.moments import words_of
from pratfall.site.setbacks.services import opening
from pratfall.site.today import desk

Subject = Mapping[str, str]
CAMPAIGNS_SHOWN = 100


@dataclass(frozen=True)
class Choice:
    key: str
    name: str
    network: str
    ticked: bool


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest, number: int) -> HttpResponse:
    setback, now, words = found(request, number), datetime.now(UTC), words_of(request)
    query = request.POST.get("find", request.GET.get("find", ""))[: naming.NAME]
    accounts, posts = _known(setback, query, now)
    error = ""
    if request.method == "POST":
        try:
            _do(request, setback, [*setback.about, *accounts, *posts])
        except (Refused, Conflict) as refused:
            setback = found(request, number)
            error = error_line(
                Refused("setback_moved_meanwhile") if isinstance(refused, Conflict) else refused, words.lang
            )
        else:
            return HttpResponseRedirect(f"{request.organisation.base}{setback.path}")
    named = {naming.key_of(subject) for subject in setback.about}
    known = {naming.key_of(subject) for subject in accounts}
    others = [subject for subject in setback.about if naming.key_of(subject) not in known]
    return in_room(
        request,
        setback,
        "setback_about.html",
        status=409 if error else 200,
        error=error,
        named=_choices(others, named, words),
        accounts=_choices(accounts, named, words),
        posts=_choices([post for post in posts if naming.key_of(post) not in named], named, words),
        query=query,
        campaigns=list(Campaign.objects.filter(organisation=setback.organisation).order_by("-pk")[:CAMPAIGNS_SHOWN]),
    )


def _do(request: OrganisationRequest, setback: Setback, known: Sequence[Subject]) -> None:
    """Raises Refused and Conflict."""
    given, seen = request.POST, number_of(request.POST.get("seen"))
    if given.get("do") == "campaign":
        asked = number_of(given.get("campaign"))
        campaign = Campaign.objects.filter(organisation=setback.organisation, pk=asked).first() if asked else None
        opening.name_campaign(setback=setback, actor=request.user, campaign=campaign, seen=seen)
        return
    about = naming.chosen(given.getlist("about"), known)
    opening.name_subjects(setback=setback, actor=request.user, about=about, seen=seen)


def _known(setback: Setback, query: str, now: datetime) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    current = desk.current(setback.organisation, now)
    if current is None:
        return [], []
    accounts = [naming.of_account(state.account) for state in current.review.accounts]
    return accounts, naming.posts(current.posts, query, setback.began_at)


def _choices(subjects: Sequence[Subject], named: set[str], words: Speech) -> list[Choice]:
    return [
        Choice(
            naming.key_of(subject),
            subject.get("name") or subject.get("id", ""),
            words.name("network", subject["platform"]) if subject.get("platform") else "",
            naming.key_of(subject) in named,
        )
        for subject in subjects
    ]
