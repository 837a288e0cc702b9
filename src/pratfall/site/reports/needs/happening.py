"""What `pratfall watch` hears right now: it cannot wait for Monday."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.reviews import settings
from pratfall.reviews.watch.live import open_incidents
from pratfall.reviews.watch.telling import open_line
from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.setbacks import noticed
from pratfall.site.setbacks.models import Setback

from . import Look, Need

CODE = "happening"


def needs(look: Look) -> Iterator[Need]:
    """One row per incident that is told, not over, and has no setback yet."""
    heard = open_incidents(settings.home(), look.organisation.lake_key)
    called = [noticed.name_of(incident) for incident in heard]
    setbacks = Setback.objects.filter(organisation=look.organisation, finding__in=called)
    opened = set(setbacks.values_list("finding", flat=True))
    for incident in heard:
        if noticed.name_of(incident) in opened:
            continue
        names = look.words.listed([member.label for member in incident.members.values()])
        yield Need(
            source=CODE,
            title=look.words.say("monday.happening.title", who=names),
            sentence=open_line(incident, look.words.lang),
            href="/review/",
            things=(Thing(f"incident:{incident.id}:{incident.opened}", CODE, names),),
            acts=("setback", "snooze", "assign", "no_problem"),
            setback=("incident", str(incident.id)),
            urgent=True,
        )
