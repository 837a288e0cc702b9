"""The data cannot be believed: nothing is decided on them before they are mended."""

from __future__ import annotations

from pratfall.records.advice import Act, Advice
from pratfall.records.findings import Kind

from .case import Case, Choice, advice, not_judged

RULE = "data_first"
DAYS = 7


def advise(case: Case) -> Advice | None:
    if case.finding.kind is not Kind.TRUST:
        return None
    choice = Choice(act=Act.WAIT, reason="data_first", look_again=case.in_days(DAYS), rule=RULE)
    return advice(case, choice, not_judged("believable_numbers"))
