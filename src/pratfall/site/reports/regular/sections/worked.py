"""What worked? Findings and campaigns, in the same room and the same form as what failed."""

from __future__ import annotations

from pratfall.records.findings import Kind
from pratfall.reviews.render.speech import Speech
from pratfall.site.reports.regular import campaigns_over, found
from pratfall.site.reports.regular.gathered import Facts, Gathered

from . import Told

CODE = "worked"


def gather(look: Gathered) -> Facts:
    findings = found.findings(look, Kind.GOOD_NEWS, CODE)
    campaigns = campaigns_over.campaigns_over(look, campaigns_over.WORKED)
    return {"n": findings["sure"] + findings["likely"] + len(campaigns), "findings": findings, "campaigns": campaigns}


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    findings, campaigns = facts["findings"], facts["campaigns"]
    n = facts["n"]
    lines = (*campaigns_over.lines(campaigns, words), *found.lines(findings, words))
    if not n:
        key = "regular.worked.none" if findings["judged"] else "regular.none_judged"
        return Told((words.say(key),), lines)
    none = words.say("regular.worked.of_these_none")
    said = words.plural("regular.worked.count", n, sure=findings["sure"] or none, new=findings["new"] or none)
    if before is not None:
        said = words.say("regular.with_before", said=said, before=before["n"])
    first = lines[0].title if lines else ""
    left = findings["sure"] + findings["likely"] - len(findings["items"])
    more = words.plural("more.items", left) if left > 0 else ""
    return Told((said, words.say("regular.worked.first", title=first)), lines, more, on_boss_page=2)
