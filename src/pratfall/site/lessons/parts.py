"""The pages of learning, in the order a team comes to them. A page that belongs there adds one line."""

from __future__ import annotations

from dataclasses import dataclass

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role

BASE = "/learn/"


@dataclass(frozen=True)
class Part:
    """`path` below `BASE`; `words`, the key of its name; `least`, the role that sees it."""

    path: str
    words: str
    least: Role = Role.ANALYST


PARTS = (
    Part("", "learn.part.lessons"),
    Part("cases/", "learn.part.cases"),
    Part("habits/", "learn.part.habits"),
    Part("website/", "learn.part.website"),
    Part("reuse/", "learn.part.reuse"),
    Part("channels/", "learn.part.channels"),
    Part("calibration/", "learn.part.calibration"),
    Part("portfolio/", "learn.part.portfolio"),
)


@dataclass(frozen=True)
class Shown:
    href: str
    words: str
    here: bool


def parts(membership: Membership, here: str) -> list[Shown]:
    """Those somebody's role opens; the one whose pages `here` is among is the longest that begins it."""
    base = f"{membership.organisation.base}{BASE}"
    open_to = [(base + part.path, part.words) for part in PARTS if membership.may(part.least)]
    at = max((href for href, _ in open_to if here.startswith(href)), key=len, default="")
    return [Shown(href, words, href == at) for href, words in open_to]
