"""It works: go on, and find out what made it work before it is changed."""

from __future__ import annotations

from pratfall.records.advice import Act, Advice
from pratfall.records.causes import Diagnosis
from pratfall.records.findings import Kind
from pratfall.records.subjects import SubjectKind

from .case import Case, Choice, advice, not_judged
from .level import actionable

RULE = "keep_what_works"


def advise(case: Case) -> Advice | None:
    if case.finding.kind is not Kind.GOOD_NEWS:
        return None
    cause = actionable(case.finding.diagnosis) if isinstance(case.finding.diagnosis, Diagnosis) else None
    single = case.finding.subject.kind is SubjectKind.POST
    reason, act = ("once_more", Act.LEARN) if single else ("works", Act.KEEP)
    choice = Choice(act=act, reason=reason, look_again=case.horizon, rule=RULE, change=cause.code if cause else None)
    return advice(case, choice, not_judged("comparable_cases"), saving=case.ahead)
