"""Tampering is the first thing on Monday, and on every other day."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, records_broken
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.vigil import BROKEN, look_after
from tests.site.reports.conftest import NOW


def test_broken_records_are_urgent_until_they_hold(look: Callable[..., Look], owner: Membership) -> None:
    setback = Setback.objects.create(
        organisation=owner.organisation, title="The picture", began_at=NOW, opened_at=NOW, first_word_due_at=NOW
    )
    assert list(records_broken.needs(look(now=NOW))) == []
    with transaction.atomic():
        after = {"fault": "changed", "fault_place": 7}
        record(actor=None, organisation=owner.organisation, act=BROKEN, subject=setback, after=after)
    (row,) = records_broken.needs(look(now=NOW))
    assert row.urgent and "The picture" in row.title and "Entry 7" in row.sentence
    assert look_after(setback)
    assert list(records_broken.needs(look(now=NOW))) == []
