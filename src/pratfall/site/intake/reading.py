"""The worker's part: uploads into the lake, and back out of it. Each may be done twice: the second finds nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from pathlib import Path

from django.db.models import F, Max, QuerySet
from django.utils import timezone
from filelock import FileLock, Timeout

from pratfall.errors import LakeBusy, PratfallError
from pratfall.records.imports import FileReport, Outcome
from pratfall.reviews import settings
from pratfall.reviews.intake import import_paths
from pratfall.reviews.render.codec import encode
from pratfall.site import place
from pratfall.site.people.models import Organisation
from pratfall.sources.dates import DateOrder
from pratfall.sources.mapping import Mapping as ColumnMapping
from pratfall.sources.mapping import load_folder

from .announcements import lake_changed
from .models import FOLDER, GivenFile, ReadFile, State, Upload

MAPPINGS = "mappings"
LOCK = ".lock"
SETTLED = (Outcome.IMPORTED, Outcome.ALREADY_KNOWN, Outcome.NOTHING_TO_READ)
WAIT_SECONDS = 2.0  # for another import; then the worker does something else and comes back
MOST_ATTEMPTS = 3  # a file that kills the worker would do so for ever


def mappings_of(organisation: Organisation) -> Path:
    """Where an organisation's mappings are remembered; the command line's lie in the folder itself."""
    folder = settings.home() / MAPPINGS
    return folder if organisation.lake_key == "default" else folder / organisation.slug


@contextmanager
def alone(upload: Upload) -> Iterator[bool]:
    """Whether nobody else is at this upload; freed when its holder ends, however it ends."""
    upload.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(upload.folder / LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    try:
        upload.refresh_from_db()
        yield True
    finally:
        lock.release()


def read_upload(upload: Upload, now: datetime) -> None:
    """Reads what has not been read yet, then says so. Raises LakeBusy where another import goes on."""
    taken = Upload.objects.filter(pk=upload.pk, state__in=[State.WAITING, State.READING], attempts__lt=MOST_ATTEMPTS)
    if not taken.update(state=State.READING, attempts=F("attempts") + 1, version=F("version") + 1):
        _give_up(upload)
        return
    try:
        _read(upload, now)
    except LakeBusy:
        Upload.objects.filter(pk=upload.pk).update(state=State.WAITING, attempts=F("attempts") - 1)
        raise
    except PratfallError as error:
        fail(upload, error.code, error.facts)
        return
    _finish(upload, State.DONE)
    lake_changed.send(sender=Upload, organisation=upload.organisation)


def take_back(upload: Upload) -> None:
    """Files out of the lake. Killed between lake and database, doing it again finds nothing there and goes on."""
    place.lake(upload.organisation).undo(list(_asked_back(upload).values_list("file_id", flat=True)))
    left = upload.read.filter(outcome=Outcome.IMPORTED, undone_at=None).exists()
    _finish(upload, State.DONE if left else State.UNDONE)
    lake_changed.send(sender=Upload, organisation=upload.organisation)


def _asked_back(upload: Upload) -> QuerySet[ReadFile]:
    """What was asked for last; what was taken back before may have been given anew since."""
    return upload.read.filter(undone_at=upload.read.aggregate(last=Max("undone_at"))["last"]).exclude(undone_at=None)


def keep(upload: Upload) -> None:
    """Taking back failed: the files are still there, and can be asked back again."""
    _asked_back(upload).update(undone_at=None)
    _finish(upload, State.DONE, {"code": "undo_failed", "facts": {}})


def _read(upload: Upload, now: datetime) -> None:
    """Files without an answer together, since they answer one another; the others with their own answers."""
    todo = [given for given in upload.given.all() if given.path.is_file()]
    mappings = load_folder(mappings_of(upload.organisation))
    for answers, same in groupby(sorted(todo, key=_answers), key=_answers):
        _import(upload, list(same), dict(answers), mappings, now)
    for given in todo:
        if all(file.outcome in SETTLED for file in given.read.all()):
            shutil.rmtree(given.path.parent, ignore_errors=True)


def _answers(given: GivenFile) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(given.answers.items()))


def _import(
    upload: Upload,
    files: Sequence[GivenFile],
    answers: dict[str, str],
    mappings: Sequence[ColumnMapping],
    now: datetime,
) -> None:
    ReadFile.objects.filter(given__in=files).exclude(outcome=Outcome.IMPORTED).delete()
    import_paths(
        place.lake(upload.organisation),
        [given.path for given in files],
        now=now,
        mappings=mappings,
        source=answers.get("source") or None,
        account=answers.get("account", ""),
        date_order=DateOrder(answers.get("date_order") or DateOrder.UNDECIDED),
        on_file=_noting(upload, files),
        wait_seconds=WAIT_SECONDS,
    )


def _noting(upload: Upload, files: Sequence[GivenFile]) -> Callable[[FileReport], None]:
    """Each report is seen at once by whoever looks at the page."""
    by_name: dict[str, list[GivenFile]] = {}
    for given in files:
        by_name.setdefault(given.name, []).append(given)

    def note(report: FileReport) -> None:
        given = _which(by_name.get(report.name) or files, report)
        own = upload.read.filter(file_id=report.file_id, outcome=Outcome.IMPORTED, undone_at=None)
        if report.outcome is Outcome.ALREADY_KNOWN and own.exists():
            return  # read by this very upload, before it was read again
        ReadFile.objects.create(
            upload=upload, given=given, file_id=report.file_id, outcome=report.outcome.value, report=encode(report)
        )

    return note


def _which(candidates: Sequence[GivenFile], report: FileReport) -> GivenFile:
    """Reports name files; of two with one name the first without a report of its own."""
    if report.path_in_zip:
        return candidates[0]
    return next((given for given in candidates if not given.read.exists()), candidates[0])


def fail(upload: Upload, code: str, facts: Mapping[str, object] | None = None) -> None:
    _finish(upload, State.FAILED, {"code": code, "facts": encode(dict(facts or {}))})


def _finish(upload: Upload, state: State, problem: dict[str, object] | None = None) -> None:
    Upload.objects.filter(pk=upload.pk).update(
        state=state, problem=problem, finished_at=timezone.now(), version=F("version") + 1
    )
    upload.refresh_from_db()


def _give_up(upload: Upload) -> None:
    """Nothing to do, or tried too often."""
    upload.refresh_from_db()
    if upload.state in (State.WAITING, State.READING):
        fail(upload, "upload_gave_up", {"attempts": upload.attempts})


def forget_leftovers() -> None:
    """Folders of uploads that are no more."""
    root = settings.home() / FOLDER
    known = {str(pk) for pk in Upload.objects.values_list("pk", flat=True)}
    for folder in root.iterdir() if root.is_dir() else ():
        if folder.name not in known:
            shutil.rmtree(folder, ignore_errors=True)
