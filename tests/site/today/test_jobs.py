from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pratfall.site.intake.announcements import lake_changed
from pratfall.site.intake.models import Upload
from pratfall.site.jobs import queue
from pratfall.site.people.models import Membership
from pratfall.site.today import jobs, making
from pratfall.site.today.announcements import review_made


@pytest.fixture(autouse=True)
def _own_queue(home: Path) -> Iterator[None]:
    queue.storage.close()
    yield
    queue.storage.close()


def test_a_changed_lake_asks_for_a_new_review(owner: Membership) -> None:
    lake_changed.send(sender=Upload, organisation=owner.organisation)
    task = queue.dequeue()
    assert (task.name, task.args) == ("make_review", (owner.organisation.pk,))


def test_every_morning_every_organisation_gets_its_review(owner: Membership, charlie: Membership) -> None:
    jobs.make_reviews.call_local()
    asked = [queue.dequeue().args[0] for _ in range(queue.pending_count())]
    assert asked == sorted([owner.organisation.pk, charlie.organisation.pk])


def test_a_review_is_asked_for_once_however_many_want_it(owner: Membership) -> None:
    wanted = making.wanted(owner.organisation, datetime(2026, 11, 21, 8, tzinfo=UTC))
    for _ in range(50):
        jobs.ask_for(wanted)
    assert queue.pending_count() == 1
    jobs.ask_for(replace(wanted, folder=wanted.folder.with_name("another-state")))
    assert queue.pending_count() == 2


def test_a_review_that_never_came_is_asked_for_again(owner: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = making.wanted(owner.organisation, datetime(2026, 11, 21, 8, tzinfo=UTC))
    jobs.ask_for(wanted)
    later = time.time() + jobs.ASK_AGAIN_SECONDS + 1
    monkeypatch.setattr(jobs.time, "time", lambda: later)
    jobs.ask_for(wanted)
    assert queue.pending_count() == 2


def test_without_data_nobody_is_told_of_a_review(owner: Membership) -> None:
    heard: list[object] = []

    def hear(**told: object) -> None:
        heard.append(told)

    review_made.connect(hear)
    try:
        jobs.make_review.call_local(owner.organisation.pk)
    finally:
        review_made.disconnect(hear)
    assert heard == []
