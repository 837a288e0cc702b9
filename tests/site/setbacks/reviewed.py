"""Today's review as a setback's pages find it: the example's, without a lake."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from pratfall.reviews.render.story import Told, tell
from pratfall.site.setbacks import reasons
from tests.reviews.render.example import example


def todays(patch: pytest.MonkeyPatch, *, there: bool = True) -> Told:
    """Puts the example in place of the review; returns its finding with causes."""
    review = example()

    def current(*_: Any) -> Any:
        return SimpleNamespace(story=lambda lang: tell(review, lang)) if there else None

    patch.setattr(reasons.desk, "current", current)
    return next(t for t in tell(review, "en").by_slug.values() if t.diagnosis and t.finding.diagnosis.causes)  # type: ignore[union-attr]


def about(told: Told) -> list[dict[str, str]]:
    """Its subject, as a setback names it."""
    subject = told.finding.subject
    return [
        {"kind": subject.kind.value, "platform": subject.platform, "account_id": subject.account_id, "id": subject.id}
    ]


def began(told: Told) -> datetime:
    """The day after the change, so that it came shortly before."""
    assert told.finding.since
    return datetime.combine(told.finding.since, time(), UTC) + timedelta(days=1)
