"""Where the setback stood when: opened, moved on, closed, reopened, by whom and why."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.setbacks.models import Setback

from . import Item

CODE = "states"


def items(setback: Setback) -> Iterator[Item]:
    yield Item(at=setback.began_at, kind="began", noted_at=setback.opened_at, origin="team", key="began")
    yield Item(at=setback.opened_at, kind="opened", who=setback.opened_by, origin="team", key="opened")
    for step in setback.transitions.select_related("by"):
        yield Item(
            at=step.at,
            kind="moved_with_open" if step.left_open else "moved",
            facts={"before": step.before, "after": step.after, "n": len(step.left_open)},
            text=step.why,
            who=step.by,
            origin="team",
            key=f"state:{step.pk}",
        )
