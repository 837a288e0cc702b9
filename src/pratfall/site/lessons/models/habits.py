"""Habits over time: what an audit saw, which repairs somebody took on, and whether the number moved."""

from __future__ import annotations

from django.db import models

from pratfall.site.people.versions import Versioned


class Audit(models.Model):
    """Every habit as it stood on a day, as it was known then; never changed. `by` None: at the turn of a month.

    `readings`: [{"code", "platform", "account_id", "label", "status", "estimate", "n", "window"}].
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="audits")
    on = models.DateField()
    readings = models.JSONField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "on"], name="audit_once_a_day"),)


class RepairState(models.TextChoices):
    ACCEPTED = "accepted"
    DONE = "done"
    DROPPED = "dropped"


class Repair(Versioned):
    """A repair an audit proposed and somebody took on. `before`: the habit's reading when it was accepted, frozen;

    `after`: what was seen later, frozen when somebody asked whether the number moved.
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="repairs")
    code = models.CharField(max_length=60)
    platform = models.CharField(max_length=40, blank=True)
    account_id = models.CharField(max_length=200, blank=True)
    label = models.CharField(max_length=200)
    words = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=RepairState.choices, default=RepairState.ACCEPTED)
    owner = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    before = models.JSONField()
    after = models.JSONField(null=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["organisation", "code"], name="repair_by_code"),)
