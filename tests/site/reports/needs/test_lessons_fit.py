"""Lessons that fit what is planned ask once, together, until somebody answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from pratfall.site.campaigns.models import Campaign
from pratfall.site.campaigns.services import attention
from pratfall.site.lessons.models import Showing
from pratfall.site.lessons.services import lessons, showings
from pratfall.site.people.models import Membership
from pratfall.site.reports.needs import Look, lessons_fit
from tests.site.lessons.conftest import LINES
from tests.site.lessons.conftest import lesson as lesson
from tests.site.lessons.conftest import make_lesson as make_lesson
from tests.site.reports.conftest import NOW

Look_ = Callable[..., Look]


def showing(lesson: lessons.Lesson, campaign: Campaign) -> Showing:
    values = {"title": campaign.name, "score": 0.5, "first_at": NOW}
    return Showing.objects.create(lesson=lesson, place="plan", ref=str(campaign.pk), **values)


def test_one_row_stands_for_all_and_is_gone_once_answered(
    campaign: Campaign, lesson: lessons.Lesson, owner: Membership, look: Look_
) -> None:
    assert list(lessons_fit.needs(look())) == []
    row = showing(lesson, campaign)
    (need,) = lessons_fit.needs(look())
    assert need.href == f"/plans/{campaign.pk}/" and LINES.now_do in need.lines[0].text and not need.urgent
    showings.answer(showing=row, actor=owner.user, said="not_used", seen=1, now=NOW)
    assert list(lessons_fit.needs(look())) == []


def test_what_is_over_or_retired_asks_nobody(
    campaign: Campaign, lesson: lessons.Lesson, owner: Membership, look: Look_
) -> None:
    showing(lesson, campaign)
    lessons.retire(lesson=lesson, actor=owner.user, why="it is done by a tool now", seen=lesson.version, now=NOW)
    assert list(lessons_fit.needs(look())) == []
    lessons.take_up(lesson=lesson, actor=owner.user, seen=lesson.version, now=NOW)
    assert len(list(lessons_fit.needs(look()))) == 1
    Campaign.objects.filter(pk=campaign.pk).update(state="ended")
    assert list(lessons_fit.needs(look())) == []


def test_what_was_put_off_does_not_come_back_with_another(
    campaign: Campaign, make_lesson: Callable[..., lessons.Lesson], owner: Membership, look: Look_
) -> None:
    first = showing(make_lesson(), campaign)
    (need,) = lessons_fit.needs(look())
    until = (NOW + timedelta(days=14)).date()
    who = {"organisation": owner.organisation, "actor": owner.user}
    attention.snooze(things=need.things, until=until, why="holidays", now=NOW, **who)
    assert list(lessons_fit.needs(look())) == []
    other = replace(LINES, now_do="Say in the first line who is invited and where.")
    showing(make_lesson(lines=other), campaign)
    (need,) = lessons_fit.needs(look())
    assert len(need.lines) == 1 and need.keys != (f"fit:{first.pk}",)
