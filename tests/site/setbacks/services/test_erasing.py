"""Erased words and names are gone for good, the chain stays valid, and no import brings them back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.respond.lifecycle import State
from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.heard import heard
from pratfall.site.setbacks.models import KeptText, LedgerEntry, Setback
from pratfall.site.setbacks.services import erasing, ledger
from pratfall.site.setbacks.services.appending import broken
from tests.site.setbacks.conftest import NOW
from tests.site.setbacks.hearing import ABOUT, about_it, export, said

ROWS = [said("c1", "Mine", author_key="anna"), said("c2", "Mine too", author_key="anna"), said("c3", "Bob's")]


@pytest.fixture
def running(home: Path, setback: Setback) -> Setback:
    export(setback.organisation, "one", ROWS)
    ledger.collect(setback=about_it(setback), now=NOW)
    return setback


def test_one_comment_goes_and_the_chain_stays_valid(running: Setback, owner: Membership) -> None:
    gone = erasing.erase_comment(setback=running, actor=owner.user, platform="x", ref="c1", now=NOW)
    assert gone == 1
    row = KeptText.objects.get(ref="c1")
    assert (row.text, row.salt, row.author, row.erased_at) == ("", "", "", NOW)
    assert heard(running)["x", "c1"].erased
    assert broken(running) is None
    assert ledger.counts(running) == ledger.Counts(seen=3, erased=1)
    assert erasing.erase_comment(setback=running, actor=owner.user, platform="x", ref="c1", now=NOW) == 0


def test_a_person_goes_from_every_setback(
    running: Setback, make_setback: Callable[..., Setback], owner: Membership
) -> None:
    other = make_setback(about=ABOUT)
    ledger.collect(setback=other, now=NOW)
    erase = {"organisation": running.organisation, "actor": owner.user, "now": NOW}
    assert erasing.erase_author(**erase, author="anna") == 4
    assert set(KeptText.objects.values_list("author", flat=True)) == {"", "who-c3"}
    assert LedgerEntry.objects.filter(kind="erased").count() == 4
    assert broken(running) is None is broken(other)
    assert erasing.erase_author(**erase, author="anna") == 0
    assert erasing.erase_author(**erase, author=" ") == 0


def test_no_later_import_brings_it_back(running: Setback, owner: Membership) -> None:
    erasing.erase_author(organisation=running.organisation, actor=owner.user, author="anna", now=NOW)
    export(running.organisation, "two", [{**ROWS[0], "text": "Mine, edited"}, *ROWS[1:]])
    assert ledger.collect(setback=running, now=NOW) == ledger.Collected()
    assert not KeptText.objects.filter(text__startswith="Mine").exists()


def test_an_erased_persons_absence_is_not_called_gone(running: Setback, owner: Membership) -> None:
    from pratfall.site import place

    erasing.erase_author(organisation=running.organisation, actor=owner.user, author="anna", now=NOW)
    place.lake(running.organisation).erase_person("anna")
    export(running.organisation, "two", [ROWS[2]])
    assert ledger.collect(setback=running, now=NOW).gone == 0


def test_an_account_goes_with_what_was_written_to_it(running: Setback, owner: Membership) -> None:
    erase = {"organisation": running.organisation, "actor": None, "platform": "x", "now": NOW}
    assert erasing.erase_account(**erase, account_id="other") == 0
    assert erasing.erase_account(**erase, account_id="a1") == 3
    assert broken(running) is None


def test_texts_of_a_setback_long_closed_go_in_one_step(running: Setback, owner: Membership) -> None:
    def erase(months: int = 6, now: Any = NOW) -> int:
        return erasing.erase_old(setback=running, actor=owner.user, months=months, now=now)

    with pytest.raises(Refused, match="erase_not_closed"):
        erase()
    running.state, running.closed_at = State.CLOSED.value, NOW
    running.save()
    with pytest.raises(Refused, match="erase_too_young"):
        erase(now=NOW + timedelta(days=180))
    with pytest.raises(Refused, match="erase_months_wrong"):
        erase(months=0)
    assert erase(now=NOW + timedelta(days=190)) == 3
    assert not KeptText.objects.exclude(text="").exists()
    assert broken(running) is None


def test_only_an_owner_erases(running: Setback, join: Callable[..., Membership], charlie: Membership) -> None:
    for member in (join(Role.MANAGER), charlie):
        with pytest.raises(Refused, match="not_allowed_here"):
            erasing.erase_comment(setback=running, actor=member.user, platform="x", ref="c1", now=NOW)
        with pytest.raises(Refused, match="not_allowed_here"):
            erasing.erase_author(organisation=running.organisation, actor=member.user, author="anna", now=NOW)
    assert not KeptText.objects.exclude(erased_at=None).exists()
