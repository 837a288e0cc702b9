"""Two people changed one plan: what only one of them touched is settled, the rest somebody must choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .plan import PARTS

Text = Mapping[str, Any]


@dataclass(frozen=True)
class Merge:
    """`settled`: the plan with every part only one side changed. `open`: parts both changed, to (yours, theirs)."""

    settled: Text
    open: Mapping[str, tuple[Any, Any]]
    theirs_only: tuple[str, ...]


def merged(base: Text, yours: Text, theirs: Text) -> Merge:
    """`base`: what you were looking at when you began."""
    settled, both, taken = {}, {}, []
    for part in PARTS:
        mine, other, old = yours.get(part), theirs.get(part), base.get(part)
        settled[part] = mine
        if mine == other or other == old:
            continue
        if mine == old:
            settled[part] = other
            taken.append(part)
        else:
            both[part] = (mine, other)
    return Merge(settled, both, tuple(taken))


def chosen(yours: Text, theirs: Text, choices: Mapping[str, str]) -> Text:
    """`choices`: "yours" or "theirs" by part; yours where nothing was said."""
    return {part: theirs[part] if choices.get(part) == "theirs" else yours[part] for part in PARTS}
