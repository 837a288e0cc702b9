"""A setback: what it is about, where it stands, who does what, and what is due."""

from __future__ import annotations

from django.db import models

from pratfall.respond.lifecycle import State
from pratfall.respond.roles import Part
from pratfall.site.people.versions import Versioned

STATES = [(state.value, state.value) for state in State]


class Setback(Versioned):
    """`what`: what happened, as whoever opened it wrote it. `about`: subjects, as [{"kind", "platform", "account_id",
    "id", "name"}]. `finding`, `code`: the finding it was opened from, if any, and `basis` its numbers as they stood.

    `answers`: to the questions of severity, by code; `severity` 1 (small) to 4 (severe), with the codes of why.
    `redeemable`: "yes", "partly", "no", "unclear". `update_minutes`: how often the team wants to say something new;
    None as long as the evidence's own pace holds. `drill`: made up, to practise.
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="setbacks")
    title = models.CharField(max_length=200)
    what = models.TextField(blank=True)
    state = models.CharField(max_length=14, choices=STATES, default=State.NOTICED.value)
    playbook = models.CharField(max_length=60, blank=True)
    about = models.JSONField(default=list)
    finding = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60, blank=True)
    basis = models.TextField(blank=True)
    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, null=True, related_name="setbacks")
    answers = models.JSONField(default=dict)
    severity = models.PositiveSmallIntegerField(default=2)
    severity_why = models.JSONField(default=list)
    redeemable = models.CharField(max_length=10, default="unclear")
    redeemable_why = models.JSONField(default=list)
    began_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    first_word_due_at = models.DateTimeField()
    first_word_at = models.DateTimeField(null=True)
    update_minutes = models.PositiveIntegerField(null=True)
    next_update_due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    drill = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(severity__range=(1, 4)), name="setback_severity_1_to_4"),
        )
        indexes = (models.Index(fields=["organisation", "-opened_at"], name="setback_newest"),)

    def __str__(self) -> str:
        return self.title

    @property
    def over(self) -> bool:
        return self.state == State.CLOSED

    @property
    def path(self) -> str:
        """Its room, below the organisation's address."""
        return f"/setbacks/{self.pk}/"


class Transition(models.Model):
    """One step of the lifecycle. `left_open`: codes of what was still open when somebody signed to close anyway."""

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="transitions")
    before = models.CharField(max_length=14, choices=STATES)
    after = models.CharField(max_length=14, choices=STATES)
    why = models.TextField(blank=True)
    left_open = models.JSONField(default=list)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Holder(models.Model):
    """Who holds a role."""

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="holders")
    part = models.CharField(max_length=10, choices=[(part.value, part.value) for part in Part])
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["setback", "part"], name="setback_one_holder"),)


class Reminder(models.Model):
    """Somebody put a clock off, or switched it off or on again. The newest of a clock holds; all are history.

    `clock`: "first_word", "next_update", "step:<number>", "prevention:<number>", "ally:<number>".
    """

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="reminders")
    clock = models.CharField(max_length=40)
    until = models.DateTimeField(null=True)
    off = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Step(Versioned):
    """One step of its playbook. `key`: of the playbook, whose wording it has; `title`: of a step the team added."""

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300, blank=True)
    part = models.CharField(max_length=10, choices=[(part.value, part.value) for part in Part])
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    left_out = models.BooleanField(default=False)  # "not needed" is an answer
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("place", "pk")
