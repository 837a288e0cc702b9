"""The numbers behind a backlash or a surge: where, how rare, in what mood, how bad and why, and what may be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from pratfall.records.findings import Finding

from .details import Row, citation
from .speech import Speech

CODES = frozenset({"backlash", "surge", "talk_spike"})
MOODS = ("negative", "angry", "positive", "defending")


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
    yield from _severity(facts, words)


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
    if "severity" not in facts:
        return
    yield Row(words.say("label.severity"), words.say("storm.severity", level=facts["severity"]))
    yield Row(words.say("label.severity_why"), _reasons("severity", "severity", facts, words))
    yield Row(words.say("label.redeemable"), words.say(f"redeemable.{facts['redeemable']}"))
    yield Row(words.say("label.redeemable_why"), _reasons("redeemable_why", "redeemable", facts, words))


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
