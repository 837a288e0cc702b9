"""What was seen is read once for a state of the lake, and anew for the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
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
    assert [(hour.comments, hour.answers) for hour in found.stretches] == [(1, 1), (1, 0)]
    assert found.stretches[0].at == measured.BEGAN + timedelta(minutes=1)
    assert found.unplaced == 1
    assert found.first is not None and found.first["comment_id"] == "early"


def test_the_lake_is_asked_again_only_when_it_changed(about: Setback, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    comments_of = meant.comments_of
    monkeypatch.setattr(meant, "comments_of", lambda *given: asked.append(1) or comments_of(*given))
    assert seen(about) is seen(about)
    measured.fill(about.organisation, "newer", comment=[measured.comment("more", minutes=3)])
    assert seen(about).stretches[0].comments == 2
    assert len(asked) == 2


def test_of_a_setback_about_nothing_named_nothing_is_seen(setback: Setback) -> None:
    assert seen(setback) == Seen()


def test_a_post_is_known_from_its_file(about: Setback) -> None:
    found = seen(about)
    assert found.origin(found.posts[0]) == "export.csv"
    assert found.origin({"platform": "x", "file_id": "unknown"}) == "x"


def test_quiet_hours_of_a_quarter_of_a_day_are_one_stretch(about: Setback) -> None:
    storm = [measured.comment(f"s{i}", minutes=180 + i) for i in range(50)]
    quiet = [measured.comment(f"q{i}", minutes=60 * i + 5) for i in (8, 9, 10)]
    measured.fill(about.organisation, "storm", comment=[*storm, *quiet])
    found = [(part.hour.hour, part.comments) for part in seen(about).stretches]
    assert found == [(20, 2), (23, 50), (4, 2), (6, 1)]  # the clock's hours: the quiet ones by quarters of the day
    assert sum(part.comments for part in seen(about).stretches) == 55
