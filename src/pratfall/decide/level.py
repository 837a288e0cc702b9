"""Something brings less than it did: is it still worth its hours?

An hour here brings `r` usual hours' worth (the finding's ratio, now over usual); elsewhere it would bring `floor`. So

    going on with r < floor  wastes (floor - r) / floor of what going on costs
    stopping with r > floor  loses  (r - floor) / floor of it: that many more hours elsewhere make up for it

The true r is not known: both losses are averaged over what the interval leaves open, doubted for having been selected
(stats/expected_loss.py). In this order:

    wait       chance, or something outside the team, explains at least half of the fall
    optimise   a cause the team can act on explains so much that mending it would bring r above the floor
    pull       caution x expected loss of stopping < expected loss of going on (a series, a campaign, an account)
    keep       expected loss of going on <= that of stopping
    wait       in between, if the posts of at most twelve more weeks settle it; else
    learn      they would not: try something, small, with an end agreed beforehand; a network: find the part that fell
"""

from __future__ import annotations

from math import sqrt

from pratfall.records.advice import Act, Advice
from pratfall.records.causes import Cause, Diagnosis
from pratfall.records.numbers import Estimate, Unit
from pratfall.records.subjects import SubjectKind
from pratfall.stats.expected_loss import Belief

from .case import HORIZON_DAYS, Case, Choice, Errors, advice, believable, chance, part_of

RULE = "expected_loss"
OUTSIDE = frozenset({"network_wide", "holiday", "outage", "season"})
LUCK = frozenset({"chance", "regression_to_mean"})
MOST = 0.5  # of the fall
USUAL_CHANGE = 0.5  # of the log: most changes are smaller than a halving, hardly any is a fall to a fifth
STOPPABLE = frozenset({SubjectKind.SERIES, SubjectKind.CAMPAIGN, SubjectKind.ACCOUNT})
LONGEST_WEEKS = 12


def advise(case: Case) -> Advice | None:
    """Only for a fall measured as a ratio to what is usual."""
    estimate = case.finding.estimate
    if not isinstance(estimate, Estimate) or estimate.unit is not Unit.RATIO or estimate.value >= 1.0:
        return None
    plainly = Belief.of(estimate.value, max(estimate.low, 0.0), estimate.high, level=estimate.level)
    belief = plainly.doubted(USUAL_CHANGE)
    errors = _errors(case, plainly, belief)
    return advice(case, _choose(case, belief), errors, saving=case.ahead)


def _errors(case: Case, plainly: Belief, belief: Belief) -> Errors:
    floor = case.floor
    below = chance(plainly.chance_below(floor), belief.chance_below(floor))
    above = chance(1.0 - plainly.chance_below(floor), 1.0 - belief.chance_below(floor))
    return Errors(
        pulled=above,
        kept=below,
        too_early=part_of(case.ahead, belief.loss_above(floor) / floor),
        too_late=part_of(case.ahead, belief.loss_below(floor) / floor),
    )


def _choose(case: Case, belief: Belief) -> Choice:
    diagnosis = case.finding.diagnosis
    if diagnosis and (reason := _not_ours(diagnosis)):
        return Choice(act=Act.WAIT, reason=reason, look_again=case.horizon, rule=RULE, facts=_facts(case, belief))
    cause = diagnosis and actionable(diagnosis)
    if cause and isinstance(cause.share, Estimate):
        mended = belief.moved(-min(cause.share.value, 1.0) * belief.middle)  # shares are of the log of the change
        if mended.mean_above(case.floor) >= mended.mean_below(case.floor):
            facts = _facts(case, belief) | {
                "share": min(cause.share.value, 1.0),
                "mended": believable(1.0 - mended.chance_below(case.floor)),
            }
            return Choice(
                act=Act.OPTIMISE, reason="mend", look_again=case.horizon, rule=RULE, change=cause.code, facts=facts
            )
    return _weighed(case, belief)


def _weighed(case: Case, belief: Belief) -> Choice:
    facts = _facts(case, belief)
    if pulls(case, belief):
        act, reason = Act.PULL, "below_floor"
        if case.finding.subject.kind not in STOPPABLE:
            act, reason = Act.LEARN, "find_the_part"
        return Choice(act=act, reason=reason, look_again=case.horizon, rule=RULE, facts=facts)
    if belief.mean_below(case.floor) <= belief.mean_above(case.floor):
        return Choice(act=Act.KEEP, reason="above_floor", look_again=case.horizon, rule=RULE, facts=facts)
    weeks = weeks_to_settle(case, belief)
    if weeks is not None:
        again = case.in_days(7 * weeks)
        return Choice(act=Act.WAIT, reason="more_posts", look_again=again, rule=RULE, facts=facts | {"days": 7 * weeks})
    return Choice(act=Act.LEARN, reason="try_small", look_again=case.horizon, rule=RULE, facts=facts)


def weeks_to_settle(case: Case, belief: Belief) -> int | None:
    """After how many weeks of posts it would be pulled, if they show what was shown so far; None: not in LONGEST_WEEKS.

    The doubt shrinks with the root of the posts since the change, at today's pace.
    """
    since = case.finding.since
    if since is None or not case.posts_per_week:
        return None
    so_far = max((case.today - since).days / 7.0, 1.0)
    for weeks in range(1, LONGEST_WEEKS + 1):
        later = Belief(belief.middle, belief.spread * sqrt(so_far / (so_far + weeks)))
        if pulls(case, later):
            return weeks
    return None


def pulls(case: Case, belief: Belief) -> bool:
    return case.caution * belief.mean_above(case.floor) < belief.mean_below(case.floor)


def actionable(diagnosis: Diagnosis) -> Cause | None:
    """The first cause that is more than a suspect, has a part in the change for sure, and can be acted on.

    What only cuts the change another way (`beside`: reach against engagement) says where to look, not what to mend.
    """
    for cause in diagnosis.causes:
        part = cause.told and not cause.beside and isinstance(cause.share, Estimate) and cause.share.low > 0.0
        if part and cause.step is not None and cause.code not in OUTSIDE | LUCK:
            return cause
    return None


def _not_ours(diagnosis: Diagnosis) -> str:
    if diagnosis.verdict == "chance" or _share(diagnosis, LUCK) >= MOST:
        return "mostly_chance"
    return "outside" if _share(diagnosis, OUTSIDE) >= MOST else ""


def _share(diagnosis: Diagnosis, codes: frozenset[str]) -> float:
    """Of the change, by causes of these codes that are told."""
    shares = [c.share for c in diagnosis.causes if c.code in codes and c.told and not c.beside]
    return sum(share.value for share in shares if isinstance(share, Estimate))


def _facts(case: Case, belief: Belief) -> dict[str, object]:
    return {"floor": case.floor, "below": believable(belief.chance_below(case.floor)), "weeks": HORIZON_DAYS // 7}
