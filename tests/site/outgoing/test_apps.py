from __future__ import annotations

from django.db.models.signals import post_save

from pratfall.site.outgoing.announcing import announce
from pratfall.site.people.models import AuditEntry


def test_the_audit_trail_is_listened_to_from_the_start() -> None:
    connected, _ = post_save._live_receivers(AuditEntry)  # type: ignore[attr-defined]
    assert announce in connected
