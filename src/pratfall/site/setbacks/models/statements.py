"""What the organisation says: written in both languages, approved by people, said somewhere."""

from __future__ import annotations

from django.db import models

from pratfall.site.people.versions import Versioned

from .room import Setback


class StatementKind(models.TextChoices):
    HOLDING = "holding"  # the first word
    UPDATE = "update"
    EXPLANATION = "explanation"
    APOLOGY = "apology"
    CORRECTION = "correction"
    CLOSING = "closing"


class Statement(Versioned):
    """`facts`: what was entered, by language and shared: see drafting. `next_word_at`: the promise it makes.

    A text that changes after an approval needs a new one: an approval is of `digest`.
    """

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=12, choices=StatementKind.choices, default=StatementKind.HOLDING)
    facts = models.JSONField(default=dict)
    text_en = models.TextField(blank=True)
    text_fr = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    next_word_at = models.DateTimeField(null=True)
    drafted_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)


class Approval(models.Model):
    """`alone_because`: a severe case wants two people; whoever approved alone wrote why."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="approvals")
    digest = models.CharField(max_length=64)
    warnings = models.JSONField(default=list)  # codes of the check's advice that stood there when it was approved
    alone_because = models.TextField(blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["statement", "digest", "by", "alone_because"], name="approval_once_each"),
        )


class Outing(models.Model):
    """It was said there: on a network, by letter, on a page. `address`: where it can be read."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="outings")
    place = models.CharField(max_length=40)  # a network's code, "email", "website", "press", "other"
    language = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    address = models.CharField(max_length=500, blank=True)
    said_at = models.DateTimeField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["statement", "place", "language", "digest"], name="outing_once"),
        )


class Pause(models.Model):
    """Nothing planned goes out from `at` until `lifted_at`: no campaign of the organisation is launched meanwhile."""

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="pauses")
    why = models.TextField(blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["setback"], condition=models.Q(lifted_at=None), name="pause_one_at_a_time"),
        )


class PausedPlace(models.Model):
    """A place with a queue of its own, which a person has to pause there."""

    pause = models.ForeignKey(Pause, on_delete=models.CASCADE, related_name="places")
    place = models.CharField(max_length=60)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["pause", "place"], name="paused_place_once"),)
