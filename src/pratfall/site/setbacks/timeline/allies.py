"""Who was asked for help, who answered and who was thanked: that it happened, never who it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Ally, Setback

from . import Item

CODE = "allies"


def items(setback: Setback) -> Iterator[Item]:
    for ally in setback.allies.select_related("added_by", "asked_by", "thanked_by"):
        yield from _of(setback, ally)


def _of(setback: Setback, ally: Ally) -> Iterator[Item]:
    happened: dict[str, tuple[datetime | None, User | None]] = {
        "ally_asked": (ally.asked_at, ally.asked_by),
        "ally_answered": (ally.said_at, None),
        "ally_thanked": (ally.thanked_at, ally.thanked_by),
        "ally_left_out": (ally.left_out_at, None),
    }
    for kind, (at, who) in happened.items():
        if at is None:
            continue
        yield Item(
            at=at,
            kind=kind,
            text=ally.said if kind == "ally_answered" else "",
            quoted=kind == "ally_answered",
            who=who,
            origin="team",
            href=f"{setback.path}allies/",
            outside=kind == "ally_answered",
            least=Role.ANALYST,
            key=f"{kind}:{ally.pk}",
        )
