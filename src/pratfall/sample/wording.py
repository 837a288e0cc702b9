"""Texts of posts, put together from openings, details and closings without wearing any combination out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

LANGUAGES = ("en", "fr")
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def texts(language: str) -> Mapping[str, Any]:
    folder = resources.files("pratfall.sample").joinpath("texts")
    return tomllib.loads(folder.joinpath(f"{language}.toml").read_text(encoding="utf-8"))


class Wording:
    """One account's way of speaking: every pairing of opening and detail of a topic once, then again."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def text(self, topic: str, language: str, *, link: str = "") -> str:
        opening, detail = self._next_pair(topic, language)
        closing = str(self._rng.choice(texts(language)[topic]["closings"]))
        facts = {name: list(words) for name, words in texts(language)["slots"].items()}
        filled = (self._filled(part, facts, link) for part in (opening, detail, closing) if part)
        return " ".join(part[0].upper() + part[1:] for part in filled)

    def _next_pair(self, topic: str, language: str) -> tuple[str, str]:
        left = self._pairs.setdefault((topic, language), [])
        if not left:
            pool = texts(language)[topic]
            left.extend(_spread(pool["openings"], pool["details"], self._rng))
        return left.pop()

    def _filled(self, part: str, facts: dict[str, list[str]], link: str) -> str:
        """Slots take words at random, none twice in one text."""

        def word(match: re.Match[str]) -> str:
            if match[1] == "link":
                return link
            words = facts[match[1]]
            return words.pop(int(self._rng.integers(len(words))))

        return _SLOT.sub(word, part)


def _spread(openings: Sequence[str], details: Sequence[str], rng: np.random.Generator) -> list[tuple[str, str]]:
    """All pairs, so ordered that an opening comes back only after every other one was used."""
    shift = [int(i) for i in rng.permutation(len(details))]
    first = [int(i) for i in rng.permutation(len(openings))]
    return [(openings[i], details[(place + k) % len(details)]) for k in shift for place, i in enumerate(first)]
