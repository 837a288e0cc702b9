"""A finding cannot claim more than its data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pratfall.records.findings import Finding, Freshness, Kind, Status
from pratfall.records.numbers import Cost, Estimate, NotEnoughData, Unit, Window
from pratfall.records.subjects import Subject, SubjectKind

FRESH = Freshness(datetime(2026, 11, 20, tzinfo=UTC), stale=False)


def finding(**given: Any) -> Finding:
    usual: dict[str, Any] = {
        "code": "level_fell",
        "kind": Kind.FAILURE,
        "subject": Subject(SubjectKind.ACCOUNT, "x/1", "Pond", "x", "1"),
        "status": Status.LIKELY,
        "estimate": Estimate(0.5, 0.4, 0.7, Unit.RATIO),
        "window": Window(date(2026, 1, 1), date(2026, 11, 20)),
        "n": 40,
        "method": "scan",
        "since": date(2026, 6, 1),
        "cost": Cost(),
        "evidence": (),
        "freshness": FRESH,
    }
    return Finding(**usual | given)


def test_a_finding_says_everything_a_reader_needs_or_is_not_made() -> None:
    assert finding().n == 40
    with pytest.raises(TypeError, match="freshness"):
        Finding(code="level_fell", kind=Kind.FAILURE)  # type: ignore[call-arg]


@pytest.mark.parametrize("status", [Status.SURE, Status.LIKELY])
def test_too_little_data_never_carries_a_verdict(status: Status) -> None:
    with pytest.raises(ValueError, match="NotEnoughData"):
        finding(status=status, estimate=NotEnoughData(28, 5, "posts"))
    assert finding(status=Status.CANNOT_TELL, estimate=NotEnoughData(28, 5, "posts"))


def test_stale_data_never_carry_a_failure() -> None:
    stale = Freshness(None, stale=True)
    with pytest.raises(ValueError, match="stale"):
        finding(freshness=stale)
    assert finding(freshness=stale, status=Status.CANNOT_TELL)
    assert finding(freshness=stale, kind=Kind.TRUST, status=Status.SURE)


def test_a_negative_sample_size_is_refused() -> None:
    with pytest.raises(ValueError, match="negative sample size"):
        finding(n=-1)
