"""Tests of ideas that have their answer, broke their exit rule, lost their balance, or used up their days."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.decide.ideas import State
from pratfall.records.numbers import NotEnoughData
from pratfall.reviews import settings
from pratfall.site.campaigns.models import Idea, IdeaState
from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.campaigns.services.ideas import last_day
from pratfall.site.reports import trials

from . import Look, Need

CODE = "ideas_done"


def needs(look: Look) -> Iterator[Need]:
    decided = {decision.idea_id for decision in look.decisions}
    ours = settings.load(settings.home()) if look.ideas else None
    for idea in look.ideas:
        if idea.state == IdeaState.ENDED and idea.pk not in decided:
            yield _need(idea, "ended", look, decide=True)
        elif idea.state == IdeaState.RUNNING and ours is not None:
            found = trials.read(idea, look.posts, ours, look.today)
            state = State.OPEN if isinstance(found, NotEnoughData) else found.state
            if state is not State.OPEN:
                yield _need(idea, state.value, look)
            elif last_day(idea) <= look.today:
                yield _need(idea, "days_over", look)


def _need(idea: Idea, state: str, look: Look, *, decide: bool = False) -> Need:
    words = look.words
    return Need(
        source=CODE,
        title=words.say("monday.idea.title", name=idea.name),
        sentence=words.say(f"monday.idea.{state}", exit=idea.exit_rule),
        href=f"/ideas/{idea.pk}/",
        things=(Thing(f"idea:{idea.pk}:{state}", CODE, idea.name),),
        acts=("decide", "snooze", "assign") if decide else ("snooze", "assign"),
        decide=f"/decide/?idea={idea.pk}" if decide else "",
        since=last_day(idea) if state == "days_over" else None,
    )
