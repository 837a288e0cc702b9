"""What `pratfall watch` hears right now: it cannot wait for Monday."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.reviews import settings
from pratfall.reviews.watch.live import open_incidents
from pratfall.reviews.watch.telling import open_line
from pratfall.site.campaigns.services.attention import Thing

from . import Look, Need

CODE = "happening"


def needs(look: Look) -> Iterator[Need]:
    """One row per incident that is told and not over."""
    for incident in open_incidents(settings.home(), look.organisation.lake_key):
        names = look.words.listed([member.label for member in incident.members.values()])
        yield Need(
            source=CODE,
            title=look.words.say("monday.happening.title", who=names),
            sentence=open_line(incident, look.words.lang),
            href="/review/",
            things=(Thing(f"incident:{incident.id}:{incident.opened}", CODE, names),),
            acts=("snooze", "assign", "no_problem"),
            urgent=True,
        )
