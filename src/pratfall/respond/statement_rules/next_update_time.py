"""Does it say when there is more, in both languages, and is that still to come? Not asked of a closing word."""

from __future__ import annotations

from pratfall.respond.promises import promises
from pratfall.respond.statement import Kind

from .case import Advice, Said

CODE, SOURCE = "next_update_time", "next_word"


def check(said: Said) -> Advice | None:
    if said.kind is Kind.CLOSING:
        return None
    if said.next_word_at is None:
        return None if _timed(said) else Advice(CODE, SOURCE, "none")
    if said.next_word_at <= said.now:
        return Advice(CODE, SOURCE, "past", facts={"at": said.next_word_at})
    hour = f"{said.next_word_at:%H:%M}"
    silent = tuple(lang for lang in said.written if hour not in promises(said.texts[lang], lang).times)
    return Advice(CODE, SOURCE, "not_said", langs=silent, facts={"hour": hour}) if silent else None


def _timed(said: Said) -> bool:
    """Whether every text names an hour all the same."""
    return bool(said.written) and all(promises(said.texts[lang], lang).times for lang in said.written)
