from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pratfall.site.intake.announcements import lake_changed
from pratfall.site.intake.models import Upload
from pratfall.site.jobs import queue
from pratfall.site.people.models import Membership
from pratfall.site.reports import jobs
from pratfall.site.reports.announcements import review_made


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
