"""What could not be believed? Accounts without fresh data at the end of the period, and doubts about files."""

from __future__ import annotations

from pratfall.records.findings import Finding, Kind
from pratfall.reviews.render import codec
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.story import INFORMING, subject_href, tell_findings
from pratfall.site.reports.regular import found
from pratfall.site.reports.regular.gathered import Facts, Gathered

from . import Line, Told, counted

CODE = "data"
SHOWN = 8


def gather(look: Gathered) -> Facts:
    doubts = [f for f in look.review.findings if f.kind is Kind.TRUST and f.code not in INFORMING]
    return {
        "accounts": len(look.review.accounts),
        "stale": sum(bool(state.posts) and state.freshness.stale for state in look.review.accounts),
        "doubts": len(doubts),
        "items": [{"href": subject_href(f.subject), "finding": found.bare(f)} for f in doubts[:SHOWN]],
    }


def tell(facts: Facts, words: Speech, before: Facts | None) -> Told:
    if not facts["doubts"] and not facts["stale"]:
        return Told((words.plural("regular.data.fine", facts["accounts"]),), quiet=True)
    stale = counted("regular.data.stale", facts["stale"], words, accounts=facts["accounts"])
    doubts = counted("regular.data.doubts", facts["doubts"], words)
    lines = []
    for item in facts["items"]:
        [told] = tell_findings([codec.decode(Finding, item["finding"])], words)
        title = words.say("regular.about", title=told.title, subject=told.subject)
        lines.append(Line(title, told.sentence, href=item["href"]))
    left = facts["doubts"] - len(lines)
    more = words.plural("more.items", left) if left > 0 else ""
    return Told((words.say("regular.two", one=stale, other=doubts),), tuple(lines), more)
