"""Which setback an address means, and whether whoever asks may come in: members to all, guests to those shared."""

from __future__ import annotations

from django.http import Http404

from pratfall.site.people import grants
from pratfall.site.people.access import OrganisationRequest
from pratfall.site.people.models import Membership

from .models import Setback

SHARED = "setback"  # kind of a guest's grant


def found(request: OrganisationRequest, number: int) -> Setback:
    """Raises Http404 where there is none, or none for this person: nobody learns which."""
    return found_for(request.membership, number)


def found_for(membership: Membership, number: int) -> Setback:
    """The same, for whoever comes in by another way than a page."""
    setback = (
        Setback.objects.filter(organisation=membership.organisation, pk=number)
        .select_related("organisation", "opened_by", "campaign")
        .first()
    )
    if setback is None or not grants.may_see(membership, SHARED, setback.pk):
        raise Http404
    return setback
