"""Much more talk than usual: answer first. Whether anything is to be stopped is decided when it has calmed down."""

from __future__ import annotations

from pratfall.records.advice import Act, Advice
from pratfall.records.findings import Status

from .case import Case, Choice, advice, not_judged

RULE = "answer_first"
REASONS = {"backlash": "answer_first", "talk_spike": "read_first", "surge": "ride"}
DAYS = 1


def advise(case: Case) -> Advice | None:
    reason = REASONS.get(case.finding.code)
    if reason is None:
        return None
    if case.finding.status is Status.CANNOT_TELL:
        reason = "read_first"
    act = Act.KEEP if reason == "ride" else Act.WAIT
    choice = Choice(act=act, reason=reason, look_again=case.in_days(DAYS), rule=RULE)
    return advice(case, choice, not_judged("comparable_cases"))
