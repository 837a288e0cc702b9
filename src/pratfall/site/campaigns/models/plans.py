"""A campaign: what it is for, how its team will know that it failed, who predicted what, and what belongs to it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from pratfall.records.goals import GoalUnit
from pratfall.site.people.versions import Versioned


class State(models.TextChoices):
    DRAFT = "draft"
    PLANNED = "planned"  # complete enough to be launched
    RUNNING = "running"
    ENDED = "ended"  # on its last day, or when somebody ended it
    PULLED = "pulled"  # stopped by a decision before its end


OVER = (State.ENDED, State.PULLED)


class Boldness(models.TextChoices):
    ROUTINE = "routine"
    INCREMENTAL = "incremental"
    ADJACENT = "adjacent"
    RADICAL = "radical"


class Campaign(Versioned):
    """`labels`: what its gifts, posts and adverts carry. `milestones`, `failures`, `stops`: as `plan.py` reads them.

    `version` counts the changes: who saves over a version they have not seen is told (services.plans.revise).
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="campaigns")
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    unit = models.CharField(max_length=10, choices=[(unit.value, unit.value) for unit in GoalUnit], default="money")
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    budget_money = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    budget_hours = models.DecimalField(max_digits=8, decimal_places=1, null=True)
    networks = models.JSONField(default=list)
    labels = models.JSONField(default=list)
    milestones = models.JSONField(default=list)
    failures = models.JSONField(default=list)
    stops = models.JSONField(default=list)
    audience = models.TextField(blank=True)
    audience_known = models.TextField(blank=True)
    hypothesis = models.TextField(blank=True)
    boldness = models.CharField(max_length=12, choices=Boldness.choices, default=Boldness.ROUTINE)
    owner = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    launched_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.JSONField(null=True)  # its numbers when it ended, frozen: see services.launching

    class Meta:
        constraints = (
            models.UniqueConstraint("organisation", Lower("name"), name="campaign_name_once"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="campaign_ends_after_start"),
        )

    @property
    def launched(self) -> bool:
        return self.launched_at is not None

    @property
    def over(self) -> bool:
        return self.state in OVER


class Amendment(models.Model):
    """A part of the plan that was changed after the launch, visible for good."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="amendments")
    field = models.CharField(max_length=40)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Prediction(models.Model):
    """What one member thinks the chance of reaching the target is; hidden from the others until the end."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="predictions")
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    probability = models.FloatField()  # 0 to 1
    why = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["campaign", "by"], name="prediction_once_each"),
            models.CheckConstraint(
                condition=models.Q(probability__gte=0) & models.Q(probability__lte=1), name="prediction_is_a_share"
            ),
        )


class PieceKind(models.TextChoices):
    POST = "post"
    MAILING = "mailing"
    AD = "ad"
    LINK = "link"
    FORM = "form"  # where gifts or sign-ups arrive


class Piece(models.Model):
    """What somebody confirmed, added or refused as part of a campaign; what is only proposed is not stored."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="pieces")
    kind = models.CharField(max_length=10, choices=PieceKind.choices)
    platform = models.CharField(max_length=40, blank=True)
    ref = models.CharField(max_length=500)
    belongs = models.BooleanField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["campaign", "kind", "platform", "ref"], name="piece_judged_once"),
        )
