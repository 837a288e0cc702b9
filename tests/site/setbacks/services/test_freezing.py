"""A freeze holds everything, shows what changed since, and shows tampering."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pratfall.errors import Refused
from pratfall.site import place
from pratfall.site.people.append_only import allow
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Evidence, Freeze, KeptText, Setback
from pratfall.site.setbacks.services import freezing, notes, steps
from tests.site.setbacks import measured
from tests.site.setbacks.conftest import NOW

MANY = 10_000
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def about(make_setback: Callable[..., Setback], home: Path) -> Setback:
    setback = make_setback(about=measured.ABOUT)
    measured.fill(
        setback.organisation,
        post=[measured.post()],
        observation=[measured.likes(7), measured.day(measured.BEGAN.date(), 0.1 + 0.2)],
        comment=[measured.comment("c1", text="Shame 💥 \u202egpj"), measured.comment("c2", text="Why?")],
    )
    return setback


@pytest.fixture
def frozen(about: Setback) -> Freeze:
    return freezing.freeze(setback=about, actor=about.opened_by, now=NOW)


@pytest.fixture
def tampering(frozen: Freeze) -> None:
    """Somebody who may do anything to the database took the guards away; the test's end puts them back."""
    editor: Any = SimpleNamespace(connection=connection)
    for table in ("setbacks_evidence", "setbacks_freeze", "people_auditentry"):
        allow(table)(apps, editor)


def test_everything_is_frozen_with_time_origin_and_hash(frozen: Freeze) -> None:
    kinds = sorted(frozen.evidence.values_list("kind", flat=True))
    assert kinds == ["comment", "comment", "number", "post"]
    assert frozen.rows == 4
    assert all(len(row.hash) == 64 and row.origin for row in frozen.evidence.all())
    assert AuditEntry.objects.get(act="setback_frozen").after["digest"] == frozen.digest
    assert not Evidence.objects.filter(body__icontains="Shame").exists()
    assert freezing.verify(frozen).intact


def test_the_same_click_twice_is_one_freeze(frozen: Freeze, about: Setback) -> None:
    assert freezing.freeze(setback=about, actor=about.opened_by, now=NOW + timedelta(seconds=3)).pk == frozen.pk
    assert freezing.freeze(setback=about, actor=about.opened_by, now=LATER).pk != frozen.pk
    assert about.freezes.count() == 2


def test_a_click_that_ticked_its_step_and_comes_again_is_one_freeze(about: Setback) -> None:
    steps.lay(about, "crisis_in_public", NOW)
    first, again = (
        freezing.freeze(setback=about, actor=about.opened_by, now=NOW + timedelta(seconds=s)) for s in (0, 3)
    )
    assert first == again and about.freezes.count() == 1
    assert AuditEntry.objects.filter(act="setback_step_done").count() == 1


@pytest.mark.usefixtures("tampering")
@pytest.mark.parametrize(
    "change",
    [
        {"body": {"numbers": {"likes": 7000}}},
        {"origin": "elsewhere.csv"},
        {"happened_at": NOW},
        {"text": "0" * 64},
        {"ref": "x/a1/p9"},
    ],
)
def test_a_row_changed_in_the_database_is_found(frozen: Freeze, change: dict[str, Any]) -> None:
    Evidence.objects.filter(freeze=frozen, kind="post").update(**change)
    verdict = freezing.verify(frozen)
    assert not verdict.intact
    assert len(verdict.changed) == 1


@pytest.mark.usefixtures("tampering")
def test_a_row_changed_together_with_its_hash_is_found(frozen: Freeze) -> None:
    row = frozen.evidence.get(kind="post")
    row.origin = "elsewhere.csv"
    Evidence.objects.filter(pk=row.pk).update(origin=row.origin, hash=freezing.hash_of(row))
    verdict = freezing.verify(frozen)
    assert not verdict.changed
    assert not verdict.intact


@pytest.mark.usefixtures("tampering")
def test_a_whole_freeze_made_anew_is_found_by_the_trail(frozen: Freeze) -> None:
    frozen.evidence.filter(kind="comment").delete()
    hashes = frozen.evidence.order_by("pk").values_list("hash", flat=True)
    Freeze.objects.filter(pk=frozen.pk).update(rows=len(hashes), digest=freezing.sealed(hashes))
    frozen.refresh_from_db()
    verdict = freezing.verify(frozen)
    assert (verdict.changed, verdict.missing, verdict.sealed) == ((), 0, False)


