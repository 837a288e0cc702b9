"""What decisions asked for and nobody has ticked off by its day."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.campaigns.services.attention import Thing

from . import Look, Need

CODE = "actions_due"


def needs(look: Look) -> Iterator[Need]:
    words = look.words
    for decision in look.decisions:
        for action in decision.actions.all():
            if action.done_at is not None or action.due is None or action.due >= look.today:
                continue
            who = str(action.owner) if action.owner else words.say("plan.owner_nobody")
            yield Need(
                source=CODE,
                title=action.words,
                sentence=words.say("monday.action.sentence", who=who, day=action.due, about=decision.title),
                href=f"/decisions/{decision.pk}/",
                things=(Thing(f"action:{action.pk}:{action.due}", CODE, action.words),),
                acts=("snooze", "assign"),
                since=action.due,
            )
