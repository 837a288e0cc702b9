"""What has ended and taught nothing yet asks once, in one row, a week later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pratfall.site.campaigns.services import attention
from pratfall.site.lessons.models import Origin
from pratfall.site.lessons.services.asked import answer_none
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, lessons_asked
from pratfall.site.setbacks.models import Setback
from tests.site.reports.conftest import NOW
from tests.site.setbacks.conftest import make_setback as make_setback

WEEK = timedelta(days=7)
Make = Callable[..., Setback]


def test_all_are_one_row_a_week_after_they_ended(look: Callable[..., Look], make_setback: Make) -> None:
    first = make_setback(title="First", state="closed", closed_at=NOW)
    make_setback(title="Second", state="closed", closed_at=NOW + timedelta(hours=1))
    assert list(lessons_asked.needs(look(now=NOW + timedelta(days=6)))) == []
    (need,) = lessons_asked.needs(look(now=NOW + timedelta(days=8)))
    assert [line.text for line in need.lines] == ["First", "Second"]
    assert need.lines[0].href == f"/setbacks/{first.pk}/"
    assert not need.urgent and need.href == "/learn/asked/" and need.since == NOW.date()
    assert need.sentence.startswith("Ended and without a lesson: 2.")


def test_what_was_put_off_stays_so_when_more_ends(
    look: Callable[..., Look], make_setback: Make, owner: Membership
) -> None:
    make_setback(title="First", state="closed", closed_at=NOW)
    later = NOW + timedelta(days=8)
    (need,) = lessons_asked.needs(look(now=later))
    attention.snooze(
        organisation=owner.organisation,
        actor=owner.user,
        things=need.things,
        until=(later + 2 * WEEK).date(),
        why="holidays",
        now=later,
    )
    make_setback(title="Second", state="closed", closed_at=NOW)
    shelf = attention.shelf(owner.organisation, later.date())
    (need,) = lessons_asked.needs(look(now=later, shelf=shelf))
    assert [line.text for line in need.lines] == ["Second"]


def test_an_answer_ends_it(look: Callable[..., Look], make_setback: Make, owner: Membership) -> None:
    row = make_setback(state="closed", closed_at=NOW)
    given = {"organisation": owner.organisation, "actor": owner.user, "origin": Origin.SETBACK, "number": row.pk}
    answer_none(**given, why="Nothing new.", now=NOW)  # type: ignore[arg-type]
    assert list(lessons_asked.needs(look(now=NOW + 2 * WEEK))) == []
