"""When everything planned was put on hold, what was ticked off elsewhere, and when it went on."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Setback
from pratfall.site.setbacks.services.pauses import CAMPAIGN, LAUNCH

from . import Item

CODE = "pauses"


def items(setback: Setback) -> Iterator[Item]:
    href = f"{setback.path}pause/"
    for pause in setback.pauses.select_related("by", "lifted_by").prefetch_related("places__done_by"):
        yield Item(at=pause.at, kind="pause_begun", text=pause.why, who=pause.by, href=href, key=f"pause:{pause.pk}")
        for place in pause.places.all():
            if place.done_at is not None:
                kind, _, number = place.place.partition(":")
                yield Item(
                    at=place.done_at,
                    kind={CAMPAIGN: "pause_campaign_done", LAUNCH: "pause_launch_allowed"}.get(
                        kind, "pause_place_done"
                    ),
                    facts={"number": int(number)} if number else {"place": kind},
                    who=place.done_by,
                    href=href,
                    least=Role.ANALYST,
                    key=f"paused:{place.pk}",
                )
        if pause.lifted_at is not None:
            yield Item(
                at=pause.lifted_at, kind="pause_lifted", who=pause.lifted_by, href=href, key=f"lifted:{pause.pk}"
            )
