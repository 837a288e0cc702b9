"""Decisions to look at again: was it right, and does it still hold?"""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.records.advice import Act
from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.campaigns.services.decisions import due

from . import NOTHING_KNOWN, Look, Need

CODE = "decisions_due"


def needs(look: Look) -> Iterator[Need]:
    for decision in look.decisions:
        day = due(decision)
        if day is None or day > look.today:
            continue
        later = look.later.get(decision.pk)
        words = look.words
        yield Need(
            source=CODE,
            title=words.say("monday.due.title", act=words.say(f"act.{Act(decision.act).value}"), about=decision.title),
            sentence=words.say("monday.due.sentence", who=str(decision.by), at=decision.at.date(), day=day),
            href=f"/decisions/{decision.pk}/",
            things=(Thing(f"decision:{decision.pk}:{day}", CODE, decision.title),),
            acts=("snooze", "assign"),
            cost=later.saved if later else NOTHING_KNOWN,
            since=day,
        )
