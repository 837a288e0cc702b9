"""What somebody put aside on the Monday page: snoozed, given to a colleague, or told to be no problem."""

from __future__ import annotations

from django.db import models


class AsideKind(models.TextChoices):
    SNOOZED = "snoozed"
    ASSIGNED = "assigned"
    NO_PROBLEM = "no_problem"  # kept, and counted against the detector


class Aside(models.Model):
    """`key`: what it is about, the same every day (source and slug). `code`: what found it."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="asides")
    kind = models.CharField(max_length=12, choices=AsideKind.choices)
    key = models.CharField(max_length=200)
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    until = models.DateField(null=True)
    to = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["organisation", "key"], name="aside_by_key"),)
