"""Regular reports: when they are made, who reads them, what they said.

A report never changes; a later edition corrects.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from pratfall.site.people.versions import Versioned


class Kind(models.TextChoices):
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Rhythm(Versioned):
    """When one kind of report is made and sent, in the zone of `zone`. Without a row: monthly on the 2nd, weekly off.

    `day`: 0 to 6 from Monday for the weekly one, 1 to 28 for the monthly one.
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="rhythms")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.BooleanField(default=True)
    day = models.PositiveSmallIntegerField()
    hour = models.PositiveSmallIntegerField(default=7)
    zone = models.CharField(max_length=60, default="UTC")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "kind"], name="rhythm_once"),
            models.CheckConstraint(condition=Q(day__lte=28) & Q(hour__lte=23), name="rhythm_is_a_day"),
        )


class Report(models.Model):
    """`start`, `end`: first and last day it speaks of. `facts`: what it says as codes and numbers, worded when read.

    `known_on`: the day whose knowledge it was made from. `edition`: 2 where later files changed the first one.
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    start = models.DateField()
    end = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    known_on = models.DateField()
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "kind", "start", "edition"], name="report_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="report_ends_after_start"),
        )


class Reader(Versioned):
    """Who gets which report by mail: a member, or somebody outside (the board) by address, added by a manager."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="report_readers")
    membership = models.OneToOneField(
        "people.Membership", on_delete=models.CASCADE, null=True, related_name="report_reader"
    )
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    weekly = models.BooleanField(default=False)
    monthly = models.BooleanField(default=True)
    boss_page_only = models.BooleanField(default=False)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(membership__isnull=True) ^ Q(email=""), name="reader_is_member_or_address"
            ),
            models.UniqueConstraint(
                fields=["organisation", "email"], condition=~Q(email=""), name="reader_address_once"
            ),
        )


class Sent(models.Model):
    """A report that left for a reader, so that nobody gets it twice."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sent")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="sent")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "reader"], name="report_sent_once"),)
