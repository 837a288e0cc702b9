"""Could this test have failed, was it worth anything, did anybody not know the answer? One rule per function.

    flags(tried)       -> why it does not count as a test, and what should be asked about it

could not fail      no rule for when it ends; a bar below what a typical post already brought; a target below what every
                    comparable campaign brought; a design that cannot see what would be worth it
trivial             hardly any hours planned and no money; a rise that would change nothing
known beforehand    everybody sure of the same answer; most of the result in before it began; the same question
                    answered before
bold in name only   called radical, on networks and for people that were all used before: asked, and still counted

What a rule needs and nobody wrote down raises no flag: missing is not suspicious. Measured on planted tests, honest and
gamed: docs/methods/portfolio.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

TRIVIAL_HOURS = 2.0
TRIVIAL_WORTH = 1.05
SURE = 0.95
FEWEST_SURE = 2  # voices: one person who is sure may be wrong
FEWEST_COMPARABLE = 4
MOSTLY = 0.5
ROUTINE, RADICAL = "routine", "radical"
CAMPAIGN = "campaign"


@dataclass(frozen=True)
class Flag:
    """`excludes`: it does not count as a test. Otherwise it is a question to the team."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    excludes: bool = True


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A test of an idea, or a campaign, that has begun. None and "": nobody said, or nobody knows.

    `origin`: "idea" or "campaign". `worked`: False where it failed, None while nobody can tell. `hours`: effort,
    planned or (`hours_planned` False) counted. `ends_by_rule`: somebody wrote down when it stops or has failed. `bar`,
    `known_low`: what a typical post must bring, and the lower end of what one already brought. `sees`, `worth`: ratios,
    the smallest its design sees and the smallest that would change anything. `comparable`: what comparable campaigns
    before it brought, in its unit. `in_before`: share of its result that was in before it began. `same_question`: the
    name of an earlier test that answered it. `known_ground`: where it is no new ground: "networks" and "audience" of
    a campaign, "account" of an idea.
    """

    origin: str
    number: int
    name: str
    boldness: str
    begun: date
    ended: date | None = None
    worked: bool | None = None
    hours: float | None = None
    hours_planned: bool = True
    money: bool = False
    ends_by_rule: bool = True
    bar: float | None = None
    known_low: float | None = None
    sees: float | None = None
    worth: float | None = None
    target: float | None = None
    comparable: tuple[float, ...] = ()
    predictions: tuple[float, ...] = ()
    in_before: float | None = None
    same_question: str = ""
    known_ground: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        return self.origin, self.number

    @property
    def is_test(self) -> bool:
        """A routine campaign is no test: it should work."""
        return self.origin != CAMPAIGN or self.boldness != ROUTINE


def flags(tried: Tried) -> tuple[Flag, ...]:
    """In the order of the rules; none for what is no test."""
    if not tried.is_test:
        return ()
    return tuple(flag for rule in RULES if (flag := rule(tried)) is not None)


def no_end(tried: Tried) -> Flag | None:
    return None if tried.ends_by_rule else Flag("no_end")


def bar_known(tried: Tried) -> Flag | None:
    if tried.bar is None or tried.known_low is None or tried.bar >= tried.known_low:
        return None
    return Flag("bar_known", {"bar": tried.bar, "known": tried.known_low})


def target_known(tried: Tried) -> Flag | None:
    least, n = min(tried.comparable, default=0.0), len(tried.comparable)
    if tried.target is None or n < FEWEST_COMPARABLE or tried.target >= least:
        return None
    return Flag("target_known", {"target": tried.target, "least": least, "n": n})


def cannot_see(tried: Tried) -> Flag | None:
    if tried.sees is None or tried.worth is None or tried.sees <= tried.worth:
        return None
    return Flag("cannot_see", {"sees": tried.sees - 1.0, "worth": tried.worth - 1.0})


def trivial_effort(tried: Tried) -> Flag | None:
    """Hours that were counted by its posts alone leave too much out to call anything trivial."""
    if tried.money or not tried.hours_planned or tried.hours is None or tried.hours >= TRIVIAL_HOURS:
        return None
    return Flag("trivial_effort", {"hours": tried.hours, "least": TRIVIAL_HOURS})


def trivial_worth(tried: Tried) -> Flag | None:
    if tried.worth is None or tried.worth >= TRIVIAL_WORTH:
        return None
    return Flag("trivial_worth", {"worth": tried.worth - 1.0, "least": TRIVIAL_WORTH - 1.0})


def all_sure(tried: Tried) -> Flag | None:
    said = tried.predictions
    if len(said) < FEWEST_SURE:
        return None
    if min(said) >= SURE:
        return Flag("all_sure_yes", {"n": len(said), "least": min(said)})
    return Flag("all_sure_no", {"n": len(said), "most": max(said)}) if max(said) <= 1.0 - SURE else None


def mostly_in(tried: Tried) -> Flag | None:
    if tried.in_before is None or tried.in_before < MOSTLY:
        return None
    return Flag("mostly_in", {"share": min(tried.in_before, 1.0)})


def asked_before(tried: Tried) -> Flag | None:
    return Flag("asked_before", {"name": tried.same_question}) if tried.same_question else None


def bold_in_name(tried: Tried) -> Flag | None:
    if tried.boldness != RADICAL or not tried.known_ground:
        return None
    return Flag(f"bold_in_name_{tried.origin}", excludes=False)


RULES: tuple[Callable[[Tried], Flag | None], ...] = (
    no_end,
    bar_known,
    target_known,
    cannot_see,
    trivial_effort,
    trivial_worth,
    all_sure,
    mostly_in,
    asked_before,
    bold_in_name,
)
