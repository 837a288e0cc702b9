"""The worker's part of an upload, and what survives when it is cut off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pratfall.errors import LakeBusy
from pratfall.lake.lock import writer_lock
from pratfall.records.imports import Outcome
from pratfall.site import place
from pratfall.site.intake import reading, services
from pratfall.site.intake.announcements import lake_changed
from pratfall.site.intake.models import FOLDER, State, Upload
from pratfall.site.people.models import AuditEntry, Membership
from tests.site.intake.conftest import NOW, arrived

Give = Callable[..., Upload]
File = tuple[str, bytes]


def outcomes(upload: Upload) -> list[str]:
    return list(upload.read.values_list("outcome", flat=True))


def test_a_readable_file_is_in_the_lake_and_its_bytes_are_not_kept(give: Give, tweets: File) -> None:
    upload = give(tweets)
    assert (upload.state, outcomes(upload)) == (State.DONE, [Outcome.IMPORTED])
    assert place.lake(upload.organisation).known_files() == {upload.read.get().file_id}
    assert not upload.given.get().path.exists()


def test_a_bad_file_stops_no_other_and_is_told(give: Give, tweets: File) -> None:
    upload = give(("broken.zip", b"PK\x03\x04 broken"), tweets, ("notes.txt", b"\x00\x01"))
    assert upload.state == State.DONE
    assert sorted(outcomes(upload)) == [Outcome.IMPORTED, Outcome.REFUSED, Outcome.REFUSED]


def test_two_files_of_one_name_keep_their_own_reports(give: Give, tweets: File, strange: File) -> None:
    upload = give(("export.csv", tweets[1]), ("export.csv", strange[1]))
    assert [list(g.read.values_list("outcome", flat=True)) for g in upload.given.all()] == [
        [Outcome.IMPORTED],
        [Outcome.NEEDS_MAPPING],
    ]


def test_reading_the_same_upload_twice_changes_nothing(give: Give, tweets: File) -> None:
    upload = give(tweets)
    before = list(upload.read.values())
    reading.read_upload(upload, NOW)
    assert list(upload.read.values()) == before and upload.state == State.DONE


def test_while_another_import_goes_on_the_upload_waits(home: Path, owner: Membership, tweets: File) -> None:
    upload = arrived(owner, tweets)
    with writer_lock(place.lake(owner.organisation).root, wait_seconds=1), pytest.raises(LakeBusy):
        reading.read_upload(upload, NOW)
    upload.refresh_from_db()
    assert (upload.state, upload.attempts) == (State.WAITING, 0)
    reading.read_upload(upload, NOW)
    assert upload.state == State.DONE


def test_an_upload_that_was_cut_off_three_times_is_given_up_and_says_so(
    home: Path, owner: Membership, tweets: File
) -> None:
    upload = arrived(owner, tweets)
    Upload.objects.filter(pk=upload.pk).update(state=State.READING, attempts=reading.MOST_ATTEMPTS)
    reading.read_upload(upload, NOW)
    assert upload.state == State.FAILED and upload.problem is not None
    assert upload.problem["code"] == "upload_gave_up"
    assert upload.given.get().path.exists(), "the bytes are kept for another try"


def test_an_upload_taken_back_leaves_the_lake_as_before(give: Give, tweets: File, owner: Membership) -> None:
    upload = give(tweets)
    services.undo(upload=upload, by=owner.user)
    reading.take_back(upload)
    assert upload.state == State.UNDONE
    assert not place.lake(upload.organisation).known_files()
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))
    assert acts[-2:] == ["files_given", "files_taken_back"]


def test_one_file_can_be_taken_back_alone(give: Give, tweets: File, owner: Membership) -> None:
    other = ("other.csv", tweets[1] + b"\n")
    upload = give(tweets, other)
    first = upload.read.first()
    services.undo(upload=upload, by=owner.user, only=first)
    reading.take_back(upload)
    assert upload.state == State.DONE
    assert place.lake(upload.organisation).known_files() == {upload.read.exclude(pk=first.pk).get().file_id}


def test_taking_back_twice_is_taking_back_once(give: Give, tweets: File, owner: Membership) -> None:
    upload = give(tweets)
    services.undo(upload=upload, by=owner.user)
    reading.take_back(upload)
    reading.take_back(upload)
    assert upload.state == State.UNDONE


def test_what_was_taken_back_and_given_anew_stays_when_another_file_goes(
    give: Give, tweets: File, owner: Membership
) -> None:
    first = give(tweets, ("other.csv", tweets[1] + b"\n"))
    kept, other = first.read.all()
    services.undo(upload=first, by=owner.user, only=kept)
    reading.take_back(first)
    assert outcomes(give(tweets)) == [Outcome.IMPORTED]
    services.undo(upload=first, by=owner.user, only=other)
    reading.take_back(first)
    assert place.lake(first.organisation).known_files() == {kept.file_id}


def test_those_who_listen_hear_of_a_changed_lake(give: Give, tweets: File) -> None:
    heard = []

    def hear(organisation: object, **_more: object) -> None:
        heard.append(organisation)

    lake_changed.connect(hear)
    try:
        upload = give(tweets)
    finally:
        lake_changed.disconnect(hear)
    assert heard == [upload.organisation]


def test_folders_of_uploads_that_are_no_more_go(home: Path, db: None) -> None:
    (home / FOLDER / "nobodys").mkdir(parents=True)
    reading.forget_leftovers()
    assert not (home / FOLDER / "nobodys").exists()


def test_two_never_read_one_upload_at_the_same_moment(home: Path, owner: Membership, tweets: File) -> None:
    upload = arrived(owner, tweets)
    with reading.alone(upload) as first, reading.alone(upload) as second:
        assert (first, second) == (True, False)
    with reading.alone(upload) as again:
        assert again
