"""Opening a setback: two fields by hand, or a finding with its numbers."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pratfall.errors import Conflict, Refused
from pratfall.respond.roles import Part
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services import opening

from ..conftest import NOW

WHAT = "We posted a picture of another charity's kitchen.\nPeople are angry."


def by_hand(owner: Membership, what: str = WHAT, began_at: datetime = NOW, now: datetime = NOW) -> Setback:
    return opening.open_by_hand(
        organisation=owner.organisation, actor=owner.user, what=what, began_at=began_at, now=now
    )


def test_two_fields_are_enough_for_title_roles_steps_and_a_running_clock(home: Path, owner: Membership) -> None:
    setback = by_hand(owner)
    assert setback.title == "We posted a picture of another charity's kitchen."
    assert setback.first_word_due_at == NOW + timedelta(hours=1)
    assert {holder.part for holder in setback.holders.filter(user=owner.user)} == set(Part)
    assert (setback.playbook, setback.state) == ("crisis_in_public", "noticed")
    assert setback.steps.get(key="crisis_in_public:first_word").due_at == NOW + timedelta(minutes=60)
    assert setback.steps.get(key="crisis_in_public:debrief").due_at is None
    assert setback.severity == 2 and [why["code"] for why in setback.severity_why] == ["doubtful"]
    assert AuditEntry.objects.filter(act="setback_opened", subject=f"setback:{setback.pk}").count() == 1


def test_a_charity_begins_one_level_higher(home: Path, owner: Membership) -> None:
    (home / "settings.toml").write_text('organisation_type = "charity"\n', encoding="utf-8")
    assert by_hand(owner).severity == 3


def test_pressing_twice_opens_one(home: Path, owner: Membership) -> None:
    assert by_hand(owner) == by_hand(owner, now=NOW + timedelta(seconds=2))
    assert Setback.objects.count() == 1


@pytest.mark.parametrize(
    ("what", "began_at", "code"),
    [
        ("   ", NOW, "setback_says_nothing"),
        (WHAT, NOW + timedelta(hours=1), "setback_begins_later"),
        (WHAT, NOW - timedelta(days=400), "setback_too_old"),
    ],
)
def test_what_makes_no_sense_is_refused(
    home: Path, owner: Membership, what: str, began_at: datetime, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        by_hand(owner, what, began_at)
    assert refused.value.code == code and not Setback.objects.exists()


def test_a_very_long_line_is_cut_at_a_word_and_all_of_it_is_kept(home: Path, owner: Membership) -> None:
    setback = by_hand(owner, "word " * 100)
    assert len(setback.title) <= opening.TITLE and setback.title.endswith("word…")
    assert len(setback.what) == 499


def from_finding(owner: Membership, **more: Any) -> Setback:
    given: dict[str, Any] = {
        "finding": "backlash-0123456789",
        "code": "backlash",
        "title": "A backlash · Soup kitchen",
        "about": [{"kind": "account", "platform": "x", "account_id": "soup", "id": "x/soup", "name": "Soup"}],
        "facts": {"severity": 3, "severity_reasons": ("volume", "fast", "charity")},
        "basis": {"review": {"as_of": "2026-11-20"}},
        "began_at": NOW - timedelta(days=1),
        "now": NOW,
    }
    return opening.open_from_finding(organisation=owner.organisation, actor=owner.user, **{**given, **more})


def test_a_finding_fills_in_what_its_numbers_know(home: Path, owner: Membership) -> None:
    setback = from_finding(owner)
    assert setback.answers == {"volume": "yes", "fast": "yes", "finding_level": 3}
    assert setback.severity == 3 and setback.playbook == "crisis_in_public"
    assert setback.about[0]["account_id"] == "soup" and "2026-11-20" in setback.basis
    assert setback.first_word_due_at == NOW + timedelta(minutes=30), "whoever opens late has half an hour"


def test_a_finding_opens_one_setback_until_that_is_closed(home: Path, owner: Membership) -> None:
    first = from_finding(owner)
    assert from_finding(owner) == first
    Setback.objects.filter(pk=first.pk).update(state="closed", closed_at=NOW)
    assert from_finding(owner) != first


def test_another_code_takes_its_own_playbook(home: Path, owner: Membership) -> None:
    assert from_finding(owner, code="target_unlikely", facts={}).playbook == "campaign_fizzled"


def test_two_who_say_it_better_at_once_do_not_overwrite_each_other(home: Path, owner: Membership) -> None:
    setback = by_hand(owner)
    seen = setback.version
    values: dict[str, Any] = {"actor": owner.user, "what": "More.", "began_at": NOW, "now": NOW}
    opening.describe(setback=setback, title="First", seen=seen, **values)
    with pytest.raises(Conflict) as conflict:
        opening.describe(setback=setback, title="Second", seen=seen, **values)
    assert conflict.value.theirs["title"] == "First"


def test_the_trail_holds_nothing_of_what_was_written(home: Path, owner: Membership) -> None:
    setback = by_hand(owner, "Mrs Smith shouted at a volunteer.")
    opening.describe(
        setback=setback, actor=owner.user, title="Smith", what="Smith", began_at=NOW, seen=setback.version, now=NOW
    )
    about = [{"kind": "post", "platform": "x", "account_id": "soup", "id": "1", "name": "Smith's post"}]
    opening.name_subjects(setback=setback, actor=owner.user, about=about, seen=setback.version)
    assert not any("Smith" in str([row.before, row.after]) for row in AuditEntry.objects.all())
