"""What a freeze takes down: one kind of thing per file. A file with `things(look)` is asked by every freeze.

things(look) -> Things   everything of its kind as it stands now, in any order
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from math import isfinite
from typing import Any, Protocol

import pyarrow as pa

from pratfall.lake import Lake
from pratfall.reviews.render.imports import file_name
from pratfall.site import place
from pratfall.site.setbacks import about
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services.keeping import Words, short_ref, storable

LONGEST_ORIGIN = 300


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One thing to be frozen. `body`: plain values and nobody's words; `words`: what somebody wrote, kept apart.

    `happened_at`: its own time, None where nobody knows more than a day. `origin`: the file, network, page or person.
    """

    kind: str
    ref: str
    happened_at: datetime | None
    origin: str
    body: Mapping[str, Any]
    words: Words | None = None


@dataclass
class Look:
    """What the files may look at, each asked for once."""

    setback: Setback
    now: datetime
    _names: dict[str, str] = field(default_factory=dict)

    @cached_property
    def lake(self) -> Lake:
        return place.lake(self.setback.organisation)

    @cached_property
    def posts(self) -> pa.Table:
        return about.posts_of(self.setback, self.now)

    @cached_property
    def comments(self) -> pa.Table:
        return about.comments_of(self.setback, self.now)

    @cached_property
    def accounts(self) -> frozenset[tuple[str, str]]:
        """(network, account) of whatever the setback is about."""
        named = {(str(s.get("platform") or ""), str(s.get("account_id") or "")) for s in self.setback.about}
        rows = self.posts.select(["platform", "account_id"]).to_pylist()
        return frozenset((p, a) for p, a in named | {(r["platform"], r["account_id"]) for r in rows} if p and a)

    def origin(self, file_id: str | None, platform: str) -> str:
        """The name of the file a row came from, as it was given; the network where no file is known."""
        if not self._names:
            self._names = {report.file_id: file_name(report) for report in self.lake.reports()}
        return storable(self._names.get(file_id or "", platform))[:LONGEST_ORIGIN]


class Source(Protocol):
    def things(self, look: Look) -> Iterable[Thing]: ...


@cache
def sources() -> tuple[Source, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(module for module in modules if hasattr(module, "things"))


def collect(setback: Setback, now: datetime) -> Sequence[Thing]:
    """Everything, one of a kind and name, in the order a freeze's digest is over."""
    look = Look(setback, now)
    every = {(thing.kind, thing.ref): thing for source in sources() for thing in source.things(look)}
    return [every[key] for key in sorted(every)]


def ref(*parts: object) -> str:
    """The name of a thing, short enough for its row."""
    return short_ref("/".join(str(part) for part in parts))


def kept(values: Mapping[str, object]) -> dict[str, Any]:
    """Values as every database gives them back; what is not known is left out and never zero."""
    found = {name: _plain(value) for name, value in values.items()}
    return {name: value for name, value in found.items() if value is not None and value != []}


def _plain(value: object) -> Any:
    match value:
        case None | bool() | int():
            return value
        case float():
            return None if not isfinite(value) else int(value) if value.is_integer() else value
        case str():
            return storable(value)
        case Decimal():
            return format(value, "f")
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return kept({str(key): item for key, item in value.items()})
        case list() | tuple() | set() | frozenset():
            return [_plain(item) for item in value]
        case _:
            raise TypeError(f"{type(value).__name__} cannot be frozen")
