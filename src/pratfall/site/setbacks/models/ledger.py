"""The feedback ledger: every comment seen, what became of it, and what we did. Append-only and hash-chained."""

from __future__ import annotations

from django.db import models

from pratfall.site.people.versions import Versioned

from .room import Setback


class LedgerEntry(models.Model):
    """`kind`: "seen", "scored", "answered", "gone", "back", "removal_asked", "removal_approved", "removal_refused",
    "removed", "erased". `body`: plain values, nobody's words and nobody's name; `text`: the digest of a KeptText.

    `hash` is over this row and the one before: pratfall.respond.chain.
    """

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="ledger")
    place = models.PositiveIntegerField()  # 1, 2, 3 ... within the setback
    kind = models.CharField(max_length=20)
    platform = models.CharField(max_length=40)
    ref = models.CharField(max_length=300)  # the comment's own id there
    body = models.JSONField(default=dict)
    text = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["setback", "place"], name="ledger_no_fork"),)
        indexes = (models.Index(fields=["setback", "platform", "ref"], name="ledger_of"),)
        ordering = ("setback", "place")


class RemovalReason(models.TextChoices):
    THREAT = "threat"
    PERSONAL_DATA = "personal_data"
    SPAM = "spam"
    HATE = "hate"


class Removal(Versioned):
    """Somebody wants to hide or delete a comment: with a reason of the policy, and a second person."""

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="removals")
    platform = models.CharField(max_length=40)
    ref = models.CharField(max_length=300)
    hide_only = models.BooleanField(default=True)
    reason = models.CharField(max_length=14, choices=RemovalReason.choices)
    why = models.TextField()
    asked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)
    answer_why = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)  # on the network, by a person

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["setback", "platform", "ref"], condition=models.Q(approved=None), name="removal_asked_once"
            ),
        )


class ReplyKind(models.TextChoices):
    EXPLAIN = "explain"  # to the angry
    ANSWER = "answer"  # to a question
    THANK = "thank"  # to a defender
    ACKNOWLEDGE = "acknowledge"
    OWN = "own"


class Reply(Versioned):
    """An answer to one comment: drafted, sent by a person, and where it can be read."""

    setback = models.ForeignKey(Setback, on_delete=models.PROTECT, related_name="replies")
    platform = models.CharField(max_length=40)
    ref = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=ReplyKind.choices)
    language = models.CharField(max_length=8)
    text = models.TextField()
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["setback", "platform", "ref"], name="reply_one_each"),)
