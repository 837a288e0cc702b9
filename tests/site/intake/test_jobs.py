from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pratfall.site.intake import jobs, reading, services
from pratfall.site.intake.models import State, Upload
from pratfall.site.jobs import queue
from pratfall.site.people.models import Membership
from tests.site.intake.conftest import arrived

File = tuple[str, bytes]


def work_off() -> int:
    """Does everything that is queued, as the worker's loop would; how much it was."""
    done = 0
    while task := queue.dequeue():
        queue.execute(task)
        done += 1
    return done


@pytest.fixture
def own_queue(home: Path):  # type: ignore[no-untyped-def]
    queue.storage.close()
    yield
    queue.storage.close()


def test_what_was_asked_for_lies_on_disk_until_it_is_done(
    own_queue: None, owner: Membership, tweets: File, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        upload = arrived(owner, tweets)
    assert queue.pending_count() == 1
    assert work_off() >= 1
    upload.refresh_from_db()
    assert upload.state == State.DONE


def test_what_an_earlier_worker_left_is_taken_up(own_queue: None, owner: Membership, tweets: File) -> None:
    upload = arrived(owner, tweets)
    Upload.objects.filter(pk=upload.pk).update(state=State.READING, attempts=1)
    jobs.resume()
    work_off()
    upload.refresh_from_db()
    assert upload.state == State.DONE


def test_an_undo_that_was_cut_off_is_taken_up(own_queue: None, give: Callable[..., Upload], tweets: File) -> None:
    upload = give(tweets)
    services.undo(upload=upload, by=upload.by)
    jobs.resume()
    work_off()
    upload.refresh_from_db()
    assert upload.state == State.UNDONE


def test_a_surprise_is_told_and_loses_nothing(
    own_queue: None, owner: Membership, tweets: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    def surprise(*_: object) -> None:
        raise ZeroDivisionError

    upload = arrived(owner, tweets)
    monkeypatch.setattr(reading, "_read", surprise)
    jobs.read.call_local(str(upload.pk))
    upload.refresh_from_db()
    assert upload.state == State.FAILED and upload.problem is not None
    assert upload.problem["code"] == "upload_failed" and upload.given.get().path.exists()


def test_an_undo_that_fails_says_so_and_can_be_asked_for_again(
    own_queue: None, give: Callable[..., Upload], tweets: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    def surprise(*_: object) -> None:
        raise ZeroDivisionError

    upload = give(tweets)
    services.undo(upload=upload, by=upload.by)
    with monkeypatch.context() as broken:
        broken.setattr(reading, "take_back", surprise)
        jobs.take_back.call_local(str(upload.pk))
    upload.refresh_from_db()
    assert upload.state == State.DONE and upload.problem == {"code": "undo_failed", "facts": {}}
    services.undo(upload=upload, by=upload.by)
    jobs.take_back.call_local(str(upload.pk))
    upload.refresh_from_db()
    assert upload.state == State.UNDONE


def test_an_upload_nobody_knows_is_no_work(own_queue: None, db: None) -> None:
    jobs.read.call_local("00000000-0000-4000-8000-000000000000")
