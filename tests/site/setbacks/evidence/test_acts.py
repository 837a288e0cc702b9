"""Who did what, as a freeze takes it down."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from pratfall.site.people.audit import record
from pratfall.site.setbacks.evidence import Look, acts
from pratfall.site.setbacks.models import Setback


def test_the_trail_of_this_setback_is_taken_and_of_no_other(look: Look, make_setback: Callable[..., Setback]) -> None:
    other = make_setback()
    with transaction.atomic():
        for subject, act in ((look.setback, "opened"), (other, "opened"), (look.setback, "setback_frozen")):
            record(actor=None, organisation=other.organisation, act=act, subject=subject, after={"n": 1.0})
    (thing,) = acts.things(look)
    assert thing.body == {"act": "opened", "subject": f"setback:{look.setback.pk}", "before": {}, "after": {"n": 1}}
    assert thing.happened_at is not None
