from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports.models import Kind, Reader
from pratfall.site.reports.regular import readers

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def add(owner: Membership, **more: Any) -> Reader:
    said = {"name": "Ada Board", "email": "Ada@board.example", "language": "fr", "weekly": False, "monthly": True}
    given = {"organisation": owner.organisation, "actor": owner.user, **said, **more}
    return readers.add(**given, now=NOW)


def test_nobody_gets_mail_until_they_say_so(owner: Membership) -> None:
    assert not readers.wish_of(owner).monthly and not readers.of_kind(owner.organisation, Kind.MONTHLY)
    readers.wish(membership=owner, weekly=False, monthly=True, boss_page_only=True, now=NOW)
    [there] = readers.of_kind(owner.organisation, Kind.MONTHLY)
    assert there.boss_page_only and not readers.of_kind(owner.organisation, Kind.WEEKLY)
    readers.wish(membership=owner, weekly=True, monthly=True, boss_page_only=False, now=NOW)
    assert Reader.objects.count() == 1
    readers.wish(membership=owner, weekly=False, monthly=False, boss_page_only=False, now=NOW)
    assert not Reader.objects.exists()


def test_a_guest_may_not_and_who_left_or_became_one_gets_nothing(
    owner: Membership, join: Callable[..., Membership]
) -> None:
    guest, analyst = join(Role.GUEST), join(Role.ANALYST)
    wish = {"weekly": True, "monthly": True, "boss_page_only": False, "now": NOW}
    with pytest.raises(Refused):
        readers.wish(membership=guest, **wish)  # type: ignore[arg-type]
    readers.wish(membership=analyst, **wish)  # type: ignore[arg-type]
    Membership.objects.filter(pk=analyst.pk).update(role=Role.GUEST)
    assert not readers.of_kind(owner.organisation, Kind.WEEKLY)
    analyst.delete()
    assert not Reader.objects.exists()


def test_somebody_outside_is_added_once_and_forgotten_for_good(
    owner: Membership, join: Callable[..., Membership]
) -> None:
    ada = add(owner)
    assert ada.email == "ada@board.example" and ada.boss_page_only
    with pytest.raises(Refused, match="reader_there"):
        add(owner, email="ADA@board.example ")
    with pytest.raises(Refused, match="not_allowed_here"):
        add(owner, actor=join(Role.EDITOR).user, email="x@y.example")
    readers.remove(reader=ada, actor=owner.user)
    assert not readers.outside(owner.organisation).exists()
    trail = AuditEntry.objects.filter(act__startswith="reader_").values_list("act", "before", "after")
    assert "ada" not in str(list(trail)).lower(), "the trail cannot be erased, so it knows no address"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"email": "nobody"}, "reader_address_wrong"),
        ({"email": "a@b.example\nBcc: c@d.example"}, "reader_address_wrong"),
        ({"name": "  "}, "reader_incomplete"),
        ({"language": "de"}, "reader_incomplete"),
        ({"monthly": False}, "reader_incomplete"),
    ],
)
def test_half_a_reader_is_refused(owner: Membership, wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        add(owner, **wrong)


def test_there_is_an_end_to_how_many(owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST", 1)
    add(owner)
    with pytest.raises(Refused, match="readers_too_many"):
        add(owner, email="b@board.example")


def test_the_link_of_a_mail_ends_one_kind_and_forgets_who_gets_nothing_more(owner: Membership) -> None:
    ada = add(owner, weekly=True)
    readers.stop(reader=ada, kind=Kind.WEEKLY)
    assert not readers.of_kind(owner.organisation, Kind.WEEKLY) and Reader.objects.exists()
    for _ in range(2):
        readers.stop(reader=ada, kind=Kind.MONTHLY)
    assert not Reader.objects.exists()
