"""Feeds that stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pratfall.reviews.render.story import tell
from pratfall.site.campaigns.services import attention
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, feeds_stopped
from tests.reviews.render.example import example
from tests.site.reports.conftest import NOW


def test_all_stopped_feeds_are_one_row_and_each_can_be_put_aside(look: Callable[..., Look], owner: Membership) -> None:
    review = example()
    stale = next(f for f in review.findings if f.code == "stale_data")
    two = (stale, replace(stale, subject=replace(stale.subject, id="x/2", account_id="2", label="Second")))
    story = tell(replace(review, findings=two), "en")
    (row,) = feeds_stopped.needs(look(story=story))
    assert len(row.things) == 2 and "2" in row.title
    where = {"organisation": owner.organisation, "actor": owner.user, "now": NOW}
    attention.dismiss(things=row.things[:1], why="closed on purpose", **where)
    (row,) = feeds_stopped.needs(look(story=story))
    assert len(row.things) == 1 and row.lines == ()


def test_fresh_feeds_need_nobody(look: Callable[..., Look]) -> None:
    assert list(feeds_stopped.needs(look(story=tell(replace(example(), findings=()), "en")))) == []
