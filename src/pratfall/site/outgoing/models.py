"""Who wants to hear what, and what they have heard."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from pratfall.site.people.models import Membership, Organisation, User


class Wishes(models.Model):
    """What one member wants to be told. Without a row: the weekly digest on Monday, and what cannot wait."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="wishes")
    weekly = models.BooleanField(default=True)
    weekday = models.PositiveSmallIntegerField(default=0)  # 0: Monday
    at_once = models.BooleanField(default=True)
    calendar = models.CharField(max_length=64, blank=True, db_index=True)  # digest of the secret in the feed's address

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(weekday__lte=6), name="outgoing_some_weekday"),)

    def __str__(self) -> str:
        return str(self.membership)


class Channel(models.Model):
    """A further way to reach a member, besides mail: an address as Apprise writes it. It holds a secret."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="channels")
    address = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    trouble_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.address.partition(":")[0]


class Heard(models.Model):
    """A message somebody was sent, so that nobody is sent it twice."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="heard")
    key = models.CharField(max_length=220)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["membership", "key"], name="outgoing_heard_once"),)

    def __str__(self) -> str:
        return self.key


class Webhook(models.Model):
    """An address that is called after each change. `acts`: of the audit trail; empty for all."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="webhooks")
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=80)  # signs what is sent, so it cannot be kept as a digest
    acts = models.JSONField(default=list)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    act = models.CharField(max_length=60)
    body = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = (models.Index(fields=["webhook", "-at"], name="outgoing_delivery_newest"),)

    def __str__(self) -> str:
        return f"{self.act} ({self.attempts})"
