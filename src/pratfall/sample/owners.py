"""Whose export a file is: what the networks print of an account."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .posts import organisation

FIRST_POST = 58_000_001
APART = 10_000  # more posts than one account has


@dataclass(frozen=True)
class Owner:
    """`number`: 0 for the charity itself, then one after another, so that no two share an id."""

    handle: str
    name: str
    number: int = 0

    @property
    def page_id(self) -> str:
        return str(100081234567890 + self.number)

    @property
    def profile_id(self) -> str:
        return str(17841455512345678 + self.number)

    @property
    def page(self) -> str:
        """As LinkedIn names a page's files."""
        return re.sub(r"\W+", "-", self.name.lower()).strip("-")

    @property
    def first_post(self) -> int:
        """Posts of Facebook and Instagram are numbered from here."""
        return FIRST_POST + APART * self.number


@cache
def the_table() -> Owner:
    return Owner(organisation()["handle"], organisation()["name"])
