"""Everything planned is on hold: what is not yet paused elsewhere, and that nothing of ours goes out meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.setbacks.services.pauses import LAUNCH, holding

from . import Look, Need

CODE = "paused"
OF_SETBACKS = True


def needs(look: Look) -> Iterator[Need]:
    for pause in holding(look.organisation):
        left = [row for row in pause.places.all() if row.done_at is None and not row.place.startswith(LAUNCH)]
        title = look.words.say("monday.paused.title", title=pause.setback.title)
        yield Need(
            source=CODE,
            title=title,
            sentence=look.words.plural("monday.paused.left", len(left))
            if left
            else look.words.say("monday.paused.all_done"),
            href=f"{pause.setback.path}pause/",
            things=(Thing(f"pause:{pause.pk}", CODE, pause.setback.title),),
            acts=("snooze", "assign"),
            since=pause.at.date(),
        )
