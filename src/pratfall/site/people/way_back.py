"""A way back in for somebody locked out. Whoever can read the data folder could come in anyway; this leaves a trace."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from pratfall.errors import Refused

from .audit import record
from .models import User
from .own_data import end_sessions


@transaction.atomic
def link_for(*, email: str, without_second_factor: bool) -> str:
    """A link that sets a new password, once. Written into the trail of every organisation they belong to."""
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    if user is None:
        raise Refused("nobody_by_that_mail", email=email)
    if without_second_factor:
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user)
    for membership in user.memberships.select_related("organisation"):
        record(actor=None, organisation=membership.organisation, act="access_restored", subject=user)
    whose = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    path = reverse("account_reset_password_from_key", kwargs=whose)
    return f"{settings.ADDRESS or 'http://127.0.0.1:8000'}{path}"
