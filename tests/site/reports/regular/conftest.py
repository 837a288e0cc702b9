"""A June that is over: everything a review can say, over a small pond of posts and gifts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from pratfall.site.people.models import Membership
from pratfall.site.reports.models import Kind, Report
from pratfall.site.reports.regular import making
from pratfall.site.reports.regular.gathered import Gathered
from pratfall.site.reports.regular.periods import holding
from pratfall.site.reports.regular.sections import sections
from tests.reviews.render.example import example
from tests.small_scenes import post, scene

JUNE = holding(Kind.MONTHLY, date(2026, 6, 1))
NOW = datetime(2026, 7, 2, 7, tzinfo=UTC)


def gift(day: date, euros: str) -> dict[str, Any]:
    return {"occurred": np.datetime64(f"{day}T09:00", "s"), "net": Decimal(euros), "currency": "EUR"}


def pond(*, now: float = 40.0, then: float = 10.0, posts: int = 12) -> Any:
    """`posts` posts of May with `then` likes or so and as many of June with `now`; a gift every third day."""
    days = [date(2026, 5, 1) + timedelta(days=k) for k in range(61)]
    rows = [
        post(day.replace(day=2 * k + 1), metrics={"likes": likes + k % 3})
        for day, likes in ((date(2026, 5, 1), then), (date(2026, 6, 1), now))
        for k in range(posts)
    ]
    return scene(rows, gifts=[gift(day, "20.00") for day in days[::3]], now=JUNE.over - timedelta(seconds=1))


@pytest.fixture
def look(owner: Membership) -> Callable[..., Gathered]:
    """What sections look at; what is given stands in place of what is there."""

    def at(**given: Any) -> Gathered:
        found = Gathered(
            organisation=owner.organisation,
            period=JUNE,
            known_on=NOW.date(),
            scene=pond(),
            review=replace(example(), as_of=JUNE.over - timedelta(seconds=1)),
            gifts_until=JUNE.end,
            previous=None,
        )
        return replace(found, **given)

    return at


@pytest.fixture
def report(look: Callable[..., Gathered], owner: Membership) -> Report:
    """Of June, with everything that June had, as it would be kept."""
    facts = {"sections": {code: section.gather(look()) for code, section in sections().items()}, "before": None}
    return Report.objects.create(
        organisation=owner.organisation,
        kind=Kind.MONTHLY,
        start=JUNE.start,
        end=JUNE.end,
        known_on=NOW.date(),
        facts=facts,
        digest=making.digest_of(facts),
        at=NOW,
    )
