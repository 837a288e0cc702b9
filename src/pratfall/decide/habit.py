"""A way of working that can be mended for little: change it, and look whether the number follows."""

from __future__ import annotations

from pratfall.records.advice import Act, Advice
from pratfall.records.findings import Kind
from pratfall.records.numbers import Cost

from .case import UNKNOWN, Case, Choice, advice, not_judged

RULE = "mend_the_habit"
MEASURE = frozenset({"no_conversions", "no_recent_numbers", "links_not_tracked"})  # nothing can be learnt without
NEW_DATA_DAYS = 7  # to bring newer data: a habit of last summer may be gone
LEAVE = frozenset({"abandoned"})  # closing it takes nothing away that is made today


def advise(case: Case) -> Advice | None:
    if case.finding.kind is not Kind.HABIT:
        return None
    act, reason, again = Act.OPTIMISE, "habit", case.horizon
    saving: Cost = UNKNOWN
    if case.finding.code in MEASURE:
        act, reason = Act.LEARN, "measure"
    elif case.finding.code in LEAVE:
        act, reason = Act.PULL, "say_goodbye"
    elif case.finding.freshness.stale:
        act, reason, again = Act.WAIT, "habit_stale", case.in_days(NEW_DATA_DAYS)
    choice = Choice(act=act, reason=reason, look_again=again, rule=RULE)
    return advice(case, choice, not_judged("comparable_cases"), saving=saving)
