"""What can a test of an idea see with its budget? A plan that cannot answer is refused, with all its reasons.

The smallest ratio found four times in five is exp(d e), e = s sqrt(1/n + 1/n) the standard error when all posts agreed
are there (s / sqrt(n) against a bar), s the spread of log(1 + value) of own past posts, and d of the interval that will
be looked at (stats/agreed_end.py). With an open end nothing is promised but what FARTHEST posts a variant would see.
"""

from __future__ import annotations

from decimal import Decimal
from math import ceil, exp, inf, log

import numpy as np
from numpy.typing import NDArray

from pratfall.records.numbers import Cost, Money
from pratfall.stats.agreed_end import FEWEST, boundary, drift_found
from pratfall.stats.post_means import as_student

from .ideas import Design, IdeaPlan, Kind, Reason, Refusal

ENOUGH_HISTORY = 20
SPREAD_ASSUMED = 1.0  # of log(1 + reactions) of one account's posts: docs/verdicts.md
FARTHEST = 400
LONGEST_WEEKS = 26.0
MOSTLY_ZERO = 0.5
MORE_POSTS = 50


def design(plan: IdeaPlan) -> Design | Refusal:
    """What the plan can see, or why it should not begin. For posts; before and after: `design_before_after`."""
    if plan.kind is Kind.BEFORE_AFTER:
        raise ValueError("nothing is drawn by lot before and after: design_before_after")
    history = np.array([v for v in plan.history if not np.isnan(v)])
    seen = _design(plan, history)
    reasons = [*_unwritten(plan), *_unanswerable(plan, history), *_too_small(plan, seen), *_too_dear(plan, seen)]
    return Refusal(tuple(reasons), seen) if reasons else seen


def posts_to_see(plan: IdeaPlan, spread: float) -> int:
    """Posts per variant until the smallest rise worth it is found four times in five."""
    many = ceil(_arms(plan) * (drift_found(plan.each_level) * spread / log(plan.smallest_worth)) ** 2)
    posts = np.arange(FEWEST, max(many + MORE_POSTS, FEWEST + 1))  # Student's t adds few posts, and only to few
    seen = _drift(plan, posts) * spread * np.sqrt(_arms(plan) / posts)
    return int(posts[np.argmax(seen <= log(plan.smallest_worth))])


def _drift(plan: IdeaPlan, posts: NDArray[np.int64] | int) -> NDArray[np.float64]:
    """The effect found four times in five, in standard errors that few posts know only roughly."""
    wide = boundary(plan.each_level)
    df = _arms(plan) * (np.asarray(posts) - 1.0)
    return drift_found(plan.each_level) + as_student(wide, df) - wide


def _arms(plan: IdeaPlan) -> float:
    """Both arms of a comparison scatter, a bar does not."""
    return 2.0 if plan.kind is Kind.RANDOMISED else 1.0


def _design(plan: IdeaPlan, history: np.ndarray) -> Design:
    assumed = len(history) < ENOUGH_HISTORY
    spread = SPREAD_ASSUMED if assumed else float(np.log1p(history).std(ddof=1))
    n = plan.posts_per_variant or FARTHEST
    seen = exp(min(float(_drift(plan, n)) * spread * (_arms(plan) / n) ** 0.5, 50.0))
    posts = n * len(plan.variants)
    return Design(
        sees_rise=seen,
        sees_fall=1.0 / seen,
        posts_needed=posts_to_see(plan, spread),
        weeks=posts / plan.posts_per_week if plan.posts_per_week else None,
        cost=cost_of(plan, posts),
        spread=spread,
        spread_assumed=assumed,
    )


def cost_of(plan: IdeaPlan, posts: int) -> Cost:
    """Of so many posts: hours, hours at the rate, and money per post; what is unknown stays unknown."""
    hours = None if plan.hours_per_post is None else plan.hours_per_post * posts
    parts: dict[str, Decimal] = {}
    if hours is not None and plan.hourly_rate is not None:
        parts[plan.hourly_rate.currency] = hours * plan.hourly_rate.amount
    if plan.money_per_post is not None:
        currency = plan.money_per_post.currency
        parts[currency] = parts.get(currency, Decimal(0)) + posts * plan.money_per_post.amount
    return Cost(hours, tuple(Money(amount, code) for code, amount in sorted(parts.items())) or None)


def _unwritten(plan: IdeaPlan) -> list[Reason]:
    texts = {"no_exit_rule": plan.exit_rule, "no_mind_changer": plan.changes_mind}
    return [Reason(code) for code, text in texts.items() if not text.strip()]


def _unanswerable(plan: IdeaPlan, history: np.ndarray) -> list[Reason]:
    reasons = []
    if plan.kind is Kind.RANDOMISED and len(set(plan.variants)) < 2:
        reasons.append(Reason("nothing_to_compare"))
    if len(history) and float((history == 0).mean()) > MOSTLY_ZERO:
        reasons.append(Reason("mostly_zero", {"share": float((history == 0).mean())}))
    return reasons


def _too_small(plan: IdeaPlan, seen: Design) -> list[Reason]:
    if plan.posts_per_variant is None or plan.posts_per_variant >= seen.posts_needed:
        return []
    facts = {
        "posts": plan.posts_per_variant,
        "needed": seen.posts_needed,
        "sees": seen.sees_rise - 1.0,
        "worth": plan.smallest_worth - 1.0,
    }
    return [Reason("too_few_posts", facts)]


def _too_dear(plan: IdeaPlan, seen: Design) -> list[Reason]:
    reasons = []
    posts = max(plan.posts_per_variant or 0, seen.posts_needed) * len(plan.variants)
    needed = cost_of(plan, posts)
    if plan.posts_per_week is not None:
        weeks = posts / plan.posts_per_week if plan.posts_per_week else inf
        if weeks > LONGEST_WEEKS:
            reasons.append(Reason("takes_too_long", {"weeks": ceil(min(weeks, 5200.0)), "most": int(LONGEST_WEEKS)}))
    if plan.budget.hours is not None and needed.hours is not None and needed.hours > plan.budget.hours:
        reasons.append(Reason("over_hours", {"needed": needed.hours, "budget": plan.budget.hours}))
    for limit in plan.budget.money or ():
        spent = next((m for m in needed.money or () if m.currency == limit.currency), None)
        if spent is not None and spent.amount > limit.amount:
            reasons.append(Reason("over_money", {"needed": spent, "budget": limit}))
    return reasons
