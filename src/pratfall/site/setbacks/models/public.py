"""The page everybody may read: updates that are never silently edited, the fix step by step, who wants to hear."""

from __future__ import annotations

from django.db import models

from pratfall.site.people.versions import Versioned

from .room import Setback


class PublicPage(Versioned):
    """`slug`: its own address. `shows_ledger`: the team chose to show how much criticism was answered and hidden."""

    setback = models.OneToOneField(Setback, on_delete=models.PROTECT, related_name="public_page")
    slug = models.SlugField(max_length=80, unique=True)
    title_en = models.CharField(max_length=200)
    title_fr = models.CharField(max_length=200)
    shows_ledger = models.BooleanField(default=False)
    shows_changes = models.BooleanField(default=True)  # what changes for good
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(null=True)  # when its files were last made


class Update(models.Model):
    """One dated update. Its words are its newest UpdateText; older ones stay readable. `digest` of the first words
    keeps two people from posting the same update twice.
    """

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="updates")
    state = models.CharField(max_length=14)
    statement = models.ForeignKey("setbacks.Statement", on_delete=models.PROTECT, null=True, related_name="updates")
    digest = models.CharField(max_length=64)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["setback", "digest"], name="update_once"),)
        ordering = ("-at", "-pk")


class UpdateText(models.Model):
    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="texts")
    place = models.PositiveSmallIntegerField()  # 1: as first published
    text_en = models.TextField()
    text_fr = models.TextField()
    why = models.TextField(blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["update", "place"], name="update_text_no_fork"),)
        ordering = ("update", "place")


class FixStep(Versioned):
    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="fix_steps")
    place = models.PositiveSmallIntegerField()
    words_en = models.CharField(max_length=300)
    words_fr = models.CharField(max_length=300)
    done_at = models.DateTimeField(null=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("place", "pk")


class Subscriber(models.Model):
    """Who wants to hear of updates: a mail address that was confirmed from that address. Ended, the address goes."""

    setback = models.ForeignKey(Setback, on_delete=models.CASCADE, related_name="subscribers")
    email = models.EmailField(max_length=254, blank=True)
    email_digest = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    told_update = models.BigIntegerField(null=True)  # the newest update they were sent

    class Meta:
        constraints = (models.UniqueConstraint(fields=["setback", "email_digest"], name="subscriber_once"),)
