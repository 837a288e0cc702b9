"""A lesson of organisation default, and what lessons are learnt from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from pratfall.site.lessons.models import Lesson, Origin
from pratfall.site.lessons.services import lessons
from pratfall.site.people.models import Membership
from tests.site.reports.conftest import campaign as campaign
from tests.site.reports.conftest import decided as decided
from tests.site.reports.conftest import look as look
from tests.site.reports.conftest import running as running
from tests.site.setbacks.conftest import make_setback as make_setback
from tests.site.setbacks.conftest import setback as setback

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LINES = lessons.Lines(
    believed="A picture from the web saves us an afternoon.",
    happened="It belonged to another charity, and they said so in public.",
    now_do="Always ask who took a picture before it goes out.",
    holds_when="Whenever somebody else took the picture.",
)


@pytest.fixture
def make_lesson(owner: Membership) -> Callable[..., Lesson]:
    """Written by the owner; what is given stands in it."""

    def make(**given: Any) -> Lesson:
        values: dict[str, Any] = {"lines": LINES, "origin": Origin.HAND, "subject": None, "now": NOW, **given}
        return lessons.write(organisation=owner.organisation, actor=owner.user, **values)

    return make


@pytest.fixture
def lesson(make_lesson: Callable[..., Lesson]) -> Lesson:
    return make_lesson()
