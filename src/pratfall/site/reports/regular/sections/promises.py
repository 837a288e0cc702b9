"""Which promises were kept, and which are overdue? By action, never by person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.models import Action
from pratfall.site.reports.regular.gathered import Facts, Gathered
from pratfall.site.setbacks.models import Prevention

from . import Line, Told, counted

CODE = "promises"
SHOWN = 12


def gather(look: Gathered) -> Facts:
    """Actions promised after setbacks, and those decisions asked for."""
    after, asked = _after_setbacks(look), _asked_for(look)
    overdue = sorted((*after["overdue"], *asked["overdue"]), key=lambda item: (item["due"], item["words"]))
    kept = sorted((*after["kept"], *asked["kept"]), key=lambda item: (item["on"], item["words"]))
    return {
        "kept": len(kept),
        "overdue": len(overdue),
        "open": after["open"] + asked["open"],
        "given_up": after["given_up"],
        "kept_items": kept[:SHOWN],
        "overdue_items": overdue[:SHOWN],
    }


def _after_setbacks(look: Gathered) -> dict[str, Any]:
    begins, over = look.period.begins, look.period.over
    rows = Prevention.objects.filter(setback__organisation=look.organisation, setback__drill=False, at__lt=over)
    open_then = rows.filter(_not_by("proved_at", over), _not_by("given_up_at", over))
    kept = rows.filter(proved_at__gte=begins, proved_at__lt=over)
    return {
        "kept": [_item(row.words, row.due, row.proved_at, f"/setbacks/{row.setback_id}/prevention/") for row in kept],
        "overdue": [
            _item(row.words, row.due, None, f"/setbacks/{row.setback_id}/prevention/")
            for row in open_then.filter(due__lte=look.period.end)
        ],
        "open": open_then.count(),
        "given_up": rows.filter(given_up_at__gte=begins, given_up_at__lt=over).count(),
    }


def _asked_for(look: Gathered) -> dict[str, Any]:
    begins, over = look.period.begins, look.period.over
    rows: QuerySet[Action] = Action.objects.filter(decision__organisation=look.organisation, decision__at__lt=over)
    rows = rows.filter(decision__withdrawal=None)
    open_then = rows.filter(_not_by("done_at", over))
    kept = rows.filter(done_at__gte=begins, done_at__lt=over)
    return {
        "kept": [_item(row.words, row.due, row.done_at, f"/decisions/{row.decision_id}/") for row in kept],
        "overdue": [
            _item(row.words, row.due, None, f"/decisions/{row.decision_id}/")
            for row in open_then.filter(due__lte=look.period.end)
        ],
        "open": open_then.count(),
    }


def _not_by(field: str, instant: datetime) -> Q:
    return Q(**{field: None}) | Q(**{f"{field}__gte": instant})


def _item(text: str, due: Any, on: datetime | None, href: str) -> dict[str, Any]:
    day = on.date().isoformat() if on else None
    return {"words": text, "due": due.isoformat() if due else None, "on": day, "href": href}


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    kept, overdue = facts["kept"], facts["overdue"]
    if not kept and not facts["open"] and not facts["given_up"]:
        return Told((words.say("regular.promises.none"),), quiet=True)
    said = counted("regular.promises.kept", kept, words)
    late = words.plural("regular.promises.overdue", overdue) if overdue else words.say("regular.promises.none_overdue")
    given_up = (words.plural("regular.promises.given_up", facts["given_up"]),) if facts["given_up"] else ()
    lines = (
        *(
            Line(i["words"], words.say("regular.promise.overdue", day=i["due"]), href=i["href"])
            for i in facts["overdue_items"]
        ),
        *(
            Line(i["words"], words.say("regular.promise.kept", day=i["on"]), href=i["href"])
            for i in facts["kept_items"]
        ),
    )
    left = kept + overdue - len(lines)
    more = words.plural("more.items", left) if left > 0 else ""
    both = words.say("regular.two", one=said, other=late)
    return Told((both, *given_up), lines, more, quiet=not kept and not overdue and not given_up)
