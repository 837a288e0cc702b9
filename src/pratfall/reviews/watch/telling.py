"""What happened, in words for a terminal and as one JSON object per line for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pratfall.records.findings import Status
from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech, speech
from pratfall.reviews.render.storm_rows import told_severity
from pratfall.reviews.render.wording import label

from .binning import Heard, Source
from .events import instant
from .incidents import Incident, Step
from .listener import Listener

Event = dict[str, Any]
SPANS = ((1440, "days"), (60, "hours"), (1, "minutes"))


def as_json(event: Event, *, again: bool = False) -> dict[str, Any]:
    """The event with times and names spelled out. `again`: it may have been shown before a sudden stop."""
    names = event["labels"]
    return {
        "id": event["id"],
        "incident": event["incident"],
        "step": event["step"],
        "time": instant(event["minute"]).isoformat(),
        "since": instant(event["opened"]).isoformat(),
        "status": event["status"],
        "false_alarms_per_year": event["rate"],
        "accounts": [_account(key, names.get(key, "")) for key in event["members"]],
        **{name: event[name] for name in ("count", "usual", "high", "span_minutes", "words", "feeling")},
        "planned": event.get("planned", ""),  # events that an earlier version wrote down know neither
        "severity": event.get("severity") or None,
        "again": again,
    }


def _account(key: str, name: str) -> dict[str, str]:
    source = Source.of_key(key)
    return {"network": source.platform, "account": source.account, "label": name, "what": source.what}


def lines(event: Event, lang: str, *, again: bool = False) -> Iterator[str]:
    """A head line, and indented below it what was counted, how rare that is, who else, and what to do next."""
    words = speech(lang)
    step, status = Step(event["step"]), Status(event["status"])
    head = [words.instant(instant(event["minute"]))]
    if step is not Step.OVER:
        head.append(words.say(f"status.{status.value}").upper())
    yield " · ".join((*head, words.say(f"watch.{step.value}", incident=str(event["incident"]))))
    if again:
        yield "  " + words.say("watch.again")
    for line in _body(event, step, status, words):
        yield "  " + line


def _body(event: Event, step: Step, status: Status, words: Speech) -> Iterator[str]:
    if step is Step.OVER:
        yield words.say("watch.over_means", who=_who(event["members"], event, words))
        return
    yield words.say(
        "watch.counted",
        who=name_of(event["key"], event["labels"].get(event["key"], ""), words),
        counted=words.count(Source.of_key(event["key"]).what, event["count"]),
        span=span(event["span_minutes"], words),
        usual=_rounded(event["usual"]),
        high=_rounded(event["high"]),
    )
    yield rarity(event["rate"], words)
    others = [key for key in event["members"] if key != event["key"]]
    if others:
        yield words.say("watch.others", who=_who(others, event, words))
    if event["words"]:
        yield words.say("watch.words", listed=words.listed([plain(word) for word in event["words"]]))
    yield words.say(f"watch.feeling_{event['feeling'] or 'unclear'}")
    yield from _weighed(event.get("planned", ""), event.get("severity"), status, words)
    yield words.say(f"watch.next_{status.value}")


def _weighed(planned: str, severity: Mapping[str, Any] | None, status: Status, words: Speech) -> Iterator[str]:
    """What was announced, how bad it is so far, or why that is not told yet."""
    if planned:
        yield words.say("watch.planned", name=plain(planned))
    if status is Status.CANNOT_TELL:
        yield words.say("watch.why_cannot_tell")
    elif severity:
        told = told_severity(severity, words, so_far=True)
        yield told.line
        yield told.redeemable


def _rounded(count: float) -> float:
    return round(count) if count >= 3 else round(count, 1)


def _who(keys: list[str], event: Event, words: Speech) -> str:
    return words.listed([name_of(key, event["labels"].get(key, ""), words) for key in keys])


def name_of(key: str, name: str, words: Speech) -> str:
    source = Source.of_key(key)
    if source.whole:
        networks = [
            words.name("network", platform) for platform in name.split(",") if words.knows(f"network.{platform}")
        ]
        return " ".join([words.say("watch.whole"), *([f"({', '.join(networks)})"] if networks else [])])
    shown = label(name or source.account)
    return f"{shown} ({words.name('network', source.platform)})" if source.platform else shown


def span(minutes: int, words: Speech) -> str:
    """ "30 minutes", "6 hours"."""
    unit, noun = next((unit, noun) for unit, noun in SPANS if minutes % unit == 0)
    return words.count(noun, minutes // unit)


def rarity(rate: float, words: Speech) -> str:
    """How often chance alone shows as much."""
    if rate > 1.5:
        return words.say("watch.often", times=round(rate))
    if rate > 0.66:
        return words.say("watch.yearly")
    return words.say("watch.rarely", years=round(1 / rate)) if rate > 0.01 else words.say("watch.never")


def clock_line(minute: int, heard: list[Heard], listeners: dict[str, Listener], lang: str) -> str:
    """Where the stream stands: its time, its newest counts, and the band they are expected in."""
    words = speech(lang)
    parts = []
    for h in heard[:3]:
        if not h.counts:
            continue
        listener = listeners[h.source.key]
        usual = _rounded(listener.usual())
        name = name_of(h.source.key, listener.label, words)
        high = listener.high(usual, 1) if listener.judged else None
        key = "watch.now" if listener.judged else "watch.now_learning"
        parts.append(words.say(key, who=name, count=h.counts[-1], usual=usual, high=high))
    return " | ".join((words.instant(instant(minute)), *parts))


def open_line(incident: Incident, lang: str) -> str:
    """An incident that is not over, in one paragraph."""
    words = speech(lang)
    who = words.listed([name_of(key, member.label, words) for key, member in incident.members.items()])
    since, status = instant(incident.opened), words.say(f"status.{incident.status.value}")
    said = words.say("watch.open", incident=str(incident.id), who=who, since=since, status=status)
    return " ".join((said, *_weighed(incident.planned, incident.severity, incident.status, words)))
