"""What stands in the menu of an organisation, in its order. A page that belongs there adds one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .people.roles import Role

if TYPE_CHECKING:
    from .people.models import Membership


@dataclass(frozen=True)
class Entry:
    """`path` below the organisation's address; `words`, the key of its name; `least`, the role that sees it."""

    path: str
    words: str
    least: Role = Role.ANALYST
    key: str = ""  # pressed after `g`: see static/pratfall/keys.js


MENU = (
    Entry("/", "ui.nav_monday", key="h"),
    Entry("/review/", "ui.nav_overview", key="r"),
    Entry("/plans/", "ui.nav_plans", key="p"),
    Entry("/decisions/", "ui.nav_decisions", key="d"),
    Entry("/search/", "ui.nav_search", key="/"),
    Entry("/files/", "ui.nav_files", key="f"),
    Entry("/sources/", "ui.nav_sources", key="s"),
    Entry("/teach/", "ui.nav_teach", key="t"),
    Entry("/members/", "ui.nav_members", key="m"),
    Entry("/audit/", "ui.nav_audit", key="a"),
)


@dataclass(frozen=True)
class Shown:
    href: str
    words: str
    here: bool
    key: str


def entries(membership: Membership, here: str) -> list[Shown]:
    """The entries somebody's role opens."""
    base = membership.organisation.base
    return [
        Shown(f"{base}{entry.path}", entry.words, here == f"{base}{entry.path}", entry.key)
        for entry in MENU
        if membership.may(entry.least)
    ]
