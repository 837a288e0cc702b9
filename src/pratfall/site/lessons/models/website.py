"""What the organisation's own pages were found to do for its networks."""

from __future__ import annotations

from django.db import models


class WebsiteCheck(models.Model):
    """One look at the site. `found`: what `learn.website` made of its pages, as JSON; None while it goes on."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="website_checks")
    address = models.URLField(max_length=500)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    found = models.JSONField(null=True)
    done_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = (models.Index(fields=["organisation", "-asked_at"], name="website_check_newest"),)
