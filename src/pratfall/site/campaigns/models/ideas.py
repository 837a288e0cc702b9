"""A cheap test of an idea: what it may cost, when it stops, and what would change our mind, agreed first."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from pratfall.site.people.versions import Versioned


class IdeaKind(models.TextChoices):
    VARIANTS = "variants"  # posts, links or subject lines, drawn by chance: the only kind that proves a cause
    NETWORK = "network"  # a network not used before, beside the usual one: nothing is drawn by chance
    BEFORE_AFTER = "before_after"  # one change on a day, other accounts as control: nothing is drawn by chance


class IdeaState(models.TextChoices):
    DRAFT = "draft"
    RUNNING = "running"
    ENDED = "ended"


class Idea(Versioned):
    """`arms`: names of what is compared, the usual one first. `design`: what it can see, frozen at the start.

    `exit_rule`: what ends it early. `change_mind`: what result would change our mind. `result`: frozen at the end.
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="ideas")
    name = models.CharField(max_length=120)
    question = models.TextField()
    kind = models.CharField(max_length=14, choices=IdeaKind.choices)
    state = models.CharField(max_length=10, choices=IdeaState.choices, default=IdeaState.DRAFT)
    arms = models.JSONField(default=list)
    labels = models.JSONField(default=list)  # what the posts of each arm are recognised by, as many as arms
    metric = models.CharField(max_length=40)
    smallest = models.FloatField()  # the smallest gain worth knowing, as a share: 0.2 is a fifth more
    days = models.PositiveSmallIntegerField()
    posts_per_week = models.FloatField()  # of all arms together
    budget_money = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    budget_hours = models.DecimalField(max_digits=8, decimal_places=1, null=True)
    currency = models.CharField(max_length=3, blank=True)
    exit_rule = models.TextField()
    change_mind = models.TextField()
    design = models.JSONField(null=True)
    result = models.JSONField(null=True)
    owner = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint("organisation", Lower("name"), name="idea_name_once"),)


class Trial(models.Model):
    """One unit of a test: the outcome of a post (or of a day of a link) of one arm, entered by hand."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="trials")
    arm = models.PositiveSmallIntegerField()
    ref = models.CharField(max_length=500)
    value = models.FloatField()
    on = models.DateField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["idea", "ref"], name="trial_once"),)
