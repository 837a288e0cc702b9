"""A statement's facts in words: the draft of each language, whatever the reader's own."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date, get_timezone_location

from pratfall.respond.statement import Facts, Piece, pieces
from pratfall.reviews.render.speech import Speech, speech

from .local_times import usual_zone, zone_called

END_OF_SENTENCE = (".", "!", "?", "…", ":", "»", "”", '"')


def drafted(facts: Facts, lang: str, next_word_at: datetime | None) -> str:
    """The text in `lang`: only what was entered, a paragraph for each group of it."""
    words = speech(lang)
    paragraphs = pieces(facts, lang, promises=next_word_at is not None)
    return "\n\n".join(
        " ".join(_worded(piece, words, facts, next_word_at) for piece in paragraph) for paragraph in paragraphs
    )


def promise(next_word_at: datetime, facts: Facts, words: Speech) -> dict[str, str]:
    """Day, hour and place of the next word, as people there say it."""
    local = next_word_at.astimezone(zone_called(facts.zone) or usual_zone())
    day = str(format_date(local, "EEEE d MMMM", locale=words.locale))
    return {
        "day": day.replace(" 1 ", " 1er ") if words.lang == "fr" else day,
        "hour": words.say("statement.hour", hour=f"{local:%H}", minute=f"{local:%M}"),
        "place": str(get_timezone_location(local, locale=words.locale, return_city=True)),
    }


def _worded(piece: Piece, words: Speech, facts: Facts, next_word_at: datetime | None) -> str:
    said = ""
    if piece.code == "next_word" and next_word_at is not None:
        said = words.say("statement.next_word", **promise(next_word_at, facts, words))
    elif piece.code:
        said = words.say(f"statement.{piece.code}")
    return " ".join(part for part in (said, ended(piece.text)) if part)


def ended(text: str) -> str:
    """A sentence of its own; an address stays as it is, so that a full stop never becomes part of it."""
    text = text.strip()
    if not text or text.endswith(END_OF_SENTENCE) or "@" in text.split()[-1] or "/" in text.split()[-1]:
        return text
    return f"{text}."
