"""The link of an invitation: join with the account one has, or make one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from pratfall.reviews.render.speech import speech
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people import invitations
from pratfall.site.people.access import anybody, to_sign_in
from pratfall.site.people.demo import BACKEND
from pratfall.site.people.models import User
from pratfall.site.people.pages.start import AccountForm


@anybody
@never_cache
def page(request: HttpRequest, secret: str) -> HttpResponse:
    words, now = speech(language_of(request)), timezone.now()
    invitation = invitations.invitation_of(secret, now)
    has_account = User.objects.filter(email=invitation.email).exists()
    form = AccountForm(request.POST or None, words=words, email=invitation.email)
    if isinstance(request.user, User):
        if request.method == "POST":
            membership = invitations.accept(secret=secret, user=request.user, now=now)
            messages.success(request, words.say("people.welcome", organisation=membership.organisation.name))
            return HttpResponseRedirect(f"{membership.organisation.base}/")
    elif has_account:
        return to_sign_in(request)
    elif request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        membership = invitations.accept_as_new(
            secret=secret, name=given["name"], password=given["password"], language=words.lang, now=now
        )
        login(request, membership.user, backend=BACKEND)
        return HttpResponseRedirect(f"{membership.organisation.base}/")
    role = words.say(f"role.{invitation.role}")
    return framed(request, "invitation.html", invitation=invitation, role=role, form=form)
