"""A setback of organisation default, two hours old, that nobody has said anything about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pratfall.site.people.models import Membership
from pratfall.site.setbacks.models import PublicPage, Setback, Update
from pratfall.site.setbacks.services import publishing
from tests.site.outgoing.conftest import post as post

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)


@pytest.fixture
def make_setback(owner: Membership) -> Callable[..., Setback]:
    """A row as the services would write it; what is given stands in it."""

    def make(**more: Any) -> Setback:
        values: dict[str, Any] = {
            "organisation": owner.organisation,
            "title": "The wrong picture",
            "what": "We posted a picture of another charity's kitchen.",
            "began_at": NOW - timedelta(hours=2),
            "opened_at": NOW - timedelta(hours=1),
            "opened_by": owner.user,
            "first_word_due_at": NOW - timedelta(hours=1),
        }
        return Setback.objects.create(**{**values, **more})

    return make


@pytest.fixture
def setback(make_setback: Callable[..., Setback]) -> Setback:
    return make_setback()


@pytest.fixture
def public_page(setback: Setback, owner: Membership, home: Path) -> PublicPage:
    """Open, with nothing on it yet."""
    titles = {"title_en": "The wrong picture", "title_fr": "La mauvaise photo"}
    return publishing.open_page(setback=setback, actor=owner.user, slug="the-wrong-picture", now=NOW, **titles)


@pytest.fixture
def update(public_page: PublicPage, owner: Membership) -> Update:
    """The first one, out on the page."""
    return publishing.publish(
        setback=public_page.setback,
        actor=owner.user,
        text_en="We showed a kitchen that is not ours.",
        text_fr="Nous avons montré une cuisine qui n’est pas la nôtre.",
        state="acknowledged",
        now=NOW,
    )
