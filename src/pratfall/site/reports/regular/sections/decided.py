"""What was decided? Signed decisions of the period that were not taken back. By what was done, never by whom."""

from __future__ import annotations

from collections import Counter

from pratfall.records.advice import Act
from pratfall.reviews.render.speech import Speech
from pratfall.site.reports.regular.gathered import Facts, Gathered

from . import Line, Told

CODE = "decided"
SHOWN = 12


def gather(look: Gathered) -> Facts:
    items = [
        {"number": d.pk, "title": d.title, "act": d.act, "on": d.at.date().isoformat(), "followed": d.act == d.advised}
        for d in look.decided
    ]
    return {"count": len(items), "acts": dict(Counter(item["act"] for item in items)), "items": items[:SHOWN]}


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    n = facts["count"]
    if not n:
        return Told((words.say("regular.decided.none"),), quiet=True)
    acts = [words.plural(f"regular.act.{act.value}", k) for act in Act if (k := facts["acts"].get(act.value))]
    said = words.plural("regular.decided.count", n, acts=words.listed(acts))
    if before is not None:
        said = words.say("regular.with_before", said=said, before=before["count"])
    lines = tuple(
        Line(
            item["title"],
            words.say("regular.decided.line", act=words.name("act", item["act"]), day=item["on"]),
            href=f"/decisions/{item['number']}/",
        )
        for item in facts["items"]
    )
    left = n - len(lines)
    return Told((said,), lines, words.plural("more.items", left) if left > 0 else "")
