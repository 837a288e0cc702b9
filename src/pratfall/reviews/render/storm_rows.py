"""The numbers behind a backlash or a surge: where, how rare, in what mood, how bad and why, and what may be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pratfall.records.findings import Finding, Status

from .details import Row, citation
from .speech import Speech

CODES = frozenset({"backlash", "surge", "talk_spike"})
MOODS = ("negative", "angry", "positive", "defending")
FIRST_REASONS = 2  # told in the line; all of them with their sources below it
NO_POINT = frozenset({"charity", "doubtful", "look_at_cause"})  # make it stricter, or are to be found out


@dataclass(frozen=True)
class SeverityTold:
    """How bad, in a line with the first reasons; whether it passes, as a judgement in words; every reason to unfold."""

    line: str
    redeemable: str
    rows: tuple[Row, ...]


def storm_rows(finding: Finding, words: Speech) -> Iterator[Row]:
    """Nothing for findings of any other kind, or where nothing alarmed."""
    facts = finding.facts
    if finding.code not in CODES or "alarmed" not in facts:
        return
    where = zip(_texts(facts["accounts"]), _texts(facts["platforms"]), strict=True)
    named = [words.say("storm.account", name=name, network=words.name("network", platform)) for name, platform in where]
    yield Row(words.say("label.accounts"), words.listed(named))
    yield Row(words.say("label.usual_per_day"), words.fact(facts["usual_per_day"]))
    yield Row(words.say("label.alarmed"), words.say("storm.alarmed", when=_instant(facts["alarmed"])))
    seen = int(str(facts["return_days"])) < int(str(facts["known_days"]))
    yield Row(words.say("label.rarity"), words.say("storm.rarity" if seen else "storm.rarity_unseen", **facts))
    yield from _moods(facts, words)
    if "reply_ratio" in facts:
        yield Row(words.say("label.reply_ratio"), words.say("storm.reply_ratio", **facts))
    if "new_words" in facts:
        yield Row(words.say("label.new_words"), words.fact(facts["new_words"]))
    if "planned" in facts:
        yield Row(words.say("label.planned"), words.fact(facts["planned"]))
    if finding.status is Status.CANNOT_TELL:
        yield Row(words.say("label.why_undecided"), words.say("storm.why_undecided"))


def severity_told(finding: Finding, words: Speech) -> SeverityTold | None:
    """None where nothing is severe, nothing alarmed, or nobody knows whether it is more than chance."""
    facts, decided = finding.facts, finding.status is not Status.CANNOT_TELL
    return told_severity(facts, words) if finding.code in CODES and "severity" in facts and decided else None


def told_severity(facts: Mapping[str, object], words: Speech, *, so_far: bool = False) -> SeverityTold:
    """From the facts `severity`, `redeemable`, their reasons and sources, and the numbers these ask for."""
    codes = [code for code in _texts(facts["severity_reasons"]) if code not in NO_POINT]
    first = words.say("storm.between").join(words.say(f"severity.{code}", **facts) for code in codes[:FIRST_REASONS])
    key = "storm.severity_line" if first else "storm.severity_plain"
    line = words.say(key, level=facts["severity"], reasons=first)
    return SeverityTold(
        words.say("storm.so_far", line=line) if so_far else line,
        words.say("storm.redeemable", judgement=words.say(f"redeemable.{facts['redeemable']}")),
        tuple(_severity(facts, words)),
    )


def _instant(told: object) -> datetime:
    return datetime.fromisoformat(str(told)).replace(tzinfo=UTC)


def _moods(facts: Mapping[str, object], words: Speech) -> Iterator[Row]:
    for name in MOODS:
        if facts.get(name) is None:
            continue
        now = {end: facts.get(f"{name}{end}") for end in ("", "_low", "_high")}
        before = {end: facts.get(f"{name}_before{end}") for end in ("", "_low", "_high")}
        said = words.say("storm.share", share=now[""], low=now["_low"], high=now["_high"], people=facts["writers"])
        if before[""] is not None:
            earlier = {"share": before[""], "low": before["_low"], "high": before["_high"]}
            said = words.say("storm.and_before", now=said, **earlier, people=facts["writers_before"])
        yield Row(words.say(f"label.{name}"), said)


def _severity(facts: Mapping[str, object], words: Speech) -> Iterator[Row]:
    yield Row(words.say("label.severity"), _reasons("severity", "severity", facts, words))
    yield Row(words.say("label.redeemable"), _reasons("redeemable_why", "redeemable", facts, words))


def _reasons(family: str, name: str, facts: Mapping[str, object], words: Speech) -> str:
    """Each reason with its number and where it comes from."""
    codes, sources = (_texts(facts.get(f"{name}_{part}")) for part in ("reasons", "sources"))
    each = (
        words.say("storm.reason", reason=words.say(f"{family}.{code}", **facts), source=citation(source, words))
        for code, source in zip(codes, sources, strict=True)
    )
    return words.say("storm.between").join(each)


def _texts(value: object) -> Sequence[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else []
