"""Audits of habits: once a day, by itself once a month, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pratfall.errors import Refused
from pratfall.learn.habit_trend import Move
from pratfall.site.lessons.models import Audit
from pratfall.site.lessons.services import audits
from pratfall.site.lessons.services.audits import Since
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from tests.site.lessons.habit_months import KEY, LAST, few, months, silent

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the review of any moment knows of habits."""
    monkeypatch.setattr(audits, "history_of", lambda organisation, now: months(now.date()))


def make(owner: Membership, now: datetime = NOW) -> Audit:
    return audits.make(organisation=owner.organisation, actor=owner.user, now=now, history=months())


def test_an_audit_keeps_every_habit_with_its_interval_and_its_days(owner: Membership) -> None:
    made = make(owner)
    assert made.on == LAST
    first = made.readings[0]
    assert (first["code"], first["platform"], first["account_id"]) == KEY
    assert {"status", "estimate", "n", "window", "label"} <= first.keys()
    assert first["estimate"]["low"] < first["estimate"]["value"] < first["estimate"]["high"]


def test_the_same_day_again_is_the_same_audit_and_one_line_of_the_trail(owner: Membership) -> None:
    assert make(owner) == make(owner, NOW + timedelta(hours=5))
    entries = AuditEntry.objects.filter(act="audit_made")
    assert [entry.after for entry in entries] == [{"on": "2026-11-21", "asked": 3, "faults": 1}]


def test_an_audit_of_the_past_keeps_what_was_known_of_that_day(owner: Membership) -> None:
    made = make(owner, datetime(2026, 5, 31, 12, tzinfo=UTC))
    assert made.on == date(2026, 5, 31)
    assert made.readings[0]["status"] == "sure"


def test_whoever_only_looks_makes_none_and_nothing_comes_of_nothing(
    owner: Membership, join: Callable[..., Membership]
) -> None:
    with pytest.raises(Refused, match="not_allowed_here"):
        make(join(Role.ANALYST))
    with pytest.raises(Refused, match="audit_of_nothing"):
        audits.make(organisation=owner.organisation, actor=owner.user, now=NOW, history=())


def test_the_worker_keeps_one_a_month_and_a_persons_own_does_not_count(owner: Membership, known: None) -> None:
    audits.make(organisation=owner.organisation, actor=owner.user, now=NOW.replace(day=20))
    first = audits.make_monthly(owner.organisation, NOW)
    assert first is not None and first.by is None
    assert audits.make_monthly(owner.organisation, NOW + timedelta(days=1)) is None
    december = audits.make_monthly(owner.organisation, NOW.replace(month=12, day=1))
    assert december is not None and december.on == date(2026, 12, 1)


def test_what_changed_is_told_against_the_audit_before(owner: Membership, known: None) -> None:
    make(owner, datetime(2026, 8, 31, 9, tzinfo=UTC))
    found = audits.trend(owner.organisation, NOW)
    assert found is not None and found.before is not None
    assert found.before.on == date(2026, 8, 31)
    assert found.since == {KEY: Since.GONE, few(LAST).key: Since.NEVER, silent(LAST).key: Since.STILL}
    assert sum(found.moves.values()) == 3 and found.moves[Move.CANNOT_TELL] >= 1


def test_todays_own_audit_is_not_the_one_before(owner: Membership, known: None) -> None:
    make(owner)
    found = audits.trend(owner.organisation, NOW)
    assert found is not None and found.before is None and found.since == {}


def test_a_habit_that_was_not_asked_of_then_is_neither_new_nor_gone(owner: Membership) -> None:
    made = make(owner, datetime(2026, 5, 31, 12, tzinfo=UTC))
    made.readings = made.readings[:1]
    told = audits.since(made, months()[-1].readings)
    assert told[silent(LAST).key] is Since.UNKNOWN
    made.readings[0]["status"] = "cannot_tell"
    assert audits.since(made, months()[-1].readings)[KEY] is Since.UNKNOWN


def test_nothing_is_told_while_nothing_is_imported(owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audits, "history_of", lambda organisation, now: ())
    assert audits.trend(owner.organisation, NOW) is None
    assert audits.make_monthly(owner.organisation, NOW) is None


def test_however_many_audits_there_are_the_trend_asks_for_one(owner: Membership, known: None) -> None:
    for month in (3, 4, 5, 6):
        make(owner, datetime(2026, month, 28, tzinfo=UTC))
    with CaptureQueriesContext(connection) as asked:
        audits.trend(owner.organisation, NOW)
    assert len(asked) == 1
