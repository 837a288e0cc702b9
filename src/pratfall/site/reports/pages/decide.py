"""Decide about findings, a campaign or a test: the numbers as they stand, both errors, and a signature."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Refused
from pratfall.records.advice import Act
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns import forms as ours
from pratfall.site.campaigns.models import Decision
from pratfall.site.campaigns.pages.plan import people_of
from pratfall.site.campaigns.services import decisions
from pratfall.site.campaigns.services.decisions import Task
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.reports.asked import Asked, about_campaign, about_findings, about_idea

TASKS = 3


class DecisionForm(forms.Form):
    def __init__(self, words: Speech, people: dict[int, str], again: date, data: Any = None):
        super().__init__(data, initial={"look_again": again})
        acts = [(act.value, words.say(f"act.{act.value}")) for act in Act]
        who = [("", words.say("plan.owner_nobody")), *((str(n), name) for n, name in people.items())]
        self.fields |= {
            "act": ours.choice("decision.act", acts),
            "why": ours.text("decision.why", long=True, required=True, help="decision.why.help"),
            "look_again": ours.day("decision.look_again", required=True, help="decision.look_again.help"),
        }
        for i in range(TASKS):
            self.fields |= {
                f"task_{i}": ours.text("decision.task", limit=300),
                f"owner_{i}": ours.choice("decision.task_owner", who, required=False),
                f"due_{i}": ours.day("decision.task_due"),
            }
        ours.said(self, words)

    def tasks(self, people: dict[int, User]) -> list[Task]:
        data = self.cleaned_data
        return [
            Task(data[f"task_{i}"], people.get(int(data[f"owner_{i}"] or 0)), data[f"due_{i}"])
            for i in range(TASKS)
            if data[f"task_{i}"]
        ]

    def task_rows(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"task_{i}"], self[f"owner_{i}"], self[f"due_{i}"]) for i in range(TASKS)]


@needs(Role.MANAGER)
def page(request: OrganisationRequest) -> HttpResponse:
    words, now = speech(language_of(request)), datetime.now(UTC)
    asked = _asked(request, words)
    older = _superseded(request)
    again = max(asked.advice.look_again if asked.advice else date.min, now.date() + timedelta(days=1))
    if asked.advice is None:
        again = now.date() + timedelta(days=decisions.LOOK_AGAIN_DAYS)
    form = DecisionForm(words, people_of(request.organisation), again, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = decisions.decide(
                organisation=request.organisation,
                actor=request.user,
                basis=asked.basis,
                act=Act(form.cleaned_data["act"]),
                why=form.cleaned_data["why"],
                look_again=form.cleaned_data["look_again"],
                tasks=form.tasks(_users(request)),
                supersedes=older,
                now=now,
            )
        except Refused as refused:
            form.add_error(None, error_line(refused, words.lang))
        else:
            return HttpResponseRedirect(f"{request.organisation.base}/decisions/{made.pk}/")
    acts = [(act.value, words.say(f"act.{act.value}"), words.say(f"decision.means.{act.value}")) for act in Act]
    return framed(request, "decide.html", form=form, asked=asked, older=older, acts=acts)


def _asked(request: OrganisationRequest, words: Speech) -> Asked:
    given = request.GET
    if given.get("campaign", "").isdecimal():
        return about_campaign(request.organisation, words, int(given["campaign"]))
    if given.get("idea", "").isdecimal():
        return about_idea(request.organisation, int(given["idea"]))
    return about_findings(request.organisation, words, given.getlist("finding"))


def _superseded(request: OrganisationRequest) -> Decision | None:
    number = request.GET.get("supersedes", "")
    if not number:
        return None
    found = Decision.objects.filter(organisation=request.organisation, pk=number if number.isdecimal() else 0).first()
    if found is None:
        raise Http404
    return found


def _users(request: OrganisationRequest) -> dict[int, User]:
    return {m.user_id: m.user for m in request.organisation.memberships.select_related("user")}
