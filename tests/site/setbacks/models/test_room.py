"""A setback as a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from pratfall.respond.lifecycle import State
from pratfall.site.setbacks.models import Setback


def test_it_knows_whether_it_is_over_and_where_its_room_is(setback: Setback) -> None:
    assert not setback.over and setback.path == f"/setbacks/{setback.pk}/"
    setback.state = State.CLOSED
    assert setback.over and str(setback) == "The wrong picture"


@pytest.mark.parametrize("severity", [0, 5])
def test_severity_runs_from_one_to_four(make_setback: Callable[..., Setback], severity: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_setback(severity=severity)
