"""One post did badly, or a few are about to: nothing is stopped for single posts."""

from __future__ import annotations

from pratfall.records.advice import Act, Advice
from pratfall.records.findings import Kind
from pratfall.records.subjects import SubjectKind

from .case import Case, Choice, advice, not_judged
from .level import actionable

RULE = "one_post"
POSTS_TO_TELL = 20  # a side, before a halving can be told from luck: docs/verdicts.md
DAYS, SOON_DAYS = 7, 2
RUNNING = frozenset({"flop_expected"})  # posts that may yet be mended: a better first line, an answer, a boost


def advise(case: Case) -> Advice | None:
    finding = case.finding
    if finding.kind is not Kind.FAILURE or not (finding.subject.kind is SubjectKind.POST or finding.code in RUNNING):
        return None
    cause = actionable(finding.diagnosis) if finding.diagnosis else None
    if finding.code in RUNNING:
        running = Choice(act=Act.LEARN, reason="still_running", look_again=case.in_days(SOON_DAYS), rule=RULE)
        return advice(case, running, not_judged("finished_posts"))
    act = Act.OPTIMISE if cause else Act.LEARN
    choice = Choice(
        act=act,
        reason="mend_post" if cause else "one_post",
        look_again=case.in_days(DAYS),
        rule=RULE,
        change=cause.code if cause else None,
    )
    return advice(case, choice, not_judged("posts", needed=POSTS_TO_TELL, got=1))
