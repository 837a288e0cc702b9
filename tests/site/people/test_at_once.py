"""Two people at the same moment, on the database many people share."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from pratfall.errors import Conflict, Refused
from pratfall.site.people import services
from pratfall.site.people.models import Membership, Organisation
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="run on PostgreSQL by tests/site/test_postgresql.py"),
]


def at_once(*acts: Callable[[], None]) -> list[BaseException | None]:
    """What each raised, or None."""
    ready, told = threading.Barrier(len(acts)), [None] * len(acts)

    def do(number: int, act: Callable[[], None]) -> None:
        try:
            ready.wait()
            act()
        except (Refused, Conflict) as error:
            told[number] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(told)


@pytest.mark.parametrize("time", range(5))
def test_two_last_owners_cannot_leave_together(owner: Membership, join: Callable[..., Membership], time: int) -> None:
    second = join(Role.OWNER, "second")
    join(Role.EDITOR)
    told = at_once(*(lambda m=m: services.remove_member(actor=m, membership=m) for m in (owner, second)))  # type: ignore[misc]
    assert sorted(map(bool, told)) == [False, True]
    assert Membership.objects.filter(role=Role.OWNER).count() == 1


@pytest.mark.parametrize("time", range(5))
def test_no_update_is_lost(organisation: Organisation, time: int) -> None:
    def rename(name: str) -> None:
        change(Organisation.objects.get(pk=organisation.pk), version=1, name=name)

    told = at_once(*(lambda n=n: rename(f"name {n}") for n in range(4)))  # type: ignore[misc]
    kept = Organisation.objects.get(pk=organisation.pk)
    assert sum(error is None for error in told) == 1
    assert all(isinstance(error, Conflict) and error.theirs["name"] == kept.name for error in told if error)
    assert kept.version == 2
