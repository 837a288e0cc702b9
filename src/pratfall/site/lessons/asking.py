"""What did we learn? Asked on the page of a setback, campaign or test that is over, and of a decision that holds."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pratfall.site import beside
from pratfall.site.campaigns.models import Campaign, Decision, Idea, IdeaState
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback

from .models import Lesson, NoLesson
from .services.subjects import Subject, origin_of

NOTHING = SafeString("")


def set_up() -> None:
    for place in ("plan", "idea", "setback", "decision"):
        beside.put(place, panel)


def panel(request: HttpRequest, thing: Subject) -> SafeString:
    """Its lessons, the reason for none, or the way to write one; nothing while it goes on, and for guests."""
    membership = getattr(request, "membership", None)
    if membership is None or not membership.may(Role.ANALYST) or not over(thing):
        return NOTHING
    origin = origin_of(thing)
    lessons = list(Lesson.objects.filter(organisation=membership.organisation, **{origin.value: thing}).order_by("pk"))
    none = NoLesson.objects.filter(organisation=membership.organisation, origin=origin, number=thing.pk).first()
    context = {
        "lessons": lessons,
        "none": none,
        "origin": origin.value,
        "number": thing.pk,
        "may_write": membership.may(Role.EDITOR),
    }
    return render_to_string("learn_asking.html", context, request)


def over(thing: Subject) -> bool:
    """Whether it has ended. A drill teaches nothing about the world; a decision that was replaced is asked no more."""
    match thing:
        case Setback():
            return thing.over and not thing.drill
        case Campaign():
            return thing.over
        case Idea():
            return thing.state == IdeaState.ENDED
        case Decision():
            return not (hasattr(thing, "withdrawal") or hasattr(thing, "superseded_by"))
