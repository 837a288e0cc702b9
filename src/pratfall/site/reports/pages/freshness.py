"""Every account's feed in one calendar: what is known, until when it is good, and who brings the next export."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.frame import framed
from pratfall.site.intake import schedule, services
from pratfall.site.language import language_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.today import desk

LONGEST_DAYS = 400
A_PAGE = 20  # accounts, the most urgent first


@dataclass(frozen=True)
class Shown:
    """One account's line in words. `missing`: what will be lost if nothing newer comes."""

    line: schedule.Line
    name: str
    network: str
    feed: str
    newest: str
    missing: str
    who: str


class ExpectForm(forms.Form):
    platform = forms.CharField(max_length=40)
    account_id = forms.CharField(max_length=200)
    every_days = forms.IntegerField(min_value=1, max_value=LONGEST_DAYS, required=False)
    who = forms.ModelChoiceField(User.objects.none(), required=False)

    def __init__(self, *args: object, request: OrganisationRequest) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        members = User.objects.filter(memberships__organisation=request.organisation)
        self.fields["who"].queryset = members  # type: ignore[attr-defined]


@needs(Role.ANALYST, change=Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest) -> HttpResponse:
    return _expected(request) if request.method == "POST" else _shown(request)


def _expected(request: OrganisationRequest) -> HttpResponse:
    assert request.user.is_authenticated
    form = ExpectForm(request.POST, request=request)
    if not form.is_valid():
        return HttpResponseBadRequest()
    services.expect(organisation=request.organisation, by=request.user, **form.cleaned_data)
    return HttpResponseRedirect(request.path, status=303)


def _shown(request: OrganisationRequest) -> HttpResponse:
    words = speech(language_of(request))
    now = desk.current(request.organisation)
    accounts = now.review.accounts if now else ()
    agreed = list(request.organisation.expected.select_related("who"))
    listed = Paginator(schedule.lines(accounts, agreed, timezone.now()), A_PAGE).get_page(request.GET.get("page"))
    members = User.objects.filter(memberships__organisation=request.organisation).order_by("name", "email")
    return framed(
        request,
        "freshness.html",
        page=listed,
        lines=[_line(line, words) for line in listed],
        members=list(members),
        may=request.membership.may(Role.EDITOR),
    )


def _line(line: schedule.Line, words: Speech) -> Shown:
    newest, blind_from, account = line.state.freshness.newest, line.blind_from, line.state.account
    match line.feed:
        case schedule.Feed.UNKNOWN:
            missing = words.say("feed.missing_unknown")
        case schedule.Feed.BLIND:
            missing = words.say("feed.missing_now")
        case _:
            missing = words.say("feed.missing_from", day=blind_from.date()) if blind_from else ""
    return Shown(
        line=line,
        name=account.label,
        network=words.name("network", account.platform),
        feed=words.say(f"feed.{line.feed}"),
        newest=words.day(newest.date()) if newest else "",
        missing=missing,
        who=str(line.expected.who) if line.expected and line.expected.who else "",
    )
