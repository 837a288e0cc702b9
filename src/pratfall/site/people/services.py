"""What can be done with people and organisations: one use case per function, one transaction each."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.text import slugify

from pratfall.errors import Refused

from .audit import record as record
from .models import Membership, Organisation, User
from .roles import Role


def is_first_start() -> bool:
    return not User.objects.exists()


@transaction.atomic
def first_account(
    *, name: str, email: str, password: str | None, organisation: str, lake_key: str, language: str = ""
) -> Membership:
    """The account everything begins with; its organisation takes over what is in the lake already."""
    if not is_first_start():
        raise Refused("already_started")
    user = add_user(name=name, email=email, password=password, language=language)
    return found_organisation(actor=user, name=organisation, lake_key=lake_key)


def add_user(*, name: str, email: str, password: str | None, language: str = "") -> User:
    """`email` is known to be theirs: they typed it at the first start, or opened the link sent there."""
    user = User.objects.create_user(email=email, password=password, name=name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@transaction.atomic
def found_organisation(*, actor: User, name: str, lake_key: str = "") -> Membership:
    """A new organisation, owned by whoever founds it."""
    slug = free_slug(name)
    made = Organisation.objects.create(slug=slug, name=name, lake_key=lake_key or slug)
    membership = Membership.objects.create(user=actor, organisation=made, role=Role.OWNER)
    record(actor=actor, organisation=made, act="organisation_founded", subject=made, after={"slug": slug})
    return membership


def free_slug(name: str) -> str:
    """Letters of the name, and a number where another organisation has it."""
    wanted = slugify(name)[:50].strip("-") or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := wanted if n == 1 else f"{wanted}-{n}") not in taken)
