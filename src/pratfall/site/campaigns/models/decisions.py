"""Signed decisions. Nothing here is ever changed: what turns out otherwise is a further row."""

from __future__ import annotations

from django.db import models

from pratfall.records.advice import Act
from pratfall.site.people.versions import Versioned


class Decision(models.Model):
    """`about`: "finding", "campaign" or "idea"; `refs`: the slugs or ids it speaks of.

    `basis`: the numbers as they stood, as JSON text; `basis_hash` its SHA-256.
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="decisions")
    about = models.CharField(max_length=10)
    refs = models.JSONField()
    codes = models.JSONField(default=list)  # what found each of them
    title = models.CharField(max_length=300)
    act = models.CharField(max_length=10, choices=[(act.value, act.value) for act in Act])
    advised = models.CharField(max_length=10, blank=True)
    why = models.TextField()
    look_again = models.DateField(null=True)
    basis = models.TextField()
    basis_hash = models.CharField(max_length=64)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, null=True, related_name="decisions")
    idea = models.ForeignKey("campaigns.Idea", on_delete=models.PROTECT, null=True, related_name="decisions")

    class Meta:
        indexes = (models.Index(fields=["organisation", "-at"], name="decision_newest"),)


class Withdrawal(models.Model):
    """A decision taken back soon after it was made; both stay to be read."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="withdrawal")
    why = models.TextField(blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Revisit(models.Model):
    """Another look at a decision: what happened after it, by the numbers of that day, and what the team makes of it."""

    class Judgement(models.TextChoices):
        RIGHT = "right"
        WRONG = "wrong"
        CANNOT_TELL = "cannot_tell"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="revisits")
    judgement = models.CharField(max_length=12, choices=Judgement.choices)
    why = models.TextField(blank=True)
    numbers = models.JSONField()
    look_again = models.DateField(null=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Action(Versioned):
    """Something to do that a decision asked for."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="actions")
    words = models.CharField(max_length=300)
    owner = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
