from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pratfall.errors import Conflict, Refused
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.people.roles import Role
from pratfall.site.reports.models import Kind, Rhythm
from pratfall.site.reports.regular import rhythm

PARIS = "Europe/Paris"


def monthly(**more: object) -> Rhythm:
    return Rhythm(**{"kind": Kind.MONTHLY, "day": 2, "hour": 7, "zone": PARIS, **more})  # type: ignore[arg-type]


def weekly(**more: object) -> Rhythm:
    return Rhythm(**{"kind": Kind.WEEKLY, "day": 0, "hour": 7, "zone": PARIS, **more})  # type: ignore[arg-type]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "now", "at"),
    [
        (monthly(), "2026-12-02T06:00", "2026-12-02T06:00"),  # winter: one hour before UTC
        (monthly(), "2026-12-02T05:59", "2026-11-02T06:00"),
        (monthly(), "2026-07-15T00:00", "2026-07-02T05:00"),  # summer: two
        (monthly(), "2026-01-01T12:00", "2025-12-02T06:00"),
        (weekly(), "2026-11-22T12:00", "2026-11-16T06:00"),
        (weekly(day=6, hour=23), "2026-11-22T12:00", "2026-11-15T22:00"),
        (weekly(day=6, hour=2), "2026-03-29T01:00", "2026-03-29T01:00"),  # an hour the clocks skip: the one after it
        (weekly(day=6, hour=2), "2026-10-25T00:30", "2026-10-25T00:00"),  # an hour they repeat: the first
        (monthly(day=1, hour=0, zone="Pacific/Kiritimati"), "2026-11-30T12:00", "2026-11-30T10:00"),
    ],
)
def test_it_falls_due_by_the_team_s_own_clock(row: Rhythm, now: str, at: str) -> None:
    assert rhythm.moment(row, utc(now)) == utc(at)


@given(
    st.sampled_from(list(Kind)),
    st.integers(1, 6),
    st.integers(0, 23),
    st.sampled_from(
        [PARIS, "UTC", "America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe"]
    ),
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)),
)
def test_whatever_the_zone_it_is_never_late_nor_of_days_that_are_not_over(
    kind: Kind, day: int, hour: int, zone: str, at: datetime
) -> None:
    row, now = Rhythm(kind=kind, day=day, hour=hour, zone=zone), at.replace(tzinfo=UTC)
    due = rhythm.moment(row, now)
    assert timedelta() <= now - due <= timedelta(days=8 if kind is Kind.WEEKLY else 32)
    period = rhythm.period_at(row, due)
    assert period.over <= due, "the days are over where numbers are counted, in UTC"


def test_the_report_on_the_first_of_a_month_far_east_is_of_the_month_that_is_over() -> None:
    row = monthly(day=1, hour=0, zone="Pacific/Kiritimati")
    assert rhythm.period_at(row, utc("2026-11-30T10:00")).start == date(2026, 10, 1), "November is not over in UTC"
    assert rhythm.period_at(monthly(day=1, hour=0), utc("2026-12-01T00:00")).start == date(2026, 11, 1)


def test_nobody_has_said_anything_means_monthly_on_the_second(owner: Membership) -> None:
    [(period, at)] = rhythm.due(owner.organisation, utc("2026-12-05T00:00"))
    assert (period.kind, period.start, at) == (Kind.MONTHLY, date(2026, 11, 1), utc("2026-12-02T07:00"))


def test_a_manager_sets_it_and_two_managers_are_told(owner: Membership, join: Callable[..., Membership]) -> None:
    said = {"kind": Kind.WEEKLY, "on": True, "day": 2, "hour": 8, "zone": PARIS}
    make = {"organisation": owner.organisation, "actor": owner.user, **said}
    rhythm.set_rhythm(**make, seen=0)  # type: ignore[arg-type]
    for seen in (0, 7):
        with pytest.raises(Conflict):
            rhythm.set_rhythm(**make, seen=seen)  # type: ignore[arg-type]
    rhythm.set_rhythm(**{**make, "on": False}, seen=1)  # type: ignore[arg-type]
    assert AuditEntry.objects.filter(act="rhythm_set").count() == 2
    assert [p.kind for p, _ in rhythm.due(owner.organisation, utc("2026-12-05T00:00"))] == [Kind.MONTHLY]
    with pytest.raises(Refused, match="not_allowed_here"):
        rhythm.set_rhythm(**{**make, "actor": join(Role.EDITOR).user}, seen=2)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [{"day": 29}, {"day": 0}, {"hour": 24}, {"zone": "Mars/Base"}, {"zone": "../etc"}])
def test_a_day_or_zone_that_does_not_exist_is_refused(owner: Membership, wrong: dict[str, object]) -> None:
    said = {"kind": Kind.MONTHLY, "on": True, "day": 2, "hour": 8, "zone": PARIS, **wrong}
    with pytest.raises(Refused, match="rhythm_impossible"):
        rhythm.set_rhythm(organisation=owner.organisation, actor=owner.user, seen=0, **said)  # type: ignore[arg-type]
