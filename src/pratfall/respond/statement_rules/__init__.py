"""What evidence says about a statement: one rule per file. They advise, and never stand in anybody's way.

CODE                  names the rule; wording `statement_check.<CODE>` (or `.<CODE>.<reason>`), and `.<CODE>.why`
SOURCE                key of pratfall.respond.statement_sources: why it is asked
check(said) -> Advice | None

`case.py` has what goes in and out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from . import (
    apology_with_change,
    concern,
    concern_with_information,
    length,
    names_what_happened,
    next_update_time,
    no_blame_on_others,
    no_denial,
    no_early_compensation,
    no_guess_at_causes,
    no_superlative_comeback,
    plain_words,
    same_promises,
)
from .case import Advice, Quote, Said

__all__ = ["Advice", "Quote", "Rule", "Said", "checked", "rules"]


class Rule(Protocol):
    CODE: str
    SOURCE: str

    def check(self, said: Said) -> Advice | None: ...


def rules() -> Mapping[str, Rule]:
    """Every rule by its code; what matters most to readers first."""
    every: tuple[Rule, ...] = (
        same_promises,
        names_what_happened,
        concern,
        next_update_time,
        apology_with_change,
        no_blame_on_others,
        no_guess_at_causes,
        no_denial,
        no_early_compensation,
        plain_words,
        concern_with_information,
        no_superlative_comeback,
        length,
    )
    return {rule.CODE: rule for rule in every}


def checked(said: Said) -> tuple[Advice, ...]:
    """All the advice there is on a statement."""
    return tuple(advice for rule in rules().values() if (advice := rule.check(said)) is not None)
