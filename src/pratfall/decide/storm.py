"""Much more talk than usual: answer first. Whether anything is to be stopped is decided when it has calmed down.

A storm is over when comments are known for two days behind its last loud one. What it left is then looked at: nothing
is held back any more, and nobody is called out of bed.
"""

from __future__ import annotations

from datetime import date

from pratfall.records.advice import Act, Advice
from pratfall.records.findings import Finding, Status

from .case import Case, Choice, advice, not_judged

RULE = "answer_first"
OVER = "storm_over"
REASONS = {"backlash": "answer_first", "talk_spike": "read_first", "surge": "ride"}
DAYS = 1
CALM_DAYS = 2


def advise(case: Case) -> Advice | None:
    reason = REASONS.get(case.finding.code)
    if reason is None:
        return None
    if case.finding.status is Status.CANNOT_TELL:
        reason = "read_first"
    if reason != "read_first" and _is_over(case.finding):
        return _afterwards(case)
    act = Act.KEEP if reason == "ride" else Act.WAIT
    choice = Choice(act=act, reason=reason, look_again=case.in_days(DAYS), rule=RULE)
    return advice(case, choice, not_judged("comparable_cases"))


def _is_over(finding: Finding) -> bool:
    """Comments that are only known up to the storm do not say so."""
    heard = finding.facts.get("heard_until")
    return heard is not None and (date.fromisoformat(str(heard)) - finding.window.end).days >= CALM_DAYS


def _afterwards(case: Case) -> Advice:
    praised = case.finding.code == "surge"
    act, reason = (Act.KEEP, "surge_over") if praised else (Act.LEARN, OVER)
    facts = {"day": case.finding.window.end}
    choice = Choice(act=act, reason=reason, look_again=case.horizon, rule=RULE, facts=facts)
    return advice(case, choice, not_judged("comparable_cases"))
