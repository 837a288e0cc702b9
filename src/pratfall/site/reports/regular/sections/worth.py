"""What did earlier decisions turn out to be worth? By numbers at the end of the period, and by the team itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pratfall.decide.afterwards import Later, Verdict
from pratfall.learn.worth import Worth, worth
from pratfall.records.numbers import Cost, Estimate, NotEnoughData
from pratfall.reviews.afterwards import later_of
from pratfall.reviews.render import amounts, codec
from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns import frozen
from pratfall.site.campaigns.models import Decision
from pratfall.site.lessons import worth_panel
from pratfall.site.lessons.services.worth import decided
from pratfall.site.reports.regular.gathered import Facts, Gathered

from . import Line, Told

CODE = "worth"
MOST = 60  # looked at, the newest
SHOWN = 12
ASKED = tuple(verdict.value for verdict in Verdict)


def gather(look: Gathered) -> Facts:
    earlier = [decision for decision in look.decisions if decision.at < look.period.begins][-MOST:]
    told = [item for decision in earlier if (item := _item(look, decision)) is not None]
    judged = [item["judged"] for item in told if item["judged"]]
    return {
        "verdicts": dict(Counter(item["verdict"] for item in told)),
        "judged": dict(Counter(judged)),
        "total": _total(look, earlier),
        "items": [item for item in reversed(told) if item["verdict"] != Verdict.OPEN or item["judged"]][:SHOWN],
    }


def _total(look: Gathered, earlier: Sequence[Decision]) -> Any:
    """What those that still held saved and took together; None where none was about a finding."""
    over = look.period.over
    later = {decision.pk: _later(look, decision) for decision in earlier if _holds(decision, over)}
    floor, end = look.scene.settings.benchmarks["worth_keeping_ratio"], over - timedelta(seconds=1)
    known = [
        one
        for decision in earlier
        if (since := later.get(decision.pk)) and (one := decided(decision, since, floor=floor, now=end))
    ]
    return codec.encode(replace(worth([replace(one, judged="") for one in known]), items=())) if known else None


def _holds(decision: Decision, over: datetime) -> bool:
    instead = getattr(decision, "superseded_by", None)
    return instead is None or instead.at >= over


def _later(look: Gathered, decision: Decision) -> Later | None:
    basis = frozen.basis_in(decision)
    return later_of(look.scene, basis, decided_on=decision.at.date()) if basis else None


def _item(look: Gathered, decision: Decision) -> dict[str, Any] | None:
    """None where it was about nothing that has numbers, and nobody has said anything about it in the period."""
    judged = _judged(look, decision)
    later = _later(look, decision)
    if later is None:
        return _plain(decision, judged) if judged else None
    floor = look.scene.settings.benchmarks["worth_keeping_ratio"]
    after = frozen.afterwards(decision, later, floor=floor)
    if after is None:
        return None
    shown = later.others if decision.act == "pull" else later.level
    facts = {
        "verdict": after.verdict.value,
        "ratio": codec.encode(shown),
        "saved": codec.encode(later.saved),
        "posts": later.posts,
        "days": later.days,
    }
    return {**_plain(decision, judged), **facts}


def _plain(decision: Decision, judged: str) -> dict[str, Any]:
    return {
        "number": decision.pk,
        "title": decision.title,
        "act": decision.act,
        "judged": judged,
        "verdict": Verdict.OPEN.value,
        "ratio": None,
        "saved": None,
    }


def _judged(look: Gathered, decision: Decision) -> str:
    """What the team said of it in the period, the last time; "" where it said nothing."""
    period = look.period
    said = [r for r in decision.revisits.all() if period.begins <= r.at < period.over]
    return max(said, key=lambda revisit: (revisit.at, revisit.pk)).judgement if said else ""


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    verdicts, n = facts["verdicts"], sum(facts["verdicts"].values())
    if not n:
        return Told((words.say("regular.worth.none"),), quiet=True)
    counts = {verdict: verdicts.get(verdict, 0) for verdict in ASKED}
    clear = n - counts["open"]
    key = "regular.worth.said" if clear else "regular.worth.cannot_tell"
    said = words.plural(key, n, right=counts["right"], wrong=counts["wrong"] + counts["ignored"], open=counts["open"])
    total: Worth | None = codec.decode(Worth | None, facts["total"])
    summed = worth_panel.lines(total, words) if total else ()
    return Told((said, *summed, words.say("regular.worth.method")), tuple(_lines(facts["items"], words)))


def _lines(items: list[Any], words: Speech) -> Iterator[Line]:
    for item in items:
        ratio: Estimate | NotEnoughData | None = codec.decode(Estimate | NotEnoughData | None, item["ratio"])
        said = words.say(f"regular.verdict.{item['act']}.{item['verdict']}")
        notes = []
        if isinstance(ratio, Estimate):
            key = "others" if item["act"] == "pull" else "level"
            facts = {"ratio": words.number(ratio.value), "range": amounts.between(ratio, words)}
            notes.append(words.say(f"regular.worth.{key}", **facts))
        saved: Cost | None = codec.decode(Cost | None, item["saved"])
        if saved is not None and saved != Cost() and (saved.hours or saved.money):
            notes.append(words.say("regular.worth.saved", cost=amounts.cost(saved, words)))
        if item["judged"]:
            notes.append(words.say(f"regular.worth.judged.{item['judged']}"))
        yield Line(item["title"], said, tuple(notes), f"/decisions/{item['number']}/")
