"""One more organisation, for whoever owns one already."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from pratfall.errors import Refused
from pratfall.reviews.render.speech import speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people import services
from pratfall.site.people.access import signed_in
from pratfall.site.people.models import User


class OrganisationForm(forms.Form):
    name = forms.CharField(max_length=120)


@signed_in
def page(request: HttpRequest) -> HttpResponse:
    words = speech(language_of(request))
    form = OrganisationForm(request.POST or None)
    form.fields["name"].label = words.say("people.organisation_name")
    if request.method == "POST" and form.is_valid() and isinstance(request.user, User):
        try:
            made = services.found_organisation(actor=request.user, name=form.cleaned_data["name"])
        except Refused as refused:
            form.add_error(None, error_line(refused, words.lang))
        else:
            return HttpResponseRedirect(f"{made.organisation.base}/")
    return framed(request, "new_organisation.html", form=form)
