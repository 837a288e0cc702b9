"""What can be used again: texts a team has, and the pieces made of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from pratfall.site.people.versions import Versioned


class Feed(Versioned):
    """A feed (RSS or Atom) whose entries become material."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="feeds")
    address = models.URLField(max_length=500)
    title = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "address"], name="feed_once"),)


class MaterialKind(models.TextChoices):
    BROCHURE = "brochure"
    ARTICLE = "article"
    TALK = "talk"
    POST = "post"  # one of our own that works again and again


class Material(Versioned):
    """`evergreen`: it does not age. `made_on`: its own day, None unknown. `address`: where it stands, if anywhere."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="materials")
    kind = models.CharField(max_length=8, choices=MaterialKind.choices)
    title = models.CharField(max_length=300)
    text = models.TextField()
    address = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=2)
    evergreen = models.BooleanField(default=False)
    made_on = models.DateField(null=True)
    feed = models.ForeignKey(Feed, on_delete=models.SET_NULL, null=True, related_name="materials")
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "address"], condition=~Q(address=""), name="material_address_once"
            ),
        )


class ReuseState(models.TextChoices):
    PLANNED = "planned"
    OUT = "out"
    DROPPED = "dropped"


class Reuse(Versioned):
    """A piece made of a material for one account: in whose hands, until when, and where it went out."""

    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="pieces")
    platform = models.CharField(max_length=40)
    account_id = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    state = models.CharField(max_length=8, choices=ReuseState.choices, default=ReuseState.PLANNED)
    person = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    post_ref = models.CharField(max_length=300, blank=True)
    why = models.TextField(blank=True)  # why in spite of the guard, or why dropped
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    out_at = models.DateTimeField(null=True)
