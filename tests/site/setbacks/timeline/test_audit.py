"""The trail on the timeline."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from pratfall.site.people.audit import record
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.timeline import audit, timeline


def test_what_no_other_source_tells_is_told_by_the_trail(
    setback: Setback, make_setback: Callable[..., Setback]
) -> None:
    with transaction.atomic():
        for subject, act in ((setback, "one"), (make_setback(), "of_another"), (setback, "timeline_note_added")):
            record(actor=setback.opened_by, organisation=setback.organisation, act=act, subject=subject)
    (item,) = audit.items(setback)
    assert item.facts == {"act": "one", "thing": "setback", "number": str(setback.pk)}
    assert item.who == setback.opened_by


def test_guests_do_not_read_the_trail(setback: Setback) -> None:
    with transaction.atomic():
        record(actor=None, organisation=setback.organisation, act="one", subject=setback)
    assert timeline(setback, of=["audit"])
    assert not timeline(setback, of=["audit"], role=Role.GUEST)
