"""A test of two channels together: weeks drawn by lot, followed from a Monday on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from pratfall.site.people.versions import Versioned


class ChannelTrial(Versioned):
    """`first`, `second`: "email", "social" or a network. `start`: a Monday; the same day always draws the same weeks.

    `blocks`: of four weeks. One at a time.
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="channel_trials")
    first = models.CharField(max_length=40)
    second = models.CharField(max_length=40)
    start = models.DateField()
    blocks = models.PositiveSmallIntegerField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation"], condition=Q(ended_at=None), name="one_channel_trial"),
        )
