from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from pratfall.errors import Refused
from pratfall.site.people import services, tokens
from pratfall.site.people.models import ApiToken, AuditEntry, Membership
from pratfall.site.people.roles import Role

Join = Callable[..., Membership]
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def made(actor: Membership, *scopes: str, days: int = 9) -> tuple[ApiToken, str]:
    return tokens.make_token(actor=actor, name="script", scopes=scopes, days=days, now=NOW)


def test_a_token_acts_for_its_person_within_its_scopes(owner: Membership) -> None:
    token, secret = made(owner, "read", "files")
    assert tokens.membership_of(secret, "files", NOW) == owner
    assert tokens.membership_of(secret, "people", NOW) is None
    assert tokens.membership_of(secret + "x", "read", NOW) is None
    token.refresh_from_db()
    assert token.last_used_at == NOW
    assert secret not in str(list(ApiToken.objects.values())) + str(list(AuditEntry.objects.values()))


def test_a_token_ends_by_itself_and_when_it_is_ended(owner: Membership) -> None:
    token, secret = made(owner, "read")
    assert tokens.membership_of(secret, "read", NOW + timedelta(days=9)) is None
    tokens.end_token(actor=owner, token=token, now=NOW)
    assert tokens.membership_of(secret, "read", NOW) is None


def test_a_token_never_may_more_than_its_person(owner: Membership, join: Join) -> None:
    member = join(Role.EDITOR)
    with pytest.raises(Refused, match="role_too_small"):
        made(member, "people")
    _, secret = made(member, "files")
    services.change_role(actor=owner, membership=member, role=Role.ANALYST, version=1)
    assert tokens.membership_of(secret, "files", NOW) is None
    member.user.is_active = False
    member.user.save()
    assert tokens.membership_of(secret, "read", NOW) is None


@pytest.mark.parametrize(("scopes", "days"), [((), 9), (("everything",), 9), (("read",), 0), (("read",), 999)])
def test_a_token_says_what_it_may_and_until_when(owner: Membership, scopes: tuple[str, ...], days: int) -> None:
    with pytest.raises(Refused, match="token_says_nothing"):
        made(owner, *scopes, days=days)


def test_others_tokens_are_ended_by_managers_only(owner: Membership, join: Join) -> None:
    token, _ = made(join(Role.ANALYST), "read")
    with pytest.raises(Refused, match="role_too_small"):
        tokens.end_token(actor=join(Role.EDITOR), token=token, now=NOW)
    tokens.end_token(actor=owner, token=token, now=NOW)
    token.refresh_from_db()
    assert token.ended_at == NOW
