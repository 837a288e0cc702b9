"""What people thought it was, and when."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback

from . import Item

CODE = "hypotheses"


def items(setback: Setback) -> Iterator[Item]:
    for row in setback.hypotheses.select_related("by"):
        yield Item(
            at=row.at,
            kind="hypothesis",
            text=row.text,
            who=row.by,
            origin="team",
            href=f"{setback.path}causes/",
            withdrawn_at=row.withdrawn_at,
            least=Role.ANALYST,
            key=f"hypothesis:{row.pk}",
        )
