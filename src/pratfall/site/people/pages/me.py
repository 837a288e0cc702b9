"""One's own account: name, language, light or dark, organisations, and all that is kept about oneself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pratfall.reviews.render.speech import LANGUAGES, Speech, speech
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people import own_data, services
from pratfall.site.people.access import signed_in
from pratfall.site.people.models import Membership, User

THEMES = ("", "light", "dark")


class ProfileForm(forms.Form):
    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(required=False)
    theme = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, words: Speech, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            field.label = words.say(f"people.{name}")
        languages = [(code, speech(code).say("language.name")) for code in LANGUAGES]
        self.fields["language"].choices = [("", words.say("people.language_browser")), *languages]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [(theme, words.say(f"theme.{theme or 'device'}")) for theme in THEMES]  # type: ignore[attr-defined]


@signed_in
def page(request: HttpRequest) -> HttpResponse:
    user = _person(request)
    words = speech(language_of(request))
    known = {"name": user.name, "language": user.language, "theme": user.theme}
    do = request.POST.get("do", "")
    form = ProfileForm(request.POST if do == "profile" else None, initial=known, words=words)
    if request.method == "POST" and do != "profile":
        return _left(request, user, words)
    if do == "profile" and form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(user, name, value)
        user.save(update_fields=list(form.cleaned_data))
        messages.success(request, speech(user.language or words.lang).say("people.saved"))
        return HttpResponseRedirect("/me/")
    memberships = user.memberships.select_related("organisation").order_by("organisation__name")
    told = [(membership, words.say(f"role.{membership.role}")) for membership in memberships]
    leaving = next((membership for membership, _ in told if str(membership.pk) == request.GET.get("leave")), None)
    return framed(request, "me.html", form=form, memberships=told, leaving=leaving)


def _left(request: HttpRequest, user: User, words: Speech) -> HttpResponse:
    """One's own membership ended."""
    number = request.POST.get("id", "")
    if request.POST.get("do") != "leave" or not number.isdecimal():
        raise Http404
    mine = get_object_or_404(Membership.objects.select_related("user", "organisation"), pk=number, user=user)
    services.remove_member(actor=mine, membership=mine)
    messages.success(request, words.say("people.done"))
    return HttpResponseRedirect("/me/")


@signed_in
def data(request: HttpRequest) -> HttpResponse:
    """Everything kept about oneself, as a file."""
    kept = own_data.taken_away(_person(request))
    answer = JsonResponse(kept, json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer.headers["Content-Disposition"] = 'attachment; filename="pratfall-me.json"'
    return answer


class EraseForm(forms.Form):
    """One's address typed once more, and the password where there is one."""

    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))

    def __init__(self, *args: Any, words: Speech, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user, self.words = user, words
        for name, field in self.fields.items():
            field.label = words.say(f"people.{name}")
        if not user.has_usable_password():
            del self.fields["password"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        right = "password" not in self.fields or self.user.check_password(given.get("password", ""))
        if given.get("email", "").lower() != self.user.email or not right:
            raise forms.ValidationError(self.words.say("people.erase_mismatch"))
        return given


@signed_in
def erase(request: HttpRequest) -> HttpResponse:
    user = _person(request)
    form = EraseForm(request.POST or None, words=speech(language_of(request)), user=user)
    if request.method == "POST" and form.is_valid():
        own_data.erase(user=user, now=timezone.now())
        logout(request)
        return HttpResponseRedirect("/")
    return framed(request, "erase.html", form=form)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
