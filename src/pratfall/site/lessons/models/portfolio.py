"""How bold a team wants to be, and which of its tests count. Never changed: the newest row holds."""

from __future__ import annotations

from django.db import models


class Band(models.Model):
    """`shares`: of effort, lowest and highest per boldness, {"routine": [0.6, 0.8], ...}.

    `failures`: lowest and highest share of genuine tests that fail.
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="bands")
    shares = models.JSONField()
    failures = models.JSONField()
    why = models.TextField(blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Genuine(models.Model):
    """Somebody says, over what the rules flag or do not, whether a test could have failed. `origin`: idea, campaign."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="genuine_tests")
    origin = models.CharField(max_length=8)
    number = models.PositiveBigIntegerField()
    genuine = models.BooleanField()
    why = models.TextField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
