"""What each language says, as data: one file <code>.toml per language, read once, accents folded away."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pratfall.text.plain import STRAIGHT


@dataclass(frozen=True)
class Language:
    """`frequent`: words that tell it from the others. `rules`: the other tables of its file, as read."""

    code: str
    frequent: frozenset[str]
    rules: Mapping[str, Any]


@cache
def languages() -> Mapping[str, Language]:
    """Every language on disk by its code."""
    folder = resources.files(__name__)
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    found = {}
    for file in files:
        rules = tomllib.loads(file.read_text(encoding="utf-8").translate(STRAIGHT))
        code = file.name.removesuffix(".toml")
        found[code] = Language(code, frozenset(rules["words"]["frequent"].split()), rules)
    return found
