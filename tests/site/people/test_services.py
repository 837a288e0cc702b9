from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.site import settings as site_settings
from pratfall.site.people import services, tokens
from pratfall.site.people.models import ApiToken, AuditEntry, Membership, Organisation
from pratfall.site.people.roles import Role

Join = Callable[..., Membership]
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def acts(organisation: Organisation) -> list[str]:
    return list(AuditEntry.objects.filter(organisation=organisation).order_by("pk").values_list("act", flat=True))


def test_the_first_account_owns_what_is_in_the_lake_and_there_is_only_one(db: None) -> None:
    assert services.is_first_start()
    made = services.first_account(name="A", email="A@B.example", password="x", organisation="Été", lake_key="default")
    assert (made.role, made.organisation.slug, made.organisation.lake_key) == (Role.OWNER, "ete", "default")
    assert made.user.email == "a@b.example" and made.user.check_password("x")
    with pytest.raises(Refused, match="already_started"):
        services.first_account(name="B", email="b@b.example", password="x", organisation="B", lake_key="b")


def test_passwords_are_kept_by_argon2(settings: Any, owner: Membership) -> None:
    """Everywhere but in these tests: the product's own settings say so."""
    settings.PASSWORD_HASHERS = site_settings.PASSWORD_HASHERS
    owner.user.set_password("x")
    assert owner.user.password.startswith("argon2")


def test_an_agency_has_many_organisations_each_with_its_own_lake(owner: Membership, join: Join) -> None:
    second = services.found_organisation(actor=owner.user, name="Default")
    third = services.found_organisation(actor=owner.user, name="默认")
    assert (second.organisation.slug, third.organisation.slug) == ("default-2", "organisation")
    assert len({one.organisation.lake_key for one in (owner, second, third)}) == 3
    assert len(services.organisations_of(owner.user)) == 3
    with pytest.raises(Refused, match="only_owners_found"):
        services.found_organisation(actor=join(Role.MANAGER).user, name="Mine")


def test_a_new_organisation_never_gets_measurements_another_keeps(owner: Membership) -> None:
    Organisation.objects.filter(pk=owner.organisation.pk).update(slug="us", lake_key="museum")
    assert services.found_organisation(actor=owner.user, name="Museum").organisation.lake_key == "museum-2"


def test_a_changed_role_is_written_down(owner: Membership, join: Join) -> None:
    member = join(Role.EDITOR)
    services.change_role(actor=owner, membership=member, role=Role.ANALYST, version=1)
    kept = AuditEntry.objects.get(act="role_changed")
    assert (kept.before, kept.after, kept.subject) == (
        {"role": "editor"},
        {"role": "analyst"},
        f"user:{member.user.pk}",
    )
    with pytest.raises(Conflict):
        services.change_role(actor=owner, membership=member, role=Role.MANAGER, version=1)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ANALYST, Role.GUEST])
def test_below_managers_nobody_changes_members(join: Join, role: Role) -> None:
    actor, other = join(role), join(Role.GUEST, "other")
    with pytest.raises(Refused, match="role_too_small"):
        services.change_role(actor=actor, membership=other, role=Role.GUEST, version=1)
    with pytest.raises(Refused, match="role_too_small"):
        services.remove_member(actor=actor, membership=other)


def test_a_manager_neither_makes_nor_unmakes_owners(owner: Membership, join: Join) -> None:
    manager, editor = join(Role.MANAGER), join(Role.EDITOR)
    services.change_role(actor=manager, membership=editor, role=Role.MANAGER, version=1)
    for membership, role in ((editor, Role.OWNER), (owner, Role.GUEST)):
        with pytest.raises(Refused, match="role_above_yours"):
            services.change_role(actor=manager, membership=membership, role=role, version=membership.version)
    with pytest.raises(Refused, match="role_above_yours"):
        services.remove_member(actor=manager, membership=owner)


def test_the_last_owner_can_neither_leave_nor_step_down(owner: Membership, join: Join) -> None:
    join(Role.MANAGER)
    with pytest.raises(Refused, match="last_owner"):
        services.remove_member(actor=owner, membership=owner)
    with pytest.raises(Refused, match="last_owner"):
        services.change_role(actor=owner, membership=owner, role=Role.EDITOR, version=1)
    second = join(Role.OWNER, "second")
    services.remove_member(actor=owner, membership=owner)
    assert acts(second.organisation)[-1] == "member_left"
    assert not Membership.objects.filter(user=owner.user).exists()


def test_whoever_is_removed_loses_programs_too(owner: Membership, join: Join) -> None:
    member = join(Role.EDITOR)
    _, secret = tokens.make_token(actor=member, name="script", scopes=["read"], days=9, now=NOW)
    services.remove_member(actor=owner, membership=member)
    assert tokens.membership_of(secret, "read", NOW) is None
    assert not ApiToken.objects.exists()
    assert acts(owner.organisation)[-1] == "member_removed"


def test_only_owners_rename_and_the_address_stays(owner: Membership, join: Join) -> None:
    services.rename_organisation(actor=owner, name="La Lanterne", version=1)
    assert Organisation.objects.get().slug == "default"
    with pytest.raises(Refused, match="role_too_small"):
        services.rename_organisation(actor=join(Role.MANAGER), name="Mine", version=2)


def test_where_somebody_works_is_remembered_but_not_written_at_every_step(owner: Membership) -> None:
    services.seen(owner, NOW)
    owner.refresh_from_db()
    assert owner.last_seen_at == NOW
    services.seen(owner, NOW + timedelta(minutes=1))
    owner.refresh_from_db()
    assert owner.last_seen_at == NOW
