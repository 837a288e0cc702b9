"""What I want to hear of this organisation, and how; and the calendar of days to look again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.outgoing import channels, services
from pratfall.site.outgoing.digest import wishes_of
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.links import absolute
from pratfall.site.people.roles import Role


class WishesForm(forms.Form):
    weekly = forms.BooleanField(required=False)
    weekday = forms.TypedChoiceField(coerce=int)
    at_once = forms.BooleanField(required=False)

    def __init__(self, *args: Any, words: Speech, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            field.label = words.say(f"notify.{name}")
        self.fields["weekday"].choices = [(day, words.say(f"weekday.{day}")) for day in range(7)]  # type: ignore[attr-defined]


@needs(Role.ANALYST)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: OrganisationRequest) -> HttpResponse:
    words, membership = speech(language_of(request)), request.membership
    known = wishes_of(membership)
    said = {"weekly": known.weekly, "weekday": known.weekday, "at_once": known.at_once}
    do = request.POST.get("do", "")
    form = WishesForm(request.POST if do == "wish" else None, initial=said, words=words)
    trouble, secret = "", ""
    match do:
        case "" if request.method != "POST":
            pass
        case "wish" if form.is_valid():
            services.wish(membership=membership, **form.cleaned_data)
            return _again(request)
        case "wish":
            pass
        case "calendar":
            secret = services.new_calendar(membership=membership)
        case "add":
            try:
                channels.add(membership=membership, address=request.POST.get("address", "").strip())
                return _again(request)
            except Refused as error:
                trouble = error_line(error, words.lang)
        case "remove" if request.POST.get("id", "").isdecimal():
            if found := membership.channels.filter(pk=request.POST["id"]).first():
                channels.remove(channel=found)
            return _again(request)
        case _:
            return HttpResponseBadRequest()
    context = {
        "form": form,
        "channels": list(membership.channels.order_by("pk")),
        "trouble": trouble,
        "feed": absolute(request, f"/calendar/{secret}.ics") if secret else "",
        "has_feed": bool(known.calendar),
        "mail": settings.MAIL.leaves,
        "address": request.POST.get("address", "") if trouble else "",
    }
    return framed(request, "notify.html", status=422 if trouble else 200, **context)


def _again(request: OrganisationRequest) -> HttpResponse:
    return HttpResponseRedirect(request.path, status=303)
