"""The trail of who changed what."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models, transaction

from .models import AuditEntry, Organisation, User


def record(
    *,
    actor: User | None,
    organisation: Organisation,
    act: str,
    subject: models.Model | str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> AuditEntry:
    """One row, in the transaction of the change itself: both are there or neither is.

    `act` has wording (`audit.<act>`); `subject` is a row or "kind:number". Say nothing personal in `before` and
    `after`: rows cannot be erased. Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an audit row belongs into the transaction of its change")
    named = subject if isinstance(subject, str) else f"{subject._meta.model_name}:{subject.pk}"
    return AuditEntry.objects.create(
        organisation=organisation,
        actor=actor,
        act=act,
        subject=named,
        before=dict(before or {}),
        after=dict(after or {}),
    )
