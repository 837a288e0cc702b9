"""Who works here, in which role; who is invited; and the way in for the next."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pratfall.errors import Refused
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.frame import framed
from pratfall.site.language import language_of
from pratfall.site.people import invitations, services
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.links import absolute
from pratfall.site.people.models import Invitation, Membership
from pratfall.site.people.roles import Role


class InviteForm(forms.Form):
    email = forms.EmailField()
    role = forms.ChoiceField()

    def __init__(self, *args: object, words: Speech, actor: Membership, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["email"].label = words.say("people.email")
        self.fields["role"].label = words.say("people.role")
        self.fields["role"].help_text = words.say("people.role_rule")
        self.fields["role"].choices = roles_of(actor, words)  # type: ignore[attr-defined]
        self.fields["role"].initial = Role.EDITOR.value


def roles_of(actor: Membership, words: Speech) -> list[tuple[str, str]]:
    """The roles somebody may hand out."""
    return [(role.value, words.say(f"role.{role}")) for role in Role if actor.may(role)]


@needs(Role.ANALYST, change=Role.MANAGER)
def page(request: OrganisationRequest) -> HttpResponse:
    words = speech(language_of(request))
    form = InviteForm(words=words, actor=request.membership)
    if request.method == "POST":
        if request.POST.get("do") != "invite":
            return _changed(request)
        form = InviteForm(request.POST, words=words, actor=request.membership)
        if form.is_valid() and (done := _invited(request, form, words)):
            return done
    return _shown(request, words, form)


def _shown(request: OrganisationRequest, words: Speech, form: InviteForm) -> HttpResponse:
    mine = request.membership
    manages = mine.may(Role.MANAGER)
    members = Membership.objects.filter(organisation=request.organisation).select_related("user").order_by("since")
    return framed(
        request,
        "members.html",
        members=[(member, words.say(f"role.{member.role}"), words.day(member.since)) for member in members],
        manages=manages,
        owns=mine.may(Role.OWNER),
        roles=roles_of(mine, words),
        invited=[(one, words.say(f"role.{one.role}"), words.day(one.ends_at)) for one in invitations.open_ones(mine)]
        if manages
        else [],
        removing=next((m for m in members if str(m.pk) == request.GET.get("remove")), None),
        link=request.session.pop("invitation_link", ""),
        form=form,
    )


def _invited(request: OrganisationRequest, form: InviteForm, words: Speech) -> HttpResponse | None:
    """Back to the page, with the link to pass on where no mail left; None where the form must say what is wrong."""
    email, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
    try:
        made, secret = invitations.invite(actor=request.membership, email=email, role=role, now=timezone.now())
    except Refused as refused:
        form.add_error(None, error_line(refused, words.lang))
        return None
    link = absolute(request, f"/invitation/{secret}/")
    if invitations.send(made, link, words):
        messages.success(request, words.say("people.invited", email=email))
    else:
        request.session["invitation_link"] = link  # shown once, on the page that follows
    return HttpResponseRedirect(f"{request.organisation.base}/members/")


def _changed(request: OrganisationRequest) -> HttpResponse:
    """What a button asks, about somebody or something of this organisation; anything else does not exist."""
    given, mine = request.POST, request.membership
    number = given.get("id", "") if given.get("id", "").isdecimal() else "0"
    match given.get("do"):
        case "withdraw":
            invitation = get_object_or_404(Invitation, pk=number, organisation=request.organisation)
            invitations.withdraw(actor=mine, invitation=invitation, now=timezone.now())
        case "rename":
            seen = given.get("version", "")
            version = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
            services.rename_organisation(actor=mine, name=given.get("name", ""), version=version)
        case "role" | "remove" as act:
            member = get_object_or_404(
                Membership.objects.select_related("user", "organisation"), pk=number, organisation=request.organisation
            )
            if act == "remove":
                services.remove_member(actor=mine, membership=member)
            elif given.get("role") in set(Role) and given.get("version", "").isdecimal():
                services.change_role(
                    actor=mine, membership=member, role=Role(given["role"]), version=int(given["version"])
                )
        case _:
            raise Http404
    messages.success(request, speech(language_of(request)).say("people.done"))
    return HttpResponseRedirect(f"{request.organisation.base}/members/")
