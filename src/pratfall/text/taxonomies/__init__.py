"""Causes of complaints per trade, as data: one file <trade>.toml per trade, read once, accents folded away.

`general` holds for everybody; the others add what only their trade hears of.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pratfall.text.plain import STRAIGHT

GENERAL = "general"
WEAK = "weak_"
Cues = Mapping[str, tuple[re.Pattern[str], ...]]


@dataclass(frozen=True)
class Cause:
    """One cause: `cues` by language, each match one way to speak of it; `weak` cues decide where no other does.

    `trade` is "" for a team's own topics, whose cues stand under "" and hold in every language.
    """

    code: str
    trade: str
    cues: Cues
    weak: Cues


@cache
def taxonomies() -> Mapping[str, tuple[Cause, ...]]:
    """Every trade on disk with its causes, the more specific first."""
    folder = resources.files(__name__)
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    found = {}
    for file in files:
        trade = file.name.removesuffix(".toml")
        table = tomllib.loads(file.read_text(encoding="utf-8").translate(STRAIGHT))
        found[trade] = tuple(_cause(code, trade, lists) for code, lists in table.items())
    return found


def _cause(code: str, trade: str, lists: Mapping[str, Sequence[str]]) -> Cause:
    weak = {key.removeprefix(WEAK): (cue(patterns),) for key, patterns in lists.items() if key.startswith(WEAK)}
    return Cause(code, trade, {key: (cue(p),) for key, p in lists.items() if not key.startswith(WEAK)}, weak)


def cue(patterns: Sequence[str]) -> re.Pattern[str]:
    """Any of the patterns, from one word boundary to another."""
    return re.compile(r"(?<![\w-])(?:" + "|".join(f"(?:{p})" for p in patterns) + r")(?![\w-])")
