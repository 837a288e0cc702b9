"""What keeps it from happening again: owned, due, and proved. Chased after the setback is closed."""

from __future__ import annotations

from django.db import models

from pratfall.site.people.versions import Versioned

from .room import Setback


class ProofKind(models.TextChoices):
    CHECK = "check"  # the next campaign that matches must tick it
    NUMBER = "number"  # a number must move
    SHOWN = "shown"  # somebody shows that it is done


class Prevention(Versioned):
    """`check_words`: what is ticked before a launch. `matches`: which campaigns, as {"networks", "labels", "words"},
    empty for every one. `number`: {"measure", "platform", "account_id", "at_most" or "at_least", "from"}.

    `proof`: what proved it, frozen. `public_en`, `public_fr`: how the public page says what changes for good.
    """

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="preventions")
    words = models.CharField(max_length=300)
    owner = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    kind = models.CharField(max_length=8, choices=ProofKind.choices)
    check_words = models.CharField(max_length=300, blank=True)
    matches = models.JSONField(default=dict)
    number = models.JSONField(null=True)
    public_en = models.CharField(max_length=300, blank=True)
    public_fr = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)
    proved_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    proof = models.JSONField(null=True)
    given_up_at = models.DateTimeField(null=True)
    given_up_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    given_up_why = models.TextField(blank=True)


class CampaignCheck(models.Model):
    """A promised check on one campaign: ticked, or waived with a signature."""

    prevention = models.ForeignKey(Prevention, on_delete=models.PROTECT, related_name="campaign_checks")
    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.CASCADE, related_name="promised_checks")
    waived = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["prevention", "campaign"], name="campaign_check_once"),)
