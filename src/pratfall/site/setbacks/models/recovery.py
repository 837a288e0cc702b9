"""The way back: what was measured, and the story as it may be told."""

from __future__ import annotations

from django.db import models

from pratfall.site.people.versions import Versioned

from .room import Setback


class Comeback(models.Model):
    """What was measured on a day, frozen: levels against what would have been, as JSON; never changed."""

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="comebacks")
    measured = models.JSONField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


class StoryDraft(Versioned):
    """For a person to finish: an article and the script of a minute's video, in both languages."""

    setback = models.OneToOneField(Setback, on_delete=models.PROTECT, related_name="story")
    article_en = models.TextField(blank=True)
    article_fr = models.TextField(blank=True)
    script_en = models.TextField(blank=True)
    script_fr = models.TextField(blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
