"""Cases of others that a team added itself; those that come with Pratfall are files of learn/cases."""

from __future__ import annotations

from django.db import models

from pratfall.site.people.versions import Versioned


class Case(Versioned):
    """`facts`: as a file of learn/cases has them, checked by the same reader."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="cases")
    slug = models.SlugField(max_length=80)
    facts = models.JSONField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "slug"], name="case_once"),)