@pytest.mark.usefixtures("tampering")
def test_a_row_taken_away_is_counted(frozen: Freeze) -> None:
    frozen.evidence.filter(ref="x/c1").delete()
    assert freezing.verify(frozen).missing == 1


def test_a_text_written_anew_is_found_and_one_erased_breaks_nothing(frozen: Freeze) -> None:
    KeptText.objects.filter(ref="c2").update(text="Bravo!")
    assert freezing.verify(frozen).reworded == ("x/c2",)
    KeptText.objects.filter(ref="c2").update(text="", salt="", erased_at=NOW)
    verdict = freezing.verify(frozen)
    assert verdict.intact
    assert verdict.erased == 1


def test_a_later_freeze_shows_what_is_new_changed_and_gone(frozen: Freeze, about: Setback) -> None:
    measured.fill(
        about.organisation,
        "newer",
        post=[measured.post(as_of=LATER)],
        observation=[measured.likes(70, as_of=LATER)],
        comment=[measured.comment("c3", text="Again?")],
    )
    place.lake(about.organisation).erase_person("who-c2")
    newer = freezing.freeze(setback=about, actor=None, now=LATER)
    changes = freezing.compare(frozen, newer)
    assert {(c.how, c.ref) for c in changes} == {("new", "x/c3"), ("gone", "x/c2"), ("changed", "x/a1/p1")}
    changed = next(c for c in changes if c.how == "changed")
    assert changed.before == {"numbers": {"likes": 7}}
    assert changed.after == {"numbers": {"likes": 70}}
    assert freezing.counted(changes) == {"new": 1, "gone": 1, "changed": 1}


def test_a_newer_export_that_says_the_same_is_no_change(frozen: Freeze, about: Setback) -> None:
    measured.fill(about.organisation, "newer", post=[measured.post(as_of=LATER)])
    newer = freezing.freeze(setback=about, actor=None, now=LATER)
    assert freezing.compare(frozen, newer) == []


def test_hashes_are_the_same_in_another_process(frozen: Freeze) -> None:
    row = frozen.evidence.get(kind="number")
    values = {"kind": row.kind, "ref": row.ref, "happened_at": None, "origin": row.origin, "body": row.body, "text": ""}
    asked = f"from pratfall.respond.chain import digest; print(digest({values!r}))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == row.hash


def test_notes_and_acts_are_evidence_too(about: Setback) -> None:
    assert about.opened_by
    notes.add(setback=about, actor=about.opened_by, text="The printer called.", happened_at=NOW, zone="UTC", now=NOW)
    made = freezing.freeze(setback=about, actor=about.opened_by, now=NOW)
    assert made.evidence.filter(kind="act").count() == 2
    assert made.evidence.get(ref__startswith="note/").text
    assert freezing.verify(made).intact


def test_a_setback_about_nothing_named_freezes_what_there_is(setback: Setback, home: Path) -> None:
    made = freezing.freeze(setback=setback, actor=None, now=NOW)
    assert made.rows == 0
    assert freezing.verify(made).intact


def test_ten_thousand_comments_are_frozen_in_seconds(about: Setback) -> None:
    said = [measured.comment(f"m{i}", minutes=i / 100, text=f"Number {i}") for i in range(MANY)]
    measured.fill(about.organisation, "storm", comment=said)
    began = time.process_time()
    with CaptureQueriesContext(connection) as captured:
        made = freezing.freeze(setback=about, actor=None, now=LATER + timedelta(hours=2))
    assert made.rows >= MANY
    assert time.process_time() - began < 60  # five seconds alone on one core
    assert len(captured) < MANY / 10
    assert freezing.verify(made).intact


def test_who_may_change_nothing_freezes_nothing(about: Setback, join: Callable[..., Membership]) -> None:
    with pytest.raises(Refused):
        freezing.freeze(setback=about, actor=join(Role.ANALYST).user, now=NOW)
    assert not about.freezes.exists()
