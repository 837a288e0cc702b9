"""Work of this app for the worker."""

from __future__ import annotations

from datetime import datetime

import pytest

from pratfall.site.lessons import jobs
from pratfall.site.lessons.models import Audit
from pratfall.site.lessons.services import audits, repairs
from pratfall.site.people.models import Membership, Organisation
from pratfall.site.today.announcements import review_made
from tests.site.lessons.habit_months import months


def test_the_first_review_of_a_month_keeps_its_audit_and_the_next_keeps_none(
    owner: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    def known(organisation: Organisation, now: datetime) -> object:
        return months(now.date())

    monkeypatch.setattr(audits, "history_of", known)
    monkeypatch.setattr(repairs, "history_of", known)
    for _ in range(2):
        jobs.look_at_habits.call_local(owner.organisation_id)
    assert [row.by for row in Audit.objects.all()] == [None]


def test_every_review_has_its_habits_looked_at(owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(jobs, "look_at_habits", asked.append)
    review_made.send(sender=Organisation, organisation=owner.organisation)
    assert asked == [owner.organisation_id]


def test_what_fails_waits_for_the_next_review_and_an_organisation_that_left_is_none(
    owner: Membership, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(organisation: Organisation, now: datetime) -> object:
        raise OSError("the disk is full")

    monkeypatch.setattr(audits, "history_of", broken)
    jobs.look_at_habits.call_local(owner.organisation_id)
    assert "habits of organisation" in caplog.text
    jobs.look_at_habits.call_local(owner.organisation_id + 999)
