"""An idea nothing can be drawn by lot for: the level after it began, against what earlier weeks and controls foretell.

No experiment: what else happened in the same weeks is part of the answer (stats/impact.py). Whether it can see what
would be worth it is tried beforehand, on as many of the newest days in which nothing was changed.
"""

from __future__ import annotations

from pratfall.records.numbers import NotEnoughData
from pratfall.stats.impact import CONTROL_MOVED, NO_CONTROLS, Impact, impact

from .ideas import IdeaPlan, Reason, Refusal, State


def design_before_after(
    plan: IdeaPlan, daily: list[float], controls: list[list[float]] | None, *, days_after: int
) -> Impact | Refusal:
    """What `days_after` days would show, tried on the newest ones of `daily`; its effect should be none.

    `controls`: one list per day, of series the idea does not touch.
    """
    reasons = []
    if not plan.exit_rule.strip():
        reasons.append(Reason("no_exit_rule"))
    if not plan.changes_mind.strip():
        reasons.append(Reason("no_mind_changer"))
    start = len(daily) - days_after
    tried = (
        impact(daily, start=start, controls=controls)
        if start > 0
        else NotEnoughData(2 * days_after, len(daily), "days")
    )
    if isinstance(tried, NotEnoughData):
        return Refusal((*reasons, Reason("too_little_history", {"needed": tried.needed, "got": tried.got})))
    if tried.smallest_rise > plan.smallest_worth - 1.0:
        facts = {"sees": tried.smallest_rise, "worth": plan.smallest_worth - 1.0, "days": days_after}
        reasons.append(Reason("cannot_see_it", facts))
    return Refusal(tuple(reasons)) if reasons else tried


def reading(plan: IdeaPlan, found: Impact, *, over: bool) -> tuple[State, tuple[str, ...]]:
    """What an impact says about the idea, and why it may not be the idea at all.

    Its interval is made for one look, at the end that was agreed: before it is `over` nothing is said.
    """
    moved = tuple(code for code in (NO_CONTROLS, CONTROL_MOVED) if code in found.warnings)
    if not over:
        return State.OPEN, ("not_randomised", "one_look", *moved)
    low, high = 1.0 + found.relative.low, 1.0 + found.relative.high
    state = State.ENDED_OPEN
    if low > 1.0:
        state = State.BETTER
    elif high < 1.0:
        state = State.WORSE
    elif high < plan.smallest_worth:
        state = State.NOT_WORTH_IT
    return state, ("not_randomised", *moved)
