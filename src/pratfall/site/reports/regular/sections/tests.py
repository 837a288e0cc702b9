"""Which tests of ideas ended, and with what? A test that found nothing is an answer, and stands beside the others."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from django.db.models import Q

from pratfall.decide.ideas import State
from pratfall.learn.portfolio import Stands, portfolio
from pratfall.records.numbers import Estimate, NotEnoughData, Window
from pratfall.reviews.render import codec
from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.models import Campaign, Idea
from pratfall.site.lessons import tried
from pratfall.site.lessons.services import portfolio as services
from pratfall.site.reports.regular.gathered import Facts, Gathered

from . import Line, Told, counted

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
    return {
        "ended": len(items),
        "running": running.count(),
        "states": states,
        "failing": _failing(look),
        "items": items[:SHOWN],
    }


def _failing(look: Gathered) -> dict[str, Any]:
    """How many genuine tests of the year before the period's end failed, beside the band in force then."""
    organisation, over = look.organisation, look.period.over
    launched = Campaign.objects.filter(organisation=organisation, launched_at__isnull=False)
    ideas = Idea.objects.filter(organisation=organisation, started_at__isnull=False)
    judged = {key: row.genuine for key, row in services.judgements(organisation, over).items()}
    found = portfolio(
        [*tried.of_campaigns(launched.prefetch_related("predictions"), over), *tried.of_ideas(ideas, over, None)],
        window=Window(look.period.end - timedelta(days=services.YEAR_DAYS - 1), look.period.end),
        band=services.band_of(organisation, over),
        judged=judged,
    ).failure
    return {
        "rate": codec.encode(found.rate),
        "failed": found.failed,
        "decided": found.failed + found.worked,
        "band": list(found.band),
        "stands": found.stands.value if found.stands else None,
    }


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    n = facts["ended"]
    running = counted("regular.tests.running", facts["running"], words)
    rate = _rate(facts["failing"], words)
    if not n:
        return Told((words.say("regular.two", one=words.say("regular.tests.none"), other=running), *rate), quiet=True)
    better = facts["states"].get(State.BETTER.value, 0)
    said = words.plural("regular.tests.ended", n, better=better)
    lines = tuple(
        Line(item["name"], words.say(f"idea.state.{item['state']}"), href=f"/ideas/{item['number']}/")
        for item in facts["items"]
    )
    return Told((words.say("regular.two", one=said, other=running), *rate), lines)


def _rate(facts: Facts, words: Speech) -> tuple[str, ...]:
    """One sentence about failing often enough, with its interval, or how many tests are missing."""
    found: Estimate | NotEnoughData = codec.decode(Estimate | NotEnoughData, facts["rate"])
    if isinstance(found, NotEnoughData):
        return (words.say("regular.tests.rate_few", needed=found.needed, got=found.got),)
    low, high = facts["band"]
    counted = {"n": facts["decided"], "failed": facts["failed"], "share": found.value}
    said = words.say("regular.tests.rate", **counted, low=found.low, high=found.high)
    stands = words.say(f"regular.tests.band.{facts['stands'] or Stands.OPEN.value}", low=low, high=high)
    return (words.say("regular.two", one=said, other=stands),)
