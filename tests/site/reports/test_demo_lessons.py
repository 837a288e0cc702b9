"""A year of the sample's team: what it learnt in spring stops the same mistake in autumn."""

from __future__ import annotations

from pratfall.site.campaigns.models import Campaign
from pratfall.site.lessons.models import Contradiction, Lesson, Showing
from pratfall.site.lessons.services import asked, fits, situations
from pratfall.site.people.models import AuditEntry, Membership
from pratfall.site.reports import demo_lessons
from tests.site.reports.conftest import NOW


def test_a_lesson_of_spring_stops_the_same_mistake_in_autumn(filled: Membership) -> None:
    plan = Campaign.objects.get(name=demo_lessons.WINTER)
    spring = Lesson.objects.get(setback__isnull=False)
    shown = Showing.objects.get(lesson=spring, place="plan", ref=str(plan.pk))
    assert spring.at < shown.first_at
    assert (shown.used, shown.helped) == (True, True)
    assert any(why["code"] == "meaning" for why in shown.why)
    # What the plan said when the lesson came is what makes it come; what it says now borrows nothing.
    assert AuditEntry.objects.filter(subject=f"campaign:{plan.pk}", act="plan_revised").count() == 1
    assert plan.hypothesis == demo_lessons.OWN
    plan.hypothesis = demo_lessons.BORROWED
    assert spring in [fit.lesson for fit in fits.fitting(filled.organisation, situations.of_plan(plan), NOW)]


def test_without_the_borrowed_pictures_the_lesson_would_not_have_been_the_first(filled: Membership) -> None:
    """It was shown for what the plan said, not because it is always shown."""
    plan = Campaign.objects.get(name=demo_lessons.WINTER)
    plan.hypothesis, plan.name = "Twenty people walk ten kilometres; each asks five friends.", "The long walk"
    spring = Lesson.objects.get(setback__isnull=False)
    found = fits.fitting(filled.organisation, situations.of_plan(plan), NOW)
    assert spring not in [fit.lesson for fit in found]


def test_what_ended_has_its_lesson_or_says_why_it_has_none_but_for_what_is_new(filled: Membership) -> None:
    assert Contradiction.objects.get().settled
    assert len(asked.asked(filled.organisation, NOW)) <= 2
