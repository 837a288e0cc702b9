"""The library: lessons in three lines, whether they still hold, which contradict each other, where they were shown."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from pratfall.site.people.versions import Versioned


class Origin(models.TextChoices):
    """What a lesson was learnt from."""

    SETBACK = "setback"
    DECISION = "decision"
    IDEA = "idea"
    CAMPAIGN = "campaign"
    HAND = "hand"


class Lesson(Versioned):
    """`believed`, `happened`, `now_do`: the three lines, in the team's words and `language`. `holds_when`: conditions.

    `origin` says which of the four keys is filled; a lesson of a setback shows its comeback beside it. `causes`: codes
    of causes of findings. `networks`, `labels`, `tags`: lower case. `evidence`: what it rests on besides, as
    [{"kind", "ref", "title"}]. `recheck_on`: the day to ask whether it is still true. Retired ones stay to be read.
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="lessons")
    believed = models.TextField()
    happened = models.TextField()
    now_do = models.TextField()
    holds_when = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    setback = models.ForeignKey("setbacks.Setback", on_delete=models.PROTECT, null=True, related_name="lessons")
    decision = models.ForeignKey("campaigns.Decision", on_delete=models.PROTECT, null=True, related_name="lessons")
    idea = models.ForeignKey("campaigns.Idea", on_delete=models.PROTECT, null=True, related_name="lessons")
    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, null=True, related_name="lessons")
    causes = models.JSONField(default=list)
    networks = models.JSONField(default=list)
    labels = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    evidence = models.JSONField(default=list)
    recheck_on = models.DateField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    retired_why = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["organisation", "-at"], name="lesson_newest"),)


class Answer(models.TextChoices):
    """Is it still true?"""

    HOLDS = "holds"
    PARTLY = "partly"
    NO_LONGER = "no_longer"
    CANNOT_TELL = "cannot_tell"


class Recheck(models.Model):
    """Somebody asked whether a lesson still holds; never changed."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="rechecks")
    answer = models.CharField(max_length=12, choices=Answer.choices)
    why = models.TextField(blank=True)
    recheck_on = models.DateField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Contradiction(Versioned):
    """Two lessons that cannot both be followed, until somebody says when which holds. The older one is `one`."""

    one = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="contradicted_by")
    other = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="contradicts")
    why = models.TextField(blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled = models.TextField(blank=True)  # in the team's words: when which of them holds
    settled_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["one", "other"], name="contradiction_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="contradiction_older_first"),
        )


class NoLesson(models.Model):
    """What asked for a lesson and, as somebody says why, gave none. `origin` and `number` name it."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="no_lessons")
    origin = models.CharField(max_length=8, choices=Origin.choices)
    number = models.PositiveBigIntegerField()
    why = models.TextField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "origin", "number"], name="no_lesson_once"),)


class Showing(Versioned):
    """A lesson that was shown where it fitted, and what became of it.

    `place`, `ref`: "plan", "finding" or "setback" and which; `title`: its name then. `why`: reasons for which it
    fitted.
    `used`, `helped`: what the team says; None until somebody says so.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="showings")
    place = models.CharField(max_length=8)
    ref = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    why = models.JSONField(default=list)
    score = models.FloatField()
    first_at = models.DateTimeField()
    used = models.BooleanField(null=True)
    helped = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lesson", "place", "ref"], name="showing_once"),)
