"""How do we work? Habits that cost something, whether they moved since the report before, and repairs taken on."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.reviews.render import codec
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.story import subject_href, tell_findings
from pratfall.site.lessons.models import Repair
from pratfall.site.reports.regular import found
from pratfall.site.reports.regular.gathered import Facts, Gathered

from . import Line, Told

CODE = "habits"
SHOWN = 8


class Moved(StrEnum):
    """Since the report before: `open` where the two intervals share a value."""

    HIGHER = "higher"
    LOWER = "lower"
    OPEN = "open"
    UNSEEN = "unseen"  # not in the report before
    GONE = "gone"  # in the report before, and not any more


def gather(look: Gathered) -> Facts:
    told = [f for f in look.review.findings if f.kind is Kind.HABIT and f.status is not Status.CANNOT_TELL]
    earlier = _earlier(look)
    items = [_item(finding, earlier) for finding in told]
    keys = {item["key"] for item in items}
    repairs = Repair.objects.filter(organisation=look.organisation, at__lt=look.period.over)
    begins, over = look.period.begins, look.period.over
    moved = [item["moved"] for item in items]
    return {
        "n": len(items),
        "moved": {kind.value: moved.count(kind.value) for kind in Moved if kind is not Moved.GONE},
        "gone": 0 if earlier is None or not found.is_judged(look) else len(earlier.keys() - keys),
        "accepted": repairs.filter(at__gte=begins).count(),
        "done": repairs.filter(done_at__gte=begins, done_at__lt=over).count(),
        "levels": {item["key"]: item["finding"]["estimate"] for item in items},
        "items": items[:SHOWN],
    }


def _earlier(look: Gathered) -> dict[str, Any] | None:
    """Every habit's number in the report before, by key."""
    if look.previous is None or CODE not in look.previous:
        return None
    levels: dict[str, Any] = look.previous[CODE]["levels"]
    return levels


def _item(finding: Finding, earlier: dict[str, Any] | None) -> dict[str, Any]:
    href = subject_href(finding.subject)
    key = f"{finding.code} {href}"
    moved = _moved(finding, None if earlier is None else earlier.get(key)).value
    return {"key": key, "href": href, "moved": moved, "finding": found.bare(finding)}


def _moved(finding: Finding, encoded: Any) -> Moved:
    if encoded is None:
        return Moved.UNSEEN
    now, then = finding.estimate, codec.decode(Estimate | NotEnoughData | None, encoded)
    if not isinstance(now, Estimate) or not isinstance(then, Estimate) or now.unit != then.unit:
        return Moved.OPEN
    return Moved.HIGHER if now.low > then.high else Moved.LOWER if now.high < then.low else Moved.OPEN


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    any_repair = facts["accepted"] or facts["done"]
    key = "regular.habits.repairs" if any_repair else "regular.habits.repairs_none"
    repairs = words.say(key, accepted=facts["accepted"], done=facts["done"])
    if not facts["n"]:
        return Told((words.say("regular.habits.none"), repairs), quiet=True)
    said = words.plural("regular.habits.count", facts["n"])
    since = _since(facts, words) if before is not None else ""
    both = words.say("regular.two", one=said, other=since) if since else said
    return Told((both, repairs), tuple(_lines(facts, words)))


def _since(facts: Facts, words: Speech) -> str:
    """What moved and what is gone since the report before; empty where nothing was in both."""
    moved = facts["moved"]
    counts = {"moved": moved["higher"] + moved["lower"], "gone": facts["gone"], "open": moved["open"]}
    things = [words.plural(f"regular.habits.since_{what}", n) for what, n in counts.items() if n]
    return words.say("regular.habits.since", things=words.listed(things)) if things else ""


def _lines(facts: Facts, words: Speech) -> Iterator[Line]:
    for item in facts["items"]:
        [told] = tell_findings([codec.decode(Finding, item["finding"])], words)
        title = words.say("regular.about", title=told.title, subject=told.subject)
        yield Line(title, told.sentence, (words.say(f"regular.moved.{item['moved']}"),), item["href"])
