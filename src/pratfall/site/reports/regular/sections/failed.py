"""What failed? Findings and campaigns, in the same room and the same form as what worked."""

from __future__ import annotations

from pratfall.records.findings import Kind
from pratfall.reviews.render.speech import Speech
from pratfall.site.reports.regular import campaigns_over, found
from pratfall.site.reports.regular.gathered import Facts, Gathered

from . import Told

CODE = "failed"


def gather(look: Gathered) -> Facts:
    findings = found.findings(look, Kind.FAILURE, CODE)
    campaigns = campaigns_over.campaigns_over(look, campaigns_over.FAILED)
    return {"n": findings["sure"] + findings["likely"], "findings": findings, "campaigns": campaigns}


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    findings, campaigns = facts["findings"], facts["campaigns"]
    lines = (*campaigns_over.lines(campaigns, words), *found.lines(findings, words))
    first = (_counted(findings, before, words), *_worst(findings, words), *_over(findings, words))
    missed = [one for one in campaigns if one["outcome"] != campaigns_over.Outcome.UNKNOWN]
    ended = (words.plural("regular.failed.campaigns", len(missed)),) if missed else ()
    doubt = (words.plural("regular.cannot_tell", findings["cannot_tell"]),) if findings["cannot_tell"] else ()
    return Told((*first, *ended, *doubt), lines, _more(findings, words), on_boss_page=2)


def _counted(findings: Facts, before: Facts | None, words: Speech) -> str:
    n = findings["sure"] + findings["likely"]
    if not findings["judged"] and not n:
        return words.say("regular.none_judged")
    if not n:
        return words.say("regular.failed.none")
    none = words.say("regular.failed.of_these_none")
    said = words.plural("regular.failed.count", n, sure=findings["sure"] or none, new=findings["new"] or none)
    if before is None:
        return said
    return words.say("regular.with_before", said=said, before=before["n"])


def _worst(findings: Facts, words: Speech) -> tuple[str, ...]:
    title = found.first_title(findings, words)
    return (words.say("regular.failed.first", title=title),) if title else ()


def _over(findings: Facts, words: Speech) -> tuple[str, ...]:
    over = sum(item["since"] == found.Since.OVER for item in findings["gone"])
    return (words.plural("regular.failed.over", over),) if over else ()


def _more(findings: Facts, words: Speech) -> str:
    left = findings["sure"] + findings["likely"] - len(findings["items"])
    return words.plural("more.items", left) if left > 0 else ""
