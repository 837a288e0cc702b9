"""A cheap test of an idea: what it may cost, when it stops, and what would change our mind, agreed first."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from pratfall.decide.ideas import Kind
from pratfall.site.people.versions import Versioned

from .plans import Boldness


class IdeaState(models.TextChoices):
    DRAFT = "draft"
    RUNNING = "running"
    ENDED = "ended"


class Idea(Versioned):
    """`variants`: what is compared, what is done today first. `labels`: what the posts of each carry, as many.

    `platform`, `account_id`: whose past posts say how much posts scatter. `smallest_worth`: the ratio from which it
    would change anything. `bar`: what a typical post must bring, where there is nothing to compare with. `boldness`:
    blank where nobody said. `exit_rule`, `changes_mind`: in the team's words. `design`: what it can see, frozen at the
    start; `result`: frozen at the end.
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="ideas")
    name = models.CharField(max_length=120)
    question = models.TextField()
    kind = models.CharField(max_length=14, choices=[(kind.value, kind.value) for kind in Kind])
    state = models.CharField(max_length=10, choices=IdeaState.choices, default=IdeaState.DRAFT)
    variants = models.JSONField(default=list)
    labels = models.JSONField(default=list)
    platform = models.CharField(max_length=40, blank=True)
    account_id = models.CharField(max_length=200, blank=True)
    metric = models.CharField(max_length=40)
    smallest_worth = models.FloatField()
    bar = models.FloatField(null=True)
    posts_per_variant = models.PositiveSmallIntegerField(null=True)
    posts_per_week = models.FloatField(null=True)
    days = models.PositiveSmallIntegerField()
    budget_money = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    budget_hours = models.DecimalField(max_digits=8, decimal_places=1, null=True)
    currency = models.CharField(max_length=3, blank=True)
    boldness = models.CharField(max_length=12, choices=Boldness.choices, blank=True)
    exit_rule = models.TextField(blank=True)
    changes_mind = models.TextField(blank=True)
    design = models.JSONField(null=True)
    result = models.JSONField(null=True)
    owner = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint("organisation", Lower("name"), name="idea_name_once"),)


class Trial(models.Model):
    """One unit of a test, entered by hand: what a post of one variant brought."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="trials")
    variant = models.CharField(max_length=80)
    ref = models.CharField(max_length=300)
    value = models.FloatField()
    on = models.DateField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["idea", "ref"], name="trial_once"),)
