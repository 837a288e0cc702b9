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
    aside: bool = False  # seldom needed: in the menu under the organisation's name


MENU = (
    Entry("/", "ui.nav_monday", key="h"),
    Entry("/review/", "ui.nav_overview", key="r"),
    Entry("/setbacks/", "ui.nav_setbacks", Role.GUEST, key="b"),
    Entry("/plans/", "ui.nav_plans", key="p"),
    Entry("/decisions/", "ui.nav_decisions", key="d"),
    Entry("/learn/", "ui.nav_learn", key="l"),
    Entry("/search/", "ui.nav_search", key="/"),
    Entry("/files/", "ui.nav_files", key="f"),
    Entry("/reports/", "ui.nav_reports", key="o", aside=True),
    Entry("/sources/", "ui.nav_sources", key="s", aside=True),
    Entry("/prevention/", "prevention.all", aside=True),
    Entry("/teach/", "ui.nav_teach", key="t", aside=True),
    Entry("/members/", "ui.nav_members", key="m", aside=True),
    Entry("/audit/", "ui.nav_audit", key="a", aside=True),
    Entry("/notify/", "ui.nav_notify", key="n", aside=True),
    Entry("/webhooks/", "ui.nav_webhooks", Role.MANAGER, aside=True),
)


@dataclass(frozen=True)
class Shown:
    href: str
    words: str
    here: bool
    key: str
    aside: bool


def entries(membership: Membership, here: str) -> list[Shown]:
    """The entries somebody's role opens."""
    base = membership.organisation.base
    return [
        Shown(f"{base}{entry.path}", entry.words, here == f"{base}{entry.path}", entry.key, entry.aside)
        for entry in MENU
        if membership.may(entry.least)
    ]
