"""Tests of ideas: what is agreed before one begins, what it answers, and why it may be refused. Nouns only.

design.py says what a plan can see, or refuses it; running.py reads it at any moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from pratfall.records.numbers import Cost, Estimate, Money, NotEnoughData

LEVEL = 0.95
UNLIMITED = Cost()


class Kind(StrEnum):
    RANDOMISED = "randomised"  # which post gets which variant is drawn by lot: an experiment
    AGAINST_BAR = "against_bar"  # one idea against a number agreed beforehand, for instance on a new network
    BEFORE_AFTER = "before_after"  # nothing can be drawn by lot: no experiment, however well it is computed


@dataclass(frozen=True, kw_only=True)
class IdeaPlan:
    """What is agreed before the test begins.

    `variants`: the first one is what is done today (RANDOMISED), or the only one. `posts_per_variant`: the budget;
    None: open end. `smallest_worth`: the ratio from which the idea would change anything (1.2: a fifth more). `bar`:
    for AGAINST_BAR, what a typical post must bring. `history`: values of own past posts (NaN: unknown). `shares`: of
    posts per variant, even where None. `budget`: hours and money at most; unknown: no limit.
    """

    kind: Kind
    variants: tuple[str, ...]
    smallest_worth: float
    posts_per_variant: int | None = None
    posts_per_week: float | None = None
    bar: float | None = None
    history: tuple[float, ...] = ()
    shares: tuple[float, ...] | None = None
    hours_per_post: Decimal | None = None
    hourly_rate: Money | None = None
    money_per_post: Money | None = None
    budget: Cost = UNLIMITED
    exit_rule: str = ""  # in the team's words: when it ends early
    changes_mind: str = ""  # in the team's words: which result would change what they do
    level: float = LEVEL

    def __post_init__(self) -> None:
        if self.smallest_worth <= 1.0:
            raise ValueError(f"an idea worth {self.smallest_worth} times the usual")
        if self.kind is Kind.AGAINST_BAR and (self.bar is None or self.bar <= 0.0):
            raise ValueError("an idea is held against a number above zero")

    @property
    def compared(self) -> tuple[str, ...]:
        """The variants an answer is wanted for."""
        return self.variants[1:] if self.kind is Kind.RANDOMISED else self.variants[:1]

    @property
    def each_level(self) -> float:
        """Of each comparison, so that all of them hold together."""
        return 1.0 - (1.0 - self.level) / max(len(self.compared), 1)


@dataclass(frozen=True, kw_only=True)
class Design:
    """What the plan can see four times in five: ratios from `sees_rise` up, or from `sees_fall` down.

    `posts_needed`: per variant, to see `smallest_worth`. `spread_assumed`: nobody knows yet how posts scatter there.
    """

    sees_rise: float
    sees_fall: float
    posts_needed: int
    weeks: float | None
    cost: Cost
    spread: float
    spread_assumed: bool


@dataclass(frozen=True)
class Reason:
    """Why a plan is refused, with its numbers for the wording `idea.refused.<code>`."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """The test cannot answer. `design`: what it could see, where that could be computed."""

    reasons: tuple[Reason, ...]
    design: Design | None = None


class State(StrEnum):
    OPEN = "open"
    BETTER = "better"  # the interval leaves out "no better"
    WORSE = "worse"  # the interval leaves out "no worse": the exit
    NOT_WORTH_IT = "not_worth_it"  # the interval leaves out the smallest rise that would change anything
    ENDED_OPEN = "ended_open"  # all posts agreed are there, and nothing is told
    UNBALANCED = "unbalanced"  # posts were lost or not drawn by lot: no comparison can be believed


@dataclass(frozen=True)
class Balance:
    """Posts per variant; `even`: False where chance shows as much once in a thousand tests at most."""

    posts: Mapping[str, int]
    even: bool


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """`ratio`: to what is done today, or to the bar, with an interval that may be looked at every day. `p`: how often
    chance alone would ever show as much, over all looks.
    """

    variant: str
    posts: int
    ratio: Estimate | NotEnoughData
    state: State
    p: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Running:
    """The test as it stands. `used`: share of the posts agreed, None with an open end."""

    state: State
    comparisons: tuple[Comparison, ...]
    balance: Balance
    used: float | None
    method: str

    @property
    def p(self) -> float:
        """How often chance alone would show as much in any of its comparisons."""
        return min(1.0, len(self.comparisons) * min(comparison.p for comparison in self.comparisons))
