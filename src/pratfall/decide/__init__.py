"""One rule per file: findings, causes and costs in, Advice out. Tests of ideas live here too.

A file with advise(case) -> Advice | None answers for the findings it knows and passes the others on; the first answer
counts. Every finding gets an answer. Worked numbers of every rule: docs/methods/decide.md.
"""

from __future__ import annotations

from typing import Protocol

from pratfall.records.advice import Act, Advice

from . import campaign, doubt, habit, level, praise, silence, single, storm, undecided
from .case import Case, Choice, advice, not_judged

__all__ = ["Case", "Rule", "advise", "rules"]


class Rule(Protocol):
    """A module of this room with an `advise`."""

    def advise(self, case: Case) -> Advice | None: ...


def rules() -> tuple[Rule, ...]:
    """Every rule, in the order they are asked: what forbids a verdict comes before what gives one."""
    return (doubt, storm, campaign, undecided, praise, habit, silence, single, level)


def advise(case: Case) -> Advice:
    """What to do about the finding, and what both errors would cost."""
    for rule in rules():
        if answer := rule.advise(case):
            return answer
    choice = Choice(act=Act.WAIT, reason="look", look_again=case.horizon, rule="no_rule")
    return advice(case, choice, not_judged("comparable_cases"), saving=case.ahead)
