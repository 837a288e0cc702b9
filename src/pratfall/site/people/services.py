"""What can be done with people and organisations: one use case per function, one transaction each."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from pratfall.errors import Refused

from .audit import record as record
from .models import ApiToken, Membership, Organisation, User
from .roles import Role
from .versions import change

SEEN_EVERY = timedelta(minutes=10)
LONGEST_NAME = 120


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
    return _found(user, organisation, lake_key)


def add_user(*, name: str, email: str, password: str | None, language: str = "") -> User:
    """`email` is known to be theirs: they typed it at the first start, or opened the link sent there."""
    user = User.objects.create_user(email=email, password=password, name=name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def organisations_of(user: User) -> list[Organisation]:
    return list(Organisation.objects.filter(memberships__user=user).order_by("name", "pk"))


@transaction.atomic
def found_organisation(*, actor: User, name: str) -> Membership:
    """A new organisation beside one's own, as an agency has many. Whoever was only invited somewhere cannot."""
    if not actor.memberships.filter(role=Role.OWNER).exists():
        raise Refused("only_owners_found")
    return _found(actor, name, "")


def _found(owner: User, name: str, lake_key: str) -> Membership:
    slug = _free_slug(name)
    made = Organisation.objects.create(slug=slug, name=name, lake_key=lake_key or slug)
    membership = Membership.objects.create(user=owner, organisation=made, role=Role.OWNER)
    record(actor=owner, organisation=made, act="organisation_founded", subject=made, after={"slug": slug})
    return membership


def _free_slug(name: str) -> str:
    """Letters of the name, and a number where another organisation goes by it, or keeps its measurements under it."""
    wanted = slugify(name)[:50].strip("-") or "organisation"
    near = Organisation.objects.filter(Q(slug__startswith=wanted) | Q(lake_key__startswith=wanted))
    taken = {word for pair in near.values_list("slug", "lake_key") for word in pair}
    return next(slug for n in range(1, len(taken) + 2) if (slug := wanted if n == 1 else f"{wanted}-{n}") not in taken)


@transaction.atomic
def rename_organisation(*, actor: Membership, name: str, version: int) -> None:
    """Its address and its measurements stay where they are. Raises Refused, or Conflict where another was quicker."""
    must(actor, Role.OWNER)
    name = " ".join(name.replace("\0", "").split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused("organisation_unnamed", most=LONGEST_NAME)
    organisation = actor.organisation
    before = organisation.name
    change(organisation, version=version, name=name)
    record(
        actor=actor.user,
        organisation=organisation,
        act="organisation_renamed",
        subject=organisation,
        before={"name": before},
        after={"name": name},
    )


@transaction.atomic
def change_role(*, actor: Membership, membership: Membership, role: Role, version: int) -> None:
    may_hand_out(actor, role)
    may_hand_out(actor, Role(membership.role))
    if membership.role == Role.OWNER and role != Role.OWNER:
        _must_leave_an_owner(membership)
    before = membership.role
    change(membership, version=version, role=role)
    record(
        actor=actor.user,
        organisation=membership.organisation,
        act="role_changed",
        subject=membership.user,
        before={"role": before},
        after={"role": role.value},
    )


@transaction.atomic
def remove_member(*, actor: Membership, membership: Membership) -> None:
    """Somebody goes, or is asked to; their programs go with them."""
    leaves = actor.pk == membership.pk
    if not leaves:
        must(actor, Role.MANAGER)
        may_hand_out(actor, Role(membership.role))
    if membership.role == Role.OWNER:
        _must_leave_an_owner(membership)
    ApiToken.objects.filter(user=membership.user, organisation=membership.organisation).delete()
    record(
        actor=actor.user,
        organisation=membership.organisation,
        act="member_left" if leaves else "member_removed",
        subject=membership.user,
        before={"role": membership.role},
    )
    membership.delete()


def may_hand_out(actor: Membership, role: Role) -> None:
    """Owners hand out every role, managers those up to their own. Raises Refused."""
    must(actor, Role.MANAGER)
    if not actor.may(role):
        raise Refused("role_above_yours", role=role.value)


def seen(membership: Membership, now: datetime) -> None:
    """Remembers where somebody works, to bring them there next time; at most every few minutes, for it is a write."""
    if membership.last_seen_at is None or now - membership.last_seen_at > SEEN_EVERY:
        Membership.objects.filter(pk=membership.pk).update(last_seen_at=now)


def must(actor: Membership, least: Role) -> None:
    """Raises Refused where a role is too small."""
    if not actor.may(least):
        raise Refused("role_too_small", least=least.value)


def _must_leave_an_owner(leaving: Membership) -> None:
    """Locks the owners, so that two of them cannot leave at the same moment."""
    owners = Membership.objects.select_for_update().filter(organisation=leaving.organisation, role=Role.OWNER)
    if {owner.pk for owner in owners} <= {leaving.pk}:
        raise Refused("last_owner", organisation=leaving.organisation.name)
