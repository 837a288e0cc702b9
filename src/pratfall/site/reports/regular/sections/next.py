"""What do we do next? Actions due, plans that start, decisions and lessons to look at again, in the next days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.models import Action, Campaign
from pratfall.site.campaigns.services.decisions import due
from pratfall.site.lessons.models import Lesson
from pratfall.site.reports.regular.gathered import Facts, Gathered
from pratfall.site.setbacks.models import Prevention

from . import Line, Told

CODE = "next"
SHOWN = 12
KINDS = ("action", "plan", "decision", "lesson")


def gather(look: Gathered) -> Facts:
    days = look.period.after.window
    items = [
        *_actions(look, days.start, days.end),
        *_plans(look, days.start, days.end),
        *_looks(look, days.start, days.end),
        *_lessons(look, days.start, days.end),
    ]
    items.sort(key=lambda item: (item["on"], KINDS.index(item["kind"]), item["words"]))
    counts = {kind: sum(item["kind"] == kind for item in items) for kind in KINDS}
    return {"until": days.end.isoformat(), "counts": counts, "items": items[:SHOWN]}


def _actions(look: Gathered, start: date, end: date) -> list[dict[str, Any]]:
    over, organisation = look.period.over, look.organisation
    asked = Action.objects.filter(
        Q(done_at=None) | Q(done_at__gte=over),
        decision__organisation=organisation,
        decision__at__lt=over,
        decision__withdrawal=None,
        due__range=(start, end),
    )
    promised = Prevention.objects.filter(
        Q(proved_at=None) | Q(proved_at__gte=over),
        Q(given_up_at=None) | Q(given_up_at__gte=over),
        setback__organisation=organisation,
        setback__drill=False,
        at__lt=over,
        due__range=(start, end),
    )
    return [
        *(_item("action", row.words, row.due, f"/decisions/{row.decision_id}/") for row in asked),
        *(_item("action", row.words, row.due, f"/setbacks/{row.setback_id}/prevention/") for row in promised),
    ]


def _plans(look: Gathered, start: date, end: date) -> list[dict[str, Any]]:
    rows = Campaign.objects.filter(
        organisation=look.organisation, start__range=(start, end), created_at__lt=look.period.over
    )
    return [_item("plan", row.name, row.start, f"/plans/{row.pk}/") for row in rows]


def _looks(look: Gathered, start: date, end: date) -> list[dict[str, Any]]:
    found = ((decision, due(decision)) for decision in look.decisions)
    return [
        _item("decision", decision.title, day, f"/decisions/{decision.pk}/")
        for decision, day in found
        if day is not None and start <= day <= end and not hasattr(decision, "superseded_by")
    ]


def _lessons(look: Gathered, start: date, end: date) -> list[dict[str, Any]]:
    rows = Lesson.objects.filter(
        Q(retired_at=None) | Q(retired_at__gte=look.period.over),
        organisation=look.organisation,
        at__lt=look.period.over,
        recheck_on__range=(start, end),
    )
    return [_item("lesson", row.now_do, row.recheck_on, f"/learn/{row.pk}/") for row in rows]


def _item(kind: str, text: str, on: date | None, href: str) -> dict[str, Any]:
    return {"kind": kind, "words": text, "on": on.isoformat() if on else "", "href": href}


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    counts = facts["counts"]
    named = [words.plural(f"regular.next.{kind}", counts[kind]) for kind in KINDS if counts[kind]]
    if not named:
        return Told((words.say("regular.next.none", day=facts["until"]),))
    lines = tuple(
        Line(i["words"], words.say(f"regular.next_line.{i['kind']}", day=i["on"]), href=i["href"])
        for i in facts["items"]
    )
    left = sum(counts.values()) - len(lines)
    more = words.plural("more.items", left) if left > 0 else ""
    return Told((words.say("regular.next.said", things=words.listed(named), day=facts["until"]),), lines, more)
