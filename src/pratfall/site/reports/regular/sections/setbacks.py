"""Which setbacks began, and which are behind us? Drills are not among them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from pratfall.reviews.render.speech import Speech
from pratfall.site.reports.regular.gathered import Facts, Gathered
from pratfall.site.setbacks.models import Comeback, Setback

from . import Line, Told, counted

CODE = "setbacks"
SHOWN = 12


def gather(look: Gathered) -> Facts:
    begins, over = look.period.begins, look.period.over
    rows = Setback.objects.filter(organisation=look.organisation, drill=False, opened_at__lt=over)
    there = list(rows.filter(Q(closed_at=None) | Q(closed_at__gte=begins)).order_by("opened_at", "pk"))
    items = [_item(look, row) for row in there]
    measured = Comeback.objects.filter(setback__in=there, at__gte=begins, at__lt=over)
    return {
        "opened": sum(item["opened"] for item in items),
        "closed": sum(item["closed"] for item in items),
        "open": sum(not item["closed"] for item in items),
        "comebacks": measured.values("setback").distinct().count(),
        "items": items[:SHOWN],
    }


def _item(look: Gathered, row: Setback) -> dict[str, Any]:
    closed = row.closed_at is not None and row.closed_at < look.period.over
    return {
        "number": row.pk,
        "title": row.title,
        "severity": row.severity,
        "on": row.opened_at.date().isoformat(),
        "opened": row.opened_at >= look.period.begins,
        "closed": closed,
        "over_on": row.closed_at.date().isoformat() if closed and row.closed_at else None,
    }


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    if not facts["items"]:
        return Told((words.say("regular.setbacks.none"),), quiet=True)
    opened = counted("regular.setbacks.opened", facts["opened"], words)
    still = counted("regular.setbacks.open", facts["open"], words, closed=facts["closed"])
    measured = (words.plural("regular.setbacks.comebacks", facts["comebacks"]),) if facts["comebacks"] else ()
    lines = tuple(_line(item, words) for item in facts["items"])
    return Told((words.say("regular.two", one=opened, other=still), *measured), lines)


def _line(item: Facts, words: Speech) -> Line:
    said = words.say(f"regular.setback.{'closed' if item['closed'] else 'open'}", day=item["on"], over=item["over_on"])
    return Line(
        item["title"], said, (words.say(f"setback.severity.{item['severity']}"),), f"/setbacks/{item['number']}/"
    )
