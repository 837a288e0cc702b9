"""Nobody can tell yet: wait where time brings the posts that are missing, learn on purpose where it does not."""

from __future__ import annotations

from math import ceil

from pratfall.records.advice import Act, Advice
from pratfall.records.findings import Status
from pratfall.records.numbers import NotEnoughData

from .case import HORIZON_DAYS, Case, Choice, Errors, advice, not_judged

RULE = "enough_data"
LONGEST_DAYS = 84


def advise(case: Case) -> Advice | None:
    if case.finding.status is not Status.CANNOT_TELL:
        return None
    errors, missing = not_judged("comparable_cases"), case.finding.estimate
    if case.finding.freshness.stale:
        return _said(case, Act.WAIT, "stale", HORIZON_DAYS // 4, errors)
    if not isinstance(missing, NotEnoughData):
        return _said(case, Act.WAIT, "may_be_chance", HORIZON_DAYS, errors)
    errors = Errors(missing, missing)
    days = _days_until(case, missing)
    if days is not None and days <= LONGEST_DAYS:
        return _said(case, Act.WAIT, "too_few", max(days, 7), errors)
    return _said(case, Act.LEARN, "never_enough", HORIZON_DAYS, errors)


def _said(case: Case, act: Act, reason: str, days: int, errors: Errors) -> Advice:
    choice = Choice(act=act, reason=reason, look_again=case.in_days(days), rule=RULE, facts={"days": days})
    return advice(case, choice, errors, saving=case.ahead)


def _days_until(case: Case, missing: NotEnoughData) -> int | None:
    """Days until enough of them are there at today's pace; None where nobody knows."""
    short = max(missing.needed - missing.got, 0)
    match missing.of:
        case "days":
            return short
        case "weeks":
            return 7 * short
        case "posts" if case.posts_per_week:
            return ceil(7 * short / case.posts_per_week)
        case _:
            return None
