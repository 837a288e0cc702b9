"""What people found when they looked at each tool."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback

from . import Item

CODE = "tools"


def items(setback: Setback) -> Iterator[Item]:
    for row in setback.tool_checks.filter(counted=False).select_related("by"):
        yield Item(
            at=row.at,
            kind=f"tool_{row.answer}",
            facts={"question": row.question, "tool": row.tool.partition(":")[0]},
            text=row.note,
            who=row.by,
            origin="team",
            href=f"{setback.path}tools/",
            least=Role.ANALYST,
            key=f"tool:{row.pk}",
        )
