"""The pages of a setback, in the order somebody needs them. A page that belongs there adds one line."""

from __future__ import annotations

from dataclasses import dataclass

from pratfall.site.people.models import Membership
from pratfall.site.people.roles import Role

from .models import Setback


@dataclass(frozen=True)
class Part:
    """`path` below the setback's own; `words`, the key of its name; `least`, the role that sees it.

    `drills_only`: no real setback has it.
    """

    path: str
    words: str
    least: Role = Role.ANALYST
    drills_only: bool = False


PARTS = (
    Part("", "setback.part.room", Role.GUEST),
    Part("statements/", "setback.part.statements"),
    Part("replies/", "setback.part.replies"),
    Part("timeline/", "setback.part.timeline", Role.GUEST),
    Part("causes/", "setback.part.causes"),
    Part("public/", "setback.part.public"),
    Part("allies/", "setback.part.allies"),
    Part("debrief/", "setback.part.debrief"),
    Part("prevention/", "setback.part.prevention"),
    Part("comeback/", "setback.part.comeback"),
    Part("story/", "setback.part.story"),
    Part("drill/", "setback.part.drill", drills_only=True),
)


@dataclass(frozen=True)
class Shown:
    href: str
    words: str
    here: bool


def parts(setback: Setback, membership: Membership, here: str) -> list[Shown]:
    """Those somebody's role opens; `here`: the path of the page they are on."""
    base = f"{membership.organisation.base}{setback.path}"
    return [
        Shown(base + part.path, part.words, base + part.path == here)
        for part in PARTS
        if membership.may(part.least) and (setback.drill or not part.drills_only)
    ]
