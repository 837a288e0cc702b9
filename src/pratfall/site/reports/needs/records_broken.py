"""Records of a setback that somebody changed at the database: found every night, and loud until they hold again."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.setbacks.vigil import found_broken

from . import Look, Need

CODE = "records_broken"
OF_SETBACKS = True


def needs(look: Look) -> Iterator[Need]:
    for found in found_broken(look.organisation):
        words = look.words
        yield Need(
            source=CODE,
            title=words.say("monday.records.title", about=found.setback.title),
            sentence=words.say(f"fault.{found.code}", n=found.place),
            href=f"{found.setback.path}ledger/",
            things=(Thing(f"records:{found.setback.pk}:{found.code}:{found.place}", CODE, found.setback.title),),
            acts=("assign",),
            urgent=True,
            since=found.at.date(),
        )
