"""Posts on the timeline."""

from __future__ import annotations

from datetime import UTC, datetime

from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.timeline import posts
from tests.site.setbacks import measured


def test_a_post_stands_where_it_went_out(about: Setback) -> None:
    (item,) = posts.items(about)
    assert (item.at, item.kind, item.text) == (measured.BEGAN, "post", "Our kitchen")
    assert item.href == "/post/?platform=x&id=p1"
    assert item.origin == "export.csv"


def test_a_post_known_only_by_its_day_stands_at_its_beginning_and_says_so(about: Setback) -> None:
    about.about = [{"kind": "post", "platform": "x", "id": "p2"}]
    (item,) = posts.items(about)
    assert (item.at, item.kind) == (datetime(2026, 11, 20, tzinfo=UTC), "post_that_day")
