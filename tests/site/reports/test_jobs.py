from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pratfall.errors import Refused
from pratfall.site.people.models import Membership
from pratfall.site.reports import jobs
from pratfall.site.reports.models import Report
from pratfall.site.reports.regular import asking, making

DUE = datetime(2026, 12, 2, 7, tzinfo=UTC)
FACTS = {"sections": {}, "before": None}


@pytest.fixture
def quick(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "facts_of", lambda *_: FACTS)


@pytest.mark.usefixtures("quick")
def test_each_report_is_made_in_its_hour_once(owner: Membership) -> None:
    report = Report.objects.filter(organisation=owner.organisation)
    jobs.rounds(DUE - timedelta(minutes=1))
    assert [str(row.start) for row in report] == ["2026-10-01"], "the month before that: its hour was long ago"
    assert jobs.rounds(DUE) == 1 and jobs.rounds(DUE + timedelta(hours=1)) == 0
    assert report.filter(start="2026-11-01", by=None).count() == 1


@pytest.mark.usefixtures("quick")
def test_hours_the_server_slept_through_are_made_up(owner: Membership) -> None:
    assert jobs.rounds(DUE + timedelta(days=9, hours=5)) == 1
    assert str(Report.objects.get().start) == "2026-11-01"


@pytest.mark.usefixtures("quick")
def test_several_are_made_in_the_order_of_their_days(owner: Membership) -> None:
    jobs.make_in_turn.call_local(owner.organisation.pk, "monthly", ["2026-10-01", "2026-09-01"])
    assert [str(row.start) for row in Report.objects.order_by("pk")] == ["2026-09-01", "2026-10-01"]


def test_one_that_fails_holds_no_other_up(
    owner: Membership, charlie: Membership, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def facts(organisation: Any, *_more: object) -> dict[str, Any]:
        if organisation == owner.organisation:
            raise RuntimeError("broken")
        return FACTS

    monkeypatch.setattr(making, "facts_of", facts)
    assert jobs.rounds(DUE) == 1
    assert Report.objects.get().organisation == charlie.organisation


@pytest.mark.usefixtures("home")
def test_where_nothing_is_known_nothing_is_made_and_nothing_breaks(owner: Membership) -> None:
    assert jobs.rounds(DUE) == 0 and not Report.objects.exists()


@pytest.mark.parametrize(
    ("error", "code"), [(Refused("report_nothing_known"), "report_nothing_known"), (OSError(), "report_unreadable")]
)
def test_what_was_asked_for_and_failed_is_told(
    owner: Membership, home: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(making, "facts_of", fail)
    jobs.make_report.call_local(owner.organisation.pk, "monthly", "2026-06-01", owner.user.pk, False)
    [(_, trouble)] = asking.standing(owner.organisation, datetime.now(UTC))
    assert trouble is not None and trouble.code == code


@pytest.mark.usefixtures("quick")
def test_what_was_asked_for_is_made_and_an_organisation_that_is_gone_is_left_alone(owner: Membership) -> None:
    jobs.make_report.call_local(owner.organisation.pk, "monthly", "2026-06-01", owner.user.pk, False)
    jobs.make_report.call_local(0, "monthly", "2026-06-01", None, False)
    assert Report.objects.get().by == owner.user and asking.standing(owner.organisation, datetime.now(UTC)) == []
