"""Which tests of ideas ended, and with what? A test that found nothing is an answer, and stands beside the others."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q

from pratfall.decide.ideas import State
from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.models import Idea
from pratfall.site.reports.regular.gathered import Facts, Gathered

from . import Line, Told

CODE = "tests"
SHOWN = 12


def gather(look: Gathered) -> Facts:
    rows = Idea.objects.filter(organisation=look.organisation)
    ended = list(
        rows.filter(ended_at__gte=look.period.begins, ended_at__lt=look.period.over).order_by("ended_at", "pk")
    )
    running = rows.filter(started_at__lt=look.period.over).filter(Q(ended_at=None) | Q(ended_at__gte=look.period.over))
    items = [
        {
            "number": idea.pk,
            "name": idea.name,
            "state": (idea.result or {}).get("state") or State.ENDED_OPEN.value,
            "on": idea.ended_at.date().isoformat() if idea.ended_at else None,
        }
        for idea in ended
    ]
    states = dict(Counter(item["state"] for item in items))
    return {"ended": len(items), "running": running.count(), "states": states, "items": items[:SHOWN]}


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    n = facts["ended"]
    running = words.plural("regular.tests.running", facts["running"])
    if not n:
        return Told((words.say("regular.two", one=words.say("regular.tests.none"), other=running),), quiet=True)
    better = facts["states"].get(State.BETTER.value, 0)
    said = words.plural("regular.tests.ended", n, better=better)
    lines = tuple(
        Line(item["name"], words.say(f"idea.state.{item['state']}"), href=f"/ideas/{item['number']}/")
        for item in facts["items"]
    )
    return Told((words.say("regular.two", one=said, other=running),), lines)
