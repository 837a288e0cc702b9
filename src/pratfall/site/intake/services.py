"""What can be done with files: give them, answer what they leave open, take them back."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from pratfall.errors import Refused
from pratfall.records.imports import FileReport, Outcome
from pratfall.reviews import settings
from pratfall.reviews.render.story import FILE_ID
from pratfall.site import place
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.sources import readers

from . import jobs, receiving
from .models import Expected, GivenFile, ReadFile, State, Upload

ANSWERABLE = (Outcome.NEEDS_MAPPING, Outcome.AMBIGUOUS)
SETTLED = (State.DONE, State.FAILED)
ANSWERS = ("source", "account", "date_order")


def uploads(organisation: Organisation) -> QuerySet[Upload]:
    """The newest first, each with the number of its files."""
    return organisation.uploads.select_related("by").prefetch_related("given", "read")


@transaction.atomic
def begin(*, organisation: Organisation, by: User) -> Upload:
    return Upload.objects.create(organisation=organisation, by=by)


def receive(*, upload: Upload, file: UploadedFile) -> GivenFile:
    """One more file of an upload that is still open. Refused: nothing of it is kept, the others stay."""
    receiving.check(file, settings.home())
    with transaction.atomic():
        if not Upload.objects.select_for_update().filter(pk=upload.pk, state=State.OPEN).exists():
            raise Refused("upload_not_open")
        given = GivenFile.objects.create(
            upload=upload, name=receiving.safe_name(file.name or ""), size_bytes=file.size or 0
        )
        receiving.keep(file, given)
    return given


@transaction.atomic
def start(*, upload: Upload, by: User) -> None:
    """Everything has arrived: have it read. Also once more, where reading failed."""
    n = upload.given.count()
    if not n:
        raise Refused("upload_without_files")
    _queue(upload, State.WAITING, only=(State.OPEN, State.FAILED))
    record(actor=by, organisation=upload.organisation, act="files_given", subject=upload, after={"n": n})


@transaction.atomic
def read_again(*, given: GivenFile, by: User, answers: Mapping[str, str]) -> None:
    """Read one file anew, with what its giver says it leaves open (or after a mapping was remembered)."""
    if not given.path.is_file():
        raise Refused("upload_bytes_gone", file=given.name)
    given.answers = {**given.answers, **{key: value for key, value in answers.items() if key in ANSWERS}}
    given.save(update_fields=["answers"])
    _queue(given.upload, State.WAITING, only=SETTLED)
    record(actor=by, organisation=given.upload.organisation, act="file_answered", subject=given, after=given.answers)


@transaction.atomic
def undo(*, upload: Upload, by: User, only: ReadFile | None = None) -> None:
    """Take an upload, or one file of it, back out of the lake."""
    _queue(upload, State.UNDOING, only=SETTLED)
    taken = upload.read.filter(outcome=Outcome.IMPORTED, undone_at=None)
    if only is not None:
        taken = taken.filter(pk=only.pk)
    n = taken.update(undone_at=timezone.now())
    if not n:
        raise Refused("upload_nothing_to_undo")
    record(actor=by, organisation=upload.organisation, act="files_taken_back", subject=upload, after={"n": n})


def _queue(upload: Upload, state: State, *, only: Iterable[State]) -> None:
    """The state changes once, whoever asks at the same moment; the worker hears of it when that is certain."""
    changed = Upload.objects.filter(pk=upload.pk, state__in=list(only)).update(
        state=state, version=F("version") + 1, attempts=0, problem=None, finished_at=None
    )
    if not changed:
        raise Refused("upload_busy")
    upload.refresh_from_db()
    work = jobs.take_back if state is State.UNDOING else jobs.read
    transaction.on_commit(lambda: work(str(upload.pk)))


@transaction.atomic
def throw_away(*, upload: Upload) -> None:
    """Forget files that were never read: somebody closed the page before all had arrived."""
    if upload.state != State.OPEN:
        raise Refused("upload_not_open")
    folder = upload.folder
    upload.delete()
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))


@transaction.atomic
def expect(
    *, organisation: Organisation, by: User, platform: str, account_id: str, every_days: int | None, who: User | None
) -> None:
    """Somebody is to bring an account's export every so many days; None: nobody need any more."""
    of: dict[str, Any] = {"organisation": organisation, "platform": platform, "account_id": account_id}
    standing = Expected.objects.select_for_update().filter(**of).first()
    if every_days is None:
        if standing is None:
            return
        standing.delete()
    else:
        Expected.objects.update_or_create(**of, defaults={"every_days": every_days, "who": who})
    record(
        actor=by,
        organisation=organisation,
        act="export_expected",
        subject=f"{platform}:{account_id}",
        before=_agreed(standing.every_days, standing.who) if standing else {},
        after=_agreed(every_days, who) if every_days else {},
    )


def _agreed(every_days: int, who: User | None) -> dict[str, object]:
    return {"every_days": every_days, "who": who.pk if who else None}


def reports(organisation: Organisation) -> tuple[FileReport, ...]:
    """Every file whose rows are in the lake, the newest first."""
    return tuple(reversed(place.lake(organisation).reports()))


def reports_of(organisation: Organisation, file_id: str) -> tuple[FileReport, ...]:
    """What happened to one file each time it was given, and to the files inside it."""
    return tuple(report for report in reports(organisation) if report.file_id and report.file_id[:FILE_ID] == file_id)


def platforms() -> dict[str, list[str]]:
    """Platform to the names of the exports Pratfall reads of it."""
    found: dict[str, list[str]] = {}
    for reader in readers().values():
        found.setdefault(reader.platform, []).append(reader.name)
    return found
