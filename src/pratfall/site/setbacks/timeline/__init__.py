"""What happened, in its order: one source per file. A file with `items(setback)` is a source; the timeline asks all.

CODE                      names the source
items(setback) -> Items   everything it knows of the setback, in any order
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Protocol

from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback

LATE = timedelta(hours=1)  # what is written down later than that is shown as later
NO_FACTS: Mapping[str, object] = MappingProxyType({})
NO_TEXTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that happened. Its wording is `timeline.<kind>`, filled with `facts`.

    `text`: what somebody wrote; `texts`: the same by language, where it stands in several and a page need show only the
    reader's; `quoted`: somebody of a network did, so that guests never see it. `noted_at`: when it
    was written down, where that is not when it happened. `origin`: the file, network or page it is known from, or
    "team". `href`: below the organisation's address. `outside`: not our doing. `least`: the role that sees it at all.
    `key`: its name within the source, where there is one ("note:12"), so that a link to it holds.
    """

    at: datetime
    kind: str
    facts: Mapping[str, object] = field(default_factory=lambda: NO_FACTS)
    text: str = ""
    texts: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    quoted: bool = False
    who: User | None = None
    noted_at: datetime | None = None
    origin: str = ""
    href: str = ""
    outside: bool = False
    withdrawn_at: datetime | None = None
    least: Role = Role.GUEST
    key: str = ""

    def text_in(self, lang: str) -> str:
        return self.texts.get(lang) or self.text

    @property
    def order(self) -> tuple[datetime, datetime, str, str]:
        """Of things of the same moment, what was noted first comes first."""
        return self.at, self.noted_at or self.at, self.kind, self.key

    def late(self, closed_at: datetime | None) -> bool:
        """Whether it was added later: more than an hour after it happened, or after the setback was closed."""
        if self.noted_at is None:
            return False
        return self.noted_at > self.at + LATE or (closed_at is not None and self.noted_at > closed_at)


class Source(Protocol):
    CODE: str

    def items(self, setback: Setback) -> Iterable[Item]: ...


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its code."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.CODE: module for module in modules if hasattr(module, "items")}


def timeline(setback: Setback, *, role: Role = Role.ANALYST, of: Collection[str] = ()) -> Sequence[Item]:
    """Everything known that `role` may see, oldest first; `of`: codes of the sources wanted, all where empty."""
    asked = [source for code, source in sources().items() if not of or code in of]
    every = (item for source in asked for item in source.items(setback))
    return sorted((item for item in every if role.may(item.least)), key=lambda item: item.order)
