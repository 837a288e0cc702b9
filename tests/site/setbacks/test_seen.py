"""What was seen is read once for a state of the lake, and anew for the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pratfall.site.setbacks import about as meant
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.seen import Seen, seen
from tests.site.setbacks import measured


@pytest.fixture
def about(make_setback: Callable[..., Setback], home: Path) -> Setback:
    setback = make_setback(about=measured.ABOUT)
    said = [measured.comment("late", minutes=90), measured.comment("early", minutes=2)]
    own = [measured.comment("own", minutes=1, author_is_owner=True), measured.comment("whenever", created_at=None)]
    measured.fill(setback.organisation, post=[measured.post()], comment=[*said, *own])
    return setback


def test_comments_are_counted_by_the_hour_and_own_answers_apart(about: Setback) -> None:
    found = seen(about)
    assert [(hour.comments, hour.answers) for hour in found.hours] == [(1, 1), (1, 0)]
    assert found.hours[0].at == measured.BEGAN
    assert found.unplaced == 1
    assert found.first is not None and found.first["comment_id"] == "early"


def test_the_lake_is_asked_again_only_when_it_changed(about: Setback, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    comments_of = meant.comments_of
    monkeypatch.setattr(meant, "comments_of", lambda *given: asked.append(1) or comments_of(*given))
    assert seen(about) is seen(about)
    measured.fill(about.organisation, "newer", comment=[measured.comment("more", minutes=3)])
    assert seen(about).hours[0].comments == 2
    assert len(asked) == 2


def test_of_a_setback_about_nothing_named_nothing_is_seen(setback: Setback) -> None:
    assert seen(setback) == Seen()


def test_a_post_is_known_from_its_file(about: Setback) -> None:
    found = seen(about)
    assert found.origin(found.posts[0]) == "export.csv"
    assert found.origin({"platform": "x", "file_id": "unknown"}) == "x"
