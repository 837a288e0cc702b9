"""What needs a person: one source per file. A file with `needs(look)` is a source; the Monday page asks all of them.

CODE                    names the source; its wording is `monday.source.<CODE>`
needs(look) -> Needs    what needs somebody today
OF_SETBACKS = True      it is about setbacks, and not asked where there never was one
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol

from pratfall.decide.afterwards import Later
from pratfall.records.numbers import Cost
from pratfall.reviews.campaign_numbers import CampaignNumbers
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.story import Story
from pratfall.site.campaigns.models import Aside, Campaign, Decision, Idea
from pratfall.site.campaigns.services.attention import Shelf, Thing
from pratfall.site.people.models import Organisation
from pratfall.site.setbacks.models import Setback

NOTHING_KNOWN = Cost()


@dataclass(frozen=True)
class Line:
    """One thing of a group. `href` is below the organisation's address."""

    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Need:
    """`acts`: what can be done beside opening it: "decide", "setback", "snooze", "assign", "no_problem".
    `setback`: what one is opened from, by the name and value a form sends.

    `things`: what is put aside together; `cost`: what it costs, or would go on costing, as far as known; `effort`: what
    was put into it, which gives it its place where it has no bill; `until`: the last day of what is over.
    """

    source: str
    title: str
    sentence: str
    href: str
    things: tuple[Thing, ...]
    acts: tuple[str, ...]
    decide: str = ""
    setback: tuple[str, str] = ("", "")
    advice: str = ""
    lines: tuple[Line, ...] = ()
    cost: Cost = NOTHING_KNOWN
    cost_said: str = ""  # the wording that says what `cost` is, where it is no cost so far
    effort: Cost = NOTHING_KNOWN
    urgent: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(thing.key for thing in self.things)


@dataclass(frozen=True)
class Look:
    """Everything the sources may look at, fetched once."""

    organisation: Organisation
    now: datetime
    words: Speech
    story: Story | None
    shelf: Shelf
    campaigns: Sequence[Campaign]
    ideas: Sequence[Idea]
    decisions: Sequence[Decision]
    numbers: Mapping[int, CampaignNumbers]
    later: Mapping[int, Later]
    posts: Path | None  # the file of the review's posts

    @property
    def today(self) -> date:
        return self.now.date()

    @cached_property
    def has_setbacks(self) -> bool:
        return Setback.objects.filter(organisation=self.organisation).exists()

    @property
    def decided(self) -> frozenset[str]:
        """Slugs of findings a decision holds about."""
        return frozenset(ref for decision in self.decisions if decision.about == "finding" for ref in decision.refs)


class Source(Protocol):
    CODE: str

    def needs(self, look: Look) -> Iterable[Need]: ...


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its code."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.CODE: module for module in modules if hasattr(module, "needs")}


def ask(look: Look) -> list[Need]:
    """Everything that needs somebody and was not put aside: what cannot wait first, then the most costly."""
    every = [need for source in sources().values() if _concerns(source, look) for need in source.needs(look)]
    shown = [need for need in every if not all(look.shelf.hides(key) for key in need.keys)]
    return ordered(shown)


def _concerns(source: Source, look: Look) -> bool:
    return look.has_setbacks or not getattr(source, "OF_SETBACKS", False)


def ordered(needs: Sequence[Need]) -> list[Need]:
    """Money is compared in the currency most of them cost, never across currencies; hours come after money."""
    spent = Counter(money.currency for need in needs for money in need.cost.money or ())
    currency = min(spent, key=lambda code: (-spent[code], code), default="")

    def weight(need: Need) -> tuple[bool, Decimal, Decimal, str]:
        money = sum((m.amount for m in need.cost.money or () if m.currency == currency), Decimal())
        hours = max(need.cost.hours or Decimal(), need.effort.hours or Decimal())
        return (not need.urgent, -money, -hours, need.keys[0])

    return sorted(needs, key=weight)


def assigned(need: Need, shelf: Shelf) -> Aside | None:
    """Who looks after it, if anybody."""
    return next((shelf.assigned[key] for key in need.keys if key in shelf.assigned), None)
