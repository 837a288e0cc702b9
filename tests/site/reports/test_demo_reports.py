"""The sample's monthly reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pratfall.site.jobs import queue
from pratfall.site.people.models import Membership
from pratfall.site.reports import demo_reports


def test_the_last_two_months_are_asked_of_the_worker(owner: Membership, home: Path) -> None:
    demo_reports.ask(owner.organisation, date(2026, 11, 20))
    (asked,) = [task for task in queue.pending() if task.name == "make_in_turn"]
    assert sorted(asked.args[2]) == ["2026-09-01", "2026-10-01"]
