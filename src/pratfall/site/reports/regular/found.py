"""Findings of a period, failures and good news in the same form: new, still there, or over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from pratfall.records.findings import Finding, Kind, Status
from pratfall.records.numbers import Cost
from pratfall.reviews.render import codec
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.story import subject_href, tell_findings

from .gathered import Facts, Gathered
from .sections import Line

SHOWN = 12


class Since(StrEnum):
    NEW = "new"  # began in the period, or nobody had seen it in the report before
    CONTINUING = "continuing"
    OVER = "over"  # in the report before, and no longer
    UNKNOWN = "unknown"  # in the report before, and its account can no longer be judged


@dataclass(frozen=True)
class _Known:
    """The report before, as far as this kind of finding goes."""

    keys: frozenset[str]
    items: Sequence[Any]


def findings(look: Gathered, kind: Kind, code: str) -> Facts:
    """`code`: the section, under which the report before kept its own."""
    told = [f for f in look.review.findings if f.kind is kind]
    sure_first = sorted((f for f in told if f.status is not Status.CANNOT_TELL), key=_unsure)
    known = _known(look, code)
    items = [_item(finding, look.period.start, known) for finding in sure_first]
    keys = {item["key"] for item in items}
    return {
        "judged": is_judged(look),
        "sure": sum(f.status is Status.SURE for f in sure_first),
        "likely": sum(f.status is Status.LIKELY for f in sure_first),
        "cannot_tell": len(told) - len(sure_first),
        "new": sum(item["since"] == Since.NEW for item in items),
        "keys": sorted(keys),
        "items": items[:SHOWN],
        "gone": list(_gone(look, known, keys)),
    }


def is_judged(look: Gathered) -> bool:
    """Where no question could be answered, or of no account on that day, silence is no good news."""
    fresh = any(state.posts and not state.freshness.stale for state in look.review.accounts)
    return fresh and any(check.judged for check in look.review.checked)


def _unsure(finding: Finding) -> bool:
    return finding.status is not Status.SURE


def _known(look: Gathered, code: str) -> _Known | None:
    if look.previous is None or code not in look.previous:
        return None
    before = look.previous[code]["findings"]
    return _Known(frozenset(before["keys"]), before["items"])


def _item(finding: Finding, start: date, known: _Known | None) -> dict[str, Any]:
    href = subject_href(finding.subject)
    key = f"{finding.code} {href}"
    unseen = known is not None and key not in known.keys
    began = finding.since is not None and finding.since >= start
    since = Since.NEW if began or (finding.since is None and unseen) else Since.CONTINUING
    return {"key": key, "href": href, "since": since.value, "finding": bare(finding)}


def bare(finding: Finding) -> dict[str, Any]:
    """As JSON, without its posts and drawings: what a report words again."""
    kept = replace(finding, evidence=(), chart=None, diagnosis=None, advice=None)
    encoded: dict[str, Any] = codec.encode(kept)
    return encoded


def _gone(look: Gathered, known: _Known | None, keys: set[str]) -> Iterator[dict[str, Any]]:
    stale = {(s.account.platform, s.account.account_id) for s in look.review.accounts if s.freshness.stale}
    for item in known.items if known else ():
        if item["key"] not in keys:
            subject = item["finding"]["subject"]
            blind = not is_judged(look) or (subject["platform"], subject["account_id"]) in stale
            yield {**item, "since": (Since.UNKNOWN if blind else Since.OVER).value}


def lines(facts: Facts, words: Speech) -> Iterator[Line]:
    for item in (*facts["items"], *facts["gone"]):
        [told] = tell_findings([codec.decode(Finding, item["finding"])], words)
        title = words.say("regular.about", title=told.title, subject=told.subject)
        said = words.say(f"regular.since.{item['since']}", day=told.finding.since)
        if item["since"] in (Since.OVER, Since.UNKNOWN):
            yield Line(title, said, href=item["href"])
            continue
        cost = words.say("regular.cost_so_far", cost=told.cost) if told.cost and told.finding.cost != Cost() else ""
        notes = (f"{told.status_words}. {said}", told.sureness, cost)
        yield Line(title, told.sentence, tuple(note for note in notes if note), item["href"])


def first_title(facts: Facts, words: Speech) -> str:
    """The one that matters most, as its line names it; "" where there is none."""
    return next((line.title for line in lines(facts, words)), "") if facts["items"] else ""
