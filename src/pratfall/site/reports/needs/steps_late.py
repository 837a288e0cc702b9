"""Steps of a setback that nobody has done by their time; those of one setback are one thing to look at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pratfall.site.campaigns.services.attention import Thing
from pratfall.site.setbacks.at_hand import AtHand, at_hand
from pratfall.site.setbacks.lateness import Late, steps_late
from pratfall.site.setbacks.services.steps import words_of

from . import Line, Look, Need

CODE = "steps_late"
OF_SETBACKS = True


def needs(look: Look) -> Iterator[Need]:
    books = at_hand()
    for _, found in groupby(steps_late(look.organisation, look.now), key=lambda late: late.setback.pk):
        yield _need(list(found), books, look)


def _need(late: list[Late], books: AtHand, look: Look) -> Need:
    words, setback = look.words, late[0].setback
    said = [_said(one, books, look) for one in late]
    title = words.plural("late.steps", len(late), title=setback.title)
    return Need(
        source=CODE,
        title=title,
        sentence=said[0],
        href=setback.path,
        things=tuple(Thing(one.key, CODE, text) for one, text in zip(late, said, strict=True)),
        acts=("snooze", "assign"),
        lines=tuple(Line(text, setback.path) for text in said[1:]),
        since=min((one.clock.due_at.date() for one in late if one.clock.due_at), default=None),
    )


def _said(late: Late, books: AtHand, look: Look) -> str:
    assert late.step is not None
    who = late.holder.name if late.holder else look.words.say("late.nobody")
    return look.words.say("late.step", do=words_of(late.step, books, look.words.lang)[0], who=who)
