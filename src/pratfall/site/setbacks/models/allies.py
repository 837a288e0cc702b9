"""People and partners who may help: asked with facts, never scripts, and on the list until they are thanked."""

from __future__ import annotations

from django.db import models

from pratfall.site.people.versions import Versioned

from .room import Setback


class Ally(Versioned):
    """`found`: the numbers that made us think of them, None for somebody added by hand. `where`: how to reach them.

    `stands_for`: "brand", "justice", "self" (why they defend), "partner" or "other".
    """

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="allies")
    name = models.CharField(max_length=120)
    where = models.CharField(max_length=300, blank=True)
    platform = models.CharField(max_length=40, blank=True)
    author = models.CharField(max_length=120, blank=True)  # pseudonym
    found = models.JSONField(null=True)
    stands_for = models.CharField(max_length=10, default="other")
    language = models.CharField(max_length=8, blank=True)
    brief = models.TextField(blank=True)
    added_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    said = models.TextField(blank=True)
    said_at = models.DateTimeField(null=True)
    thanked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    thanked_at = models.DateTimeField(null=True)
    thanked_how = models.TextField(blank=True)
    left_out_at = models.DateTimeField(null=True)
    left_out_why = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["setback", "platform", "author"], condition=~models.Q(author=""), name="ally_once"
            ),
        )
