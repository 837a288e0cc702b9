"""The debrief: everybody writes alone first, then all see each other's, sort them and vote."""

from __future__ import annotations

from django.db import models

from pratfall.site.people.versions import Versioned

from .room import Setback


class Debrief(Versioned):
    """`phase`: "alone", "together", "closed". `no_outsider_because`: signed where no outside voice was heard."""

    setback = models.OneToOneField(Setback, on_delete=models.PROTECT, related_name="debrief")
    phase = models.CharField(max_length=10, default="alone")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    no_outsider_because = models.TextField(blank=True)
    summary = models.TextField(blank=True)


class Voice(models.Model):
    """Somebody who takes part: a member (`user`), or an outsider with an own link, of which a digest is kept."""

    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="voices")
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    stands_for = models.CharField(max_length=120, blank=True)  # a donor, a member, the agency ...
    outside = models.BooleanField(default=False)
    language = models.CharField(max_length=8, blank=True)
    digest = models.CharField(max_length=64, null=True, unique=True)
    ends_at = models.DateTimeField(null=True)
    invited_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)  # done writing alone
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["debrief", "user"], condition=models.Q(user__isnull=False), name="voice_once_each"
            ),
        )


class ThoughtKind(models.TextChoices):
    CAUSE = "cause"
    SURPRISED = "surprised"
    WENT_WELL = "went_well"
    LUCKY = "lucky"
    CHANGE = "change"


class Theme(Versioned):
    """`evidence`: keys of timeline items hung under it."""

    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="themes")
    title = models.CharField(max_length=200)
    said = models.TextField(blank=True)  # what the discussion came to
    evidence = models.JSONField(default=list)
    at = models.DateTimeField()


class Thought(Versioned):
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="thoughts")
    kind = models.CharField(max_length=10, choices=ThoughtKind.choices)
    text = models.TextField()
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, related_name="thoughts")
    at = models.DateTimeField()


class Vote(models.Model):
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="votes")
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="votes")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["theme", "voice"], name="vote_once_each"),)
