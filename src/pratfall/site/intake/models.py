"""What was given, what became of it, and what is expected to come."""

from __future__ import annotations

import uuid
from enum import StrEnum
from pathlib import Path

from django.db import models
from django.utils import timezone

from pratfall.reviews import settings
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.versions import Versioned

FOLDER = "uploads"


class State(StrEnum):
    """OPEN     files are still arriving
    WAITING  for the worker
    READING  the worker is at it
    DONE     everything was read; some files may need an answer
    FAILED   the upload as a whole, and `problem` says why
    UNDOING  being taken back
    UNDONE   nothing of it is in the lake any more
    """

    OPEN = "open"
    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    FAILED = "failed"
    UNDOING = "undoing"
    UNDONE = "undone"


GOING_ON = (State.WAITING, State.READING, State.UNDOING)


class Upload(Versioned):
    """Files given together, read as one change of the lake."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="uploads")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, default=State.OPEN, choices=[(s.value, s.value) for s in State])
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    problem = models.JSONField(null=True, blank=True)  # {"code": ..., "facts": {...}}: a key of the wording

    class Meta:
        indexes = (models.Index(fields=["organisation", "-at"], name="intake_upload_newest"),)
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} ({self.state})"

    @property
    def folder(self) -> Path:
        """Where its bytes lie until they have been read."""
        return settings.home() / FOLDER / str(self.id)

    @property
    def going_on(self) -> bool:
        return self.state in GOING_ON


class GivenFile(models.Model):
    """One file as it arrived. `answers`: what its giver said where the file leaves something open."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="given")
    name = models.CharField(max_length=255)
    size_bytes = models.BigIntegerField()
    answers = models.JSONField(default=dict)  # any of source, account, date_order

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Its name tells people which file it was; the folder around it keeps two of one name apart."""
        return self.upload.folder / str(self.pk) / self.name


class ReadFile(models.Model):
    """What became of one file, or of one inside a zip. `report`: the FileReport as JSON."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="read")
    given = models.ForeignKey(GivenFile, on_delete=models.CASCADE, related_name="read")
    file_id = models.CharField(max_length=64)
    outcome = models.CharField(max_length=20)
    report = models.JSONField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.given}: {self.outcome}"


class Expected(Versioned):
    """Somebody brings the newest export of an account every so many days."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="expected")
    platform = models.CharField(max_length=40)
    account_id = models.CharField(max_length=200)
    every_days = models.PositiveSmallIntegerField()
    who = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "platform", "account_id"], name="intake_expected_once"),
            models.CheckConstraint(condition=models.Q(every_days__gte=1), name="intake_expected_some_day"),
        )

    def __str__(self) -> str:
        return f"{self.platform} {self.account_id}: {self.every_days}"
