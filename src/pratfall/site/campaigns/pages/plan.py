"""Write a plan, or change one. Two people at once: the second sees both texts and chooses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns import plan as plans
from pratfall.site.campaigns.forms import PlanForm, number_of
from pratfall.site.campaigns.merging import chosen, merged
from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.plan import Plan
from pratfall.site.campaigns.saying import part_words
from pratfall.site.campaigns.services import plans as services
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import Organisation
from pratfall.site.people.roles import Role


@dataclass(frozen=True)
class Choice:
    """A part both wrote: `yours` and `theirs` in words."""

    part: str
    name: str
    yours: str
    theirs: str


@needs(Role.EDITOR)
def new(request: OrganisationRequest) -> HttpResponse:
    words = speech(language_of(request))
    form = PlanForm(words, people_of(request.organisation).items(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft(
                organisation=request.organisation, actor=request.user, plan=form.plan(), now=datetime.now(UTC)
            )
        except Refused as refused:
            form.add_error(None, error_line(refused, words.lang))
        else:
            return _to(request, made)
    return framed(request, "plan.html", form=form, campaign=None, seen=0, base_plan="")


@needs(Role.EDITOR)
def edit(request: OrganisationRequest, number: int) -> HttpResponse:
    campaign = campaign_of(request.organisation, number)
    words, people = speech(language_of(request)), people_of(request.organisation)
    now = plans.read(campaign)
    if request.method != "POST":
        form = PlanForm(words, people.items(), plan=now)
        return _shown(request, campaign, form, campaign.version, now.as_json())
    form = PlanForm(words, people.items(), request.POST)
    seen, base = number_of(request.POST.get("seen")), _base(request.POST, now)
    if not form.is_valid():
        return _shown(request, campaign, form, seen, base)
    choices = {part: request.POST.get(f"keep_{part}", "") for part in plans.PARTS}
    plan = plans.from_json(chosen(form.plan().as_json(), now.as_json(), choices))
    try:
        services.revise(
            campaign=campaign,
            actor=request.user,
            plan=plan,
            seen=seen,
            why=request.POST.get("why", ""),
            now=datetime.now(UTC),
        )
    except Refused as refused:
        form.add_error(None, error_line(refused, words.lang))
        return _shown(request, campaign, form, seen, base)
    except Conflict as conflict:
        return _both(request, campaign, conflict, base, words, people)
    return _to(request, campaign)


def campaign_of(organisation: Organisation, number: int) -> Campaign:
    """Raises Http404 for another organisation's."""
    found = Campaign.objects.filter(organisation=organisation, pk=number).select_related("owner").first()
    if found is None:
        raise Http404
    return found


def people_of(organisation: Organisation) -> dict[int, str]:
    """Names of its members."""
    rows = organisation.memberships.select_related("user").order_by("user__name", "user__email")
    return {membership.user_id: str(membership.user) for membership in rows}


def _both(
    request: OrganisationRequest,
    campaign: Campaign,
    conflict: Conflict,
    base: Mapping[str, Any],
    words: Speech,
    people: Mapping[int, str],
) -> HttpResponse:
    """Nothing is saved yet: what only one of both changed is filled in, the rest is theirs to choose."""
    theirs = {name: value for name, value in conflict.theirs.items() if name != "version"}
    merge = merged(base, conflict.yours, theirs)
    settled = {**merge.settled}
    form = PlanForm(words, people.items(), plan=plans.from_json(settled))
    choices = [
        Choice(
            part,
            words.say(f"plan.{part}"),
            part_words(part, settled, words, people),
            part_words(part, theirs, words, people),
        )
        for part in merge.open
    ]
    return _shown(
        request,
        campaign,
        form,
        conflict.theirs["version"],  # whoever saves now has seen it
        base,
        status=409,
        merging=True,
        choices=choices,
        theirs_only=words.listed([words.say(f"plan.{part}") for part in merge.theirs_only])
        if merge.theirs_only
        else "",
        why=request.POST.get("why", ""),
    )


def _shown(
    request: OrganisationRequest,
    campaign: Campaign,
    form: PlanForm,
    seen: int,
    base: Mapping[str, Any],
    *,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    context |= {"campaign": campaign, "form": form, "seen": seen, "base_plan": json.dumps(base)}
    return framed(request, "plan.html", status=status, **context)


def _base(given: Mapping[str, str], now: Plan) -> Mapping[str, Any]:
    """What the editor was looking at, as the form brought it back; what stands there now if it did not."""
    try:
        return plans.from_json(json.loads(given.get("base", ""))).as_json()
    except (ValueError, KeyError, TypeError, ArithmeticError):
        return now.as_json()


def _to(request: OrganisationRequest, campaign: Campaign) -> HttpResponse:
    return HttpResponseRedirect(f"{request.organisation.base}/plans/{campaign.pk}/")
