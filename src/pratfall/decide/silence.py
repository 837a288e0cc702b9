"""A series stopped by itself: somebody should say whether that was meant."""

from __future__ import annotations

from pratfall.records.advice import Act, Advice

from .case import Case, Choice, advice, not_judged

RULE = "stopped_by_itself"
CODES = frozenset({"series_stopped", "account_silent"})
DAYS = 7


def advise(case: Case) -> Advice | None:
    if case.finding.code not in CODES:
        return None
    choice = Choice(act=Act.LEARN, reason="was_it_meant", look_again=case.in_days(DAYS), rule=RULE)
    return advice(case, choice, not_judged("posts"))
