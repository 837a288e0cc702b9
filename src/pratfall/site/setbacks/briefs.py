"""What allies are given: facts that were approved, in their language, and thanks. Never words to repeat."""

from __future__ import annotations

from dataclasses import replace

from pratfall.respond.statement import TICKS, Facts, from_json
from pratfall.reviews.render.speech import LANGUAGES, speech

from .drafting import drafted
from .models import Ally, Setback, Statement

PARTS = ("happened", "concern", "known", "unknown", "doing", "change")


def brief_of(setback: Setback, statement: Statement | None, lang: str, *, updates_at: str) -> str:
    """Facts of an approved statement, one to a line; "" while nothing is approved. `updates_at`: an address, or ""."""
    if statement is None:
        return ""
    words, facts = speech(lang), from_json(statement.facts)
    lines = [drafted(only(facts, part), lang, None) for part in PARTS]
    if facts.contact:
        lines.append(words.say("ally.brief.contact", contact=facts.contact))
    if updates_at:
        lines.append(words.say("ally.brief.updates", address=updates_at))
    said = [f"\N{BULLET} {line}" for line in lines if line]
    return "\n".join([words.say("ally.brief.opening", title=setback.title), *said, words.say("ally.brief.own_words")])


def only(facts: Facts, part: str) -> Facts:
    """`facts` with nothing but one part of them."""
    texts = {lang: {part: facts.text(lang, part)} for lang in LANGUAGES if facts.text(lang, part)}
    return replace(facts, ticked=facts.ticked & frozenset(TICKS.get(part, ())), texts=texts, contact="")


def thanks_for(ally: Ally, changes: str) -> str:
    """A draft in their language, for a person to make their own. `changes`: what changes for good, or ""."""
    words = speech(ally.language or "en")
    did = "answered" if ally.said else "asked" if ally.asked_at else "there"
    defended = (ally.found or {}).get("defended")
    lines = [words.say("ally.thanks.defended" if defended else f"ally.thanks.{did}", title=ally.setback.title)]
    if changes:
        lines.append(words.say("ally.thanks.changes", changes=changes))
    return " ".join([*lines, words.say("ally.thanks.close")])
