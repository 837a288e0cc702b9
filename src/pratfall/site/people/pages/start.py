"""The first start: one account, one organisation, and nothing else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import login, password_validation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import constant_time_compare

from pratfall.reviews.render.speech import Speech, speech
from pratfall.site import place
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people import services
from pratfall.site.people.access import anybody
from pratfall.site.people.demo import BACKEND
from pratfall.site.people.models import User


class AccountForm(forms.Form):
    """A name and a password for an address that is known; `email` only makes the password be unlike it."""

    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, *args: Any, words: Speech, email: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.address = email
        for name, field in self.fields.items():
            field.label = words.say(f"people.{name}")
        self.fields["password"].help_text = words.say("people.password_rule")

    def clean_password(self) -> str:
        given = str(self.cleaned_data["password"])
        about = User(email=self.data.get("email", self.address), name=self.data.get("name", ""))
        password_validation.validate_password(given, about)
        return given


class StartForm(AccountForm):
    """The same for the very first, who types the address and names the organisation."""

    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    organisation = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"}))
    field_order = ("name", "email", "password", "organisation")


@anybody
def page(request: HttpRequest) -> HttpResponse:
    if not services.is_first_start():
        return HttpResponseRedirect("/")
    if not constant_time_compare(request.GET.get("code", ""), settings.START_CODE):
        raise Http404  # reachable from elsewhere: only whoever started it knows the code
    words = speech(language_of(request))
    form = StartForm(request.POST or None, words=words)
    if request.method == "POST" and form.is_valid():
        lake_key = place.lake_key_at_start()
        made = services.first_account(**form.cleaned_data, lake_key=lake_key, language=words.lang)
        login(request, made.user, backend=BACKEND)
        return HttpResponseRedirect(f"{made.organisation.base}/")
    return framed(request, "start.html", form=form)
