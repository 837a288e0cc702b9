"""Measured, kept, and measured again in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.learn.comeback import Better, Standing, WayBack
from pratfall.records.numbers import NotEnoughData
from pratfall.reviews.recovery import Measure, Measured, Recovery
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Comeback, Setback
from pratfall.site.setbacks.services import comebacks
from tests.site.setbacks.ways import way

from ..conftest import NOW

BEGAN = datetime(2026, 8, 3, 9, tzinfo=UTC)
AFTER = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def recovering(
    full_home: Path, monkeypatch: pytest.MonkeyPatch, make_setback: Callable[..., Setback]
) -> Callable[..., Setback]:
    """Over the sample's files."""
    monkeypatch.setenv("PRATFALL_HOME", str(full_home))

    def make(**more: Any) -> Setback:
        return make_setback(**{"began_at": BEGAN, "opened_at": BEGAN, "state": "recovering", **more})

    return make


def test_what_is_measured_is_kept_with_its_day_and_measured_twice_is_one_row(
    recovering: Callable[..., Setback], owner: Membership
) -> None:
    setback = recovering()
    made = comebacks.measure(setback=setback, actor=owner.user, now=AFTER)
    found = comebacks.recovery(made)
    assert (found.onset, found.as_of) == (BEGAN.date(), AFTER.date())
    assert [m.measure for m in found.measured] == list(Measure) and found.accounts
    engagement = found.measured[0].way
    assert isinstance(engagement, WayBack) and engagement.weeks >= 10
    assert comebacks.measure(setback=setback, actor=None, now=AFTER + timedelta(hours=1)).pk == made.pk
    assert AuditEntry.objects.filter(act="comeback_measured").count() == 1
    assert comebacks.newest(setback) == made


def test_with_nothing_imported_it_says_so_and_invents_nothing(
    home: Path, make_setback: Callable[..., Setback], owner: Membership
) -> None:
    setback = make_setback(began_at=BEGAN, state="recovering")
    found = comebacks.recovery(comebacks.measure(setback=setback, actor=owner.user, now=AFTER))
    assert all(isinstance(m.way, NotEnoughData) for m in found.measured)
    assert comebacks.leading(found) is None


def test_drills_and_lookers_on_measure_nothing(
    home: Path, make_setback: Callable[..., Setback], owner: Membership, join: Callable[..., Membership]
) -> None:
    with pytest.raises(Refused, match="comeback_of_a_drill"):
        comebacks.measure(setback=make_setback(drill=True), actor=owner.user, now=NOW)
    with pytest.raises(Refused, match="not_allowed_here"):
        comebacks.measure(setback=make_setback(), actor=join(Role.ANALYST).user, now=NOW)
    assert not Comeback.objects.exists()


def row(setback: Setback, at: datetime) -> Comeback:
    return Comeback.objects.create(setback=setback, measured={"as_of": "2026-11-20"}, at=at)


def test_the_worker_measures_weekly_while_it_recovers_and_twelve_weeks_after_closing(
    make_setback: Callable[..., Setback],
) -> None:
    recovering, fresh = make_setback(state="recovering"), make_setback(state="recovering")
    closed = make_setback(state="closed", closed_at=NOW - timedelta(weeks=11))
    make_setback(state="closed", closed_at=NOW - timedelta(weeks=13))
    make_setback(state="noticed")
    make_setback(state="recovering", drill=True)
    row(recovering, NOW - timedelta(days=8))
    row(fresh, NOW - timedelta(days=6))
    assert {s.pk for s in comebacks.due(NOW)} == {recovering.pk, closed.pk}


def test_the_newest_of_many_setbacks_take_one_query(
    make_setback: Callable[..., Setback], django_assert_num_queries: Any
) -> None:
    one, two, none = make_setback(), make_setback(), make_setback()
    row(one, NOW - timedelta(days=9))
    last, other = row(one, NOW), row(two, NOW)
    with django_assert_num_queries(1):
        assert comebacks.newest_of([one, two, none]) == {one.pk: last, two.pk: other}


def test_what_is_not_back_is_told_first() -> None:
    measured = (
        Measured(measure=Measure.ENGAGEMENT, way=way(Standing.BACK)),
        Measured(measure=Measure.NEGATIVE, way=NotEnoughData(14, 2, "weeks")),
        Measured(measure=Measure.DONATIONS, way=way(Standing.BELOW)),
    )
    found = Recovery(date(2026, 8, 3), date(2026, 11, 2), (), measured)
    first = comebacks.leading(found)
    assert first is not None and first.measure is Measure.DONATIONS
    assert Better.LOW == "low"
