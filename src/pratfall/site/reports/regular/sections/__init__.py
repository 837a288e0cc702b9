"""The sections of a report: one question per file. A file with `gather` and `tell` is a section.

CODE                               names it; its heading is `regular.section.<CODE>`
gather(look) -> Facts              what is so, as codes and numbers: frozen with the report, and the same every month
tell(facts, words, before) -> Told the same in words; `before`: what the report before it said, None where there is none

No section names a person, and none says by whom something was done or left undone.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from pratfall.reviews.render.speech import Speech
from pratfall.site.reports.regular.gathered import Facts, Gathered

# As a reader asks: what failed, what worked, what it cost, what we did about it, what comes.
ORDER = (
    "failed",
    "worked",
    "accounts",
    "cost",
    "decided",
    "worth",
    "promises",
    "habits",
    "tests",
    "lessons",
    "setbacks",
    "data",
    "next",
)


@dataclass(frozen=True)
class Line:
    """One thing below the sentences. `title` is text of people and stays apart; `href` is below the organisation's."""

    title: str
    text: str = ""
    notes: tuple[str, ...] = ()
    href: str = ""


@dataclass(frozen=True)
class Dot:
    """A ratio with its interval, for the drawing; `infinite` ends are cut off where the drawing ends."""

    label: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Told:
    """`on_boss_page`: how many of the `sentences`, from the first, stand on the page for the boss. `quiet`: nothing

    happened, so that they give way to others. `dots`: for its drawing.
    """

    sentences: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    more: str = ""
    dots: tuple[Dot, ...] = ()
    quiet: bool = False
    on_boss_page: int = 1


class Section(Protocol):
    CODE: str

    def gather(self, look: Gathered) -> Facts: ...

    def tell(self, facts: Facts, words: Speech, before: Facts | None) -> Told: ...


def counted(key: str, n: int, words: Speech, **facts: object) -> str:
    """How many, as a person says it: none is a sentence of its own, kept at `<key>_none`."""
    return words.plural(key, n, **facts) if n else words.say(f"{key}_none", **facts)


@cache
def sections() -> Mapping[str, Section]:
    """Every section by its code, in the order of a report; one whose place nobody said comes last."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    known = {module.CODE: module for module in modules if hasattr(module, "gather")}
    placed = [code for code in ORDER if code in known]
    return {code: known[code] for code in (*placed, *sorted(known.keys() - set(placed)))}
