"""The numbers behind a finding's sentence, each with its label."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pratfall.records.findings import Finding, Kind, Reference, Status
from pratfall.records.numbers import Estimate, NotEnoughData

from . import amounts
from .plain import plain
from .speech import Speech

CITATION_KEY = 60
_NO_BILL = frozenset({"account_silent", "series_stopped", "backlash", "talk_spike"})
_COUNTED = {  # what `n` counts, where it is not posts
    "feed_gap": "days",
    "stale_data": "days",
    "partial_day": "days",
    "totals_mismatch": "files",
    "rows_skipped": "rows",
    "unanswered": "comments",
    "links_not_tracked": "links",
    "target_unlikely": "gifts",
    "target_likely": "gifts",
    "target_open": "gifts",
    "backlash": "comments",
    "surge": "comments",
    "talk_spike": "comments",
}


@dataclass(frozen=True)
class Row:
    label: str
    value: str


def has_cost(finding: Finding) -> bool:
    """What was not posted cost nothing, anger has no price list, and what is only suspected has no bill."""
    return finding.kind is not Kind.TRUST and finding.status is not Status.CANNOT_TELL and finding.code not in _NO_BILL


def rows_of(finding: Finding, words: Speech) -> Iterable[Row]:
    """The numbers behind the sentence."""
    facts = finding.facts
    if finding.since:
        yield Row(words.say("label.since"), _since(finding, words))
    yield Row(words.say("label.window"), amounts.window(finding.window, words))
    yield Row(words.say("label.n"), words.count(_COUNTED.get(finding.code, "posts"), finding.n))
    if "metric" in facts:
        yield Row(words.say("label.metric"), words.name("metric", str(facts["metric"])))
    for name in ("usual", "now"):
        if isinstance(facts.get(name), int | float):
            yield Row(words.say(f"label.{name}"), words.fact(facts[name]))
    if "milestone" in facts:
        yield Row(words.say("label.milestone"), words.say("label.milestone_value", **facts))
    if "budget" in facts:
        yield Row(words.say("label.budget"), words.fact(facts["budget"]))
    if finding.estimate is not None:
        yield Row(words.say("label.estimate"), amounts.amount(finding.estimate, words))
    estimate = finding.estimate
    if isinstance(estimate, Estimate) and estimate.level < 1 and (between := amounts.between(estimate, words)):
        level = {"range": between, "level": estimate.level}
        yield Row(words.say("label.interval"), words.say("label.interval_level", **level))
    if finding.reference:
        yield Row(words.say("label.reference"), _reference(finding.reference, finding.estimate, words))
    if has_cost(finding):
        key = "label.effort" if finding.kind is Kind.GOOD_NEWS else "label.cost"
        yield Row(words.say(key), amounts.cost(finding.cost, words))
    yield Row(words.say("label.freshness"), amounts.freshness(finding.freshness, words))
    yield Row(words.say("label.method"), words.name("method", finding.method))


def _since(finding: Finding, words: Speech) -> str:
    assert finding.since
    days = {name: finding.facts.get(f"since_{name}") for name in ("earliest", "latest")}
    day = words.day(finding.since)
    if None in days.values():
        return day
    said = {name: words.fact(value, "date") for name, value in days.items()}
    return words.say("label.since_between", day=day, **said)


def _reference(reference: Reference, estimate: Estimate | NotEnoughData | None, words: Speech) -> str:
    unit = estimate.unit if isinstance(estimate, Estimate) else None
    source = citation(reference.source, words)
    if reference.own_history:
        return source
    value = amounts.single(reference.value, unit, words) if unit else words.number(reference.value)
    return words.say("label.reference_from", value=value, source=source) if source else value


def citation(source: str, words: Speech) -> str:
    """A source in the reader's language where we know it, else as it was written."""
    key = "reference." + re.sub(r"\W+", "_", source.lower()).strip("_")[:CITATION_KEY]
    return words.say(key) if words.knows(key) else plain(source)
