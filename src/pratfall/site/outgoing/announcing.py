"""Each row of the audit trail becomes a delivery to every webhook that asked for its kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from pratfall.site.people.models import AuditEntry

from . import jobs
from .models import Delivery


@receiver(post_save, sender=AuditEntry)
def announce(instance: AuditEntry, created: bool, **_more: Any) -> None:
    """In the transaction of the change, so that a change that is taken back is never announced."""
    hooks = [h for h in instance.organisation.webhooks.filter(ended_at=None) if not h.acts or instance.act in h.acts]
    if not hooks or not created:
        return
    body = json.dumps(_told(instance), ensure_ascii=False)
    made = Delivery.objects.bulk_create([Delivery(webhook=hook, act=instance.act, body=body) for hook in hooks])
    for delivery in made:
        transaction.on_commit(partial(jobs.deliver, delivery.pk))


def _told(entry: AuditEntry) -> Mapping[str, Any]:
    return {
        "type": entry.act,
        "timestamp": entry.at.isoformat(),
        "data": {
            "organisation": entry.organisation.slug,
            "actor": entry.actor_id,
            "subject": entry.subject,
            "before": entry.before,
            "after": entry.after,
        },
    }
