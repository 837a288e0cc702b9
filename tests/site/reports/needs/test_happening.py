"""What is heard right now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pratfall.records.findings import Status
from pratfall.reviews.watch import live
from pratfall.reviews.watch import store as stores
from pratfall.reviews.watch.incidents import Alarm, begin
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, happening


def test_a_storm_being_told_stands_on_the_monday_page_and_cannot_wait(
    home: Path, look: Callable[..., Look], owner: Membership
) -> None:
    assert list(happening.needs(look())) == []
    alarm = Alarm("x|us|comments|60", 500, 30_000, 0.8, 0.001, 90.0, 10.0, 20.0, 60, label="Us")
    with stores.opened(live.folder_of(home, owner.organisation.lake_key)) as store:
        store.save_incident(begin(1, alarm, Status.LIKELY))
    (row,) = happening.needs(look())
    assert row.urgent and "Us" in row.title and row.sentence
    assert row.things[0].key.startswith("incident:1:")
