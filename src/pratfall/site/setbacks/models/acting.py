"""What was asked of tools, and what people think was the cause."""

from __future__ import annotations

from django.db import models

from .room import Setback


class ToolCheck(models.Model):
    """One question about one tool. `answer`: "yes", "no", "unknown"; `counted`: answered by the data, by no person."""

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="tool_checks")
    tool = models.CharField(max_length=120)
    question = models.CharField(max_length=60)
    answer = models.CharField(max_length=8)
    facts = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    counted = models.BooleanField(default=False)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


class Hypothesis(models.Model):
    """`basis`: "observed", "inferred" or "assumed"; `tested`: what the data say, None where they cannot."""

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="hypotheses")
    text = models.TextField()
    cause = models.CharField(max_length=60, blank=True)  # the family of causes that can test it
    basis = models.CharField(max_length=10, default="assumed")
    tested = models.JSONField(null=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
