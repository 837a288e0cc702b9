"""What was there, with time, origin and hash. Rows are only added; people's texts lie apart and can be erased."""

from __future__ import annotations

from django.db import models

from .room import Setback


class KeptText(models.Model):
    """What somebody wrote. Others hold its `digest`: SHA-256 of `salt` and `text`. Erased, both are empty, and no
    chain breaks; without the salt nobody can find out by guessing what stood there.
    """

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="kept_texts")
    platform = models.CharField(max_length=40)
    ref = models.CharField(max_length=300)  # the comment's or post's own id there
    author = models.CharField(max_length=120, blank=True)  # pseudonym
    salt = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["setback", "digest"], name="kept_text_once"),)
        indexes = (
            models.Index(fields=["setback", "platform", "ref"], name="kept_text_of"),
            models.Index(fields=["author"], name="kept_text_author"),
        )


class Freeze(models.Model):
    """One click: everything as it stood at `at`. `digest`: SHA-256 over its rows' own, in their order."""

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="freezes")
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


class Evidence(models.Model):
    """One frozen thing. `happened_at`: its own time, None where nobody knows; `origin`: the file, network or person.

    `body`: plain values without anybody's words; `text`: the digest of a KeptText. `hash`: SHA-256 of all of it.
    """

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20)  # post, comment, number, act, outside
    ref = models.CharField(max_length=400)
    happened_at = models.DateTimeField(null=True)
    origin = models.CharField(max_length=300)
    body = models.JSONField()
    text = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["freeze", "kind", "ref"], name="evidence_once"),)


class TimelineNote(models.Model):
    """What a person adds to the timeline. `at`: when it was written, which may be much later than `happened_at`."""

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="notes")
    happened_at = models.DateTimeField()
    zone = models.CharField(max_length=60, default="UTC")  # in which the writer meant it
    text = models.TextField()
    outside = models.BooleanField(default=False)  # not our doing: news, an outage, another's post
    address = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
