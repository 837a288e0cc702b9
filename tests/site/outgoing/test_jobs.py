from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from pratfall.site.jobs import queue
from pratfall.site.outgoing import jobs, webhooks
from pratfall.site.outgoing.models import Delivery
from pratfall.site.people.models import Membership, Organisation
from pratfall.site.reports.announcements import report_made
from pratfall.site.today.announcements import review_made
from tests.site.outgoing.conftest import Site


@pytest.fixture(autouse=True)
def _own_queue(home: Path) -> Iterator[None]:
    queue.storage.close()
    yield
    queue.storage.close()


def test_a_delivery_is_queued_with_its_change_and_put_off_when_it_is_not_taken(
    owner: Membership, site: Site, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    site.status = 503
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        webhooks.add(actor=owner, url=site.url)
    queue.execute(queue.dequeue())
    assert Delivery.objects.get().attempts == 1
    queue.execute(queue.dequeue())  # its time has not come: it is put aside
    assert queue.scheduled_count() == 1 and Delivery.objects.get().attempts == 1


def test_a_new_review_is_looked_through_for_what_cannot_wait(owner: Membership) -> None:
    review_made.send(sender=Organisation, organisation=owner.organisation)
    task = queue.dequeue()
    assert (task.name, task.args) == ("urgent", (owner.organisation.pk,))


def test_a_new_report_is_sent_at_once_and_looked_for_again_every_hour(owner: Membership) -> None:
    report_made.send(sender=Organisation, organisation=owner.organisation, report=None)
    assert queue.dequeue().name == "send_reports"
    due = [m for m in range(60) if jobs.hourly_reports.task_class().validate_datetime(datetime(2026, 11, 23, 8, m))]
    assert due == [27], "after those of the hour were made"


def test_the_weekly_round_is_asked_for_every_hour() -> None:
    due = [m for m in range(60) if jobs.weekly.task_class().validate_datetime(datetime(2026, 11, 23, 8, m))]
    assert due == [7]


def test_a_call_that_was_cut_off_is_taken_up_and_one_that_waits_is_not_doubled(
    owner: Membership, site: Site, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    webhooks.add(actor=owner, url=site.url)
    jobs.resume_calls()
    jobs.resume_calls()
    assert queue.pending_count() == 1
    queue.execute(queue.dequeue())
    assert Delivery.objects.get().delivered_at
    jobs.resume_calls()
    assert queue.pending_count() == 0


def test_what_every_app_takes_up_at_the_start_has_a_name_of_its_own() -> None:
    from pratfall.site.intake.jobs import resume
    from pratfall.site.setbacks.jobs import resume_ledgers

    assert {resume, resume_ledgers, jobs.resume_calls} <= set(queue._startup.values())


def test_a_delivery_nobody_knows_is_no_work(db: None) -> None:
    jobs.deliver.call_local(0)
