"""Programs that act in one's name: their scopes, their end, and the secret, shown once."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pratfall.reviews.render.speech import Speech, speech
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people import tokens
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import ApiToken, Membership
from pratfall.site.people.roles import Role

USUAL_DAYS = 90


class TokenForm(forms.Form):
    name = forms.CharField(max_length=80)
    scopes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(min_value=1, max_value=tokens.LONGEST_DAYS, initial=USUAL_DAYS)

    def __init__(self, *args: object, words: Speech, actor: Membership, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        for name, field in self.fields.items():
            field.label = words.say(f"people.token_{name}")
        allowed = [(scope, words.say(f"scope.{scope}")) for scope, least in tokens.SCOPES.items() if actor.may(least)]
        self.fields["scopes"].choices = allowed  # type: ignore[attr-defined]


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    words, now = speech(language_of(request)), timezone.now()
    form = TokenForm(request.POST if request.POST.get("do") == "make" else None, words=words, actor=request.membership)
    if request.POST.get("do") == "end":
        number = request.POST.get("id", "")
        token = get_object_or_404(
            ApiToken,
            pk=number if number.isdecimal() else 0,
            organisation=request.organisation,
            user=request.membership.user,
        )
        tokens.end_token(actor=request.membership, token=token, now=now)
        messages.success(request, words.say("people.done"))
        return HttpResponseRedirect(f"{request.organisation.base}/tokens/")
    if request.POST.get("do") == "make" and form.is_valid():
        _, secret = tokens.make_token(actor=request.membership, **form.cleaned_data, now=now)
        request.session["token_secret"] = secret  # shown once, on the page that follows
        return HttpResponseRedirect(f"{request.organisation.base}/tokens/")
    mine = ApiToken.objects.filter(organisation=request.organisation, user=request.membership.user).order_by("-made_at")
    return framed(
        request,
        "tokens.html",
        form=form,
        secret=request.session.pop("token_secret", ""),
        tokens=[(token, _told(token, words), token.ended_at is None and token.ends_at > now) for token in mine],
    )


def _told(token: ApiToken, words: Speech) -> str:
    scopes = words.listed([words.say(f"scope.{scope}") for scope in token.scopes])
    used = (
        words.say("people.token_used", day=token.last_used_at)
        if token.last_used_at
        else words.say("people.token_unused")
    )
    end = words.say("people.token_over") if token.ended_at else words.say("people.token_ends", day=token.ends_at)
    return f"{scopes} · {end} · {used}"
