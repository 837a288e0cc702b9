"""Is there nothing but sympathy? In a crisis over health, posts of pure sympathy hurt, and informative ones helped."""

from __future__ import annotations

from pratfall.respond.statement_cues import Sentence, cues

from .case import Advice, Said
from .names_what_happened import telling

CODE, SOURCE = "concern_with_information", "information"


def check(said: Said) -> Advice | None:
    empty = tuple(
        lang for lang in said.written if _feels(said.sentences(lang), lang) and not _informs(said.sentences(lang), lang)
    )
    return Advice(CODE, SOURCE, langs=empty) if empty else None


def _feels(sentences: tuple[Sentence, ...], lang: str) -> bool:
    return bool(cues(lang).found("concern", sentences) or cues(lang).found("apology", sentences))


def _informs(sentences: tuple[Sentence, ...], lang: str) -> bool:
    """Whether one sentence says anything besides how we feel."""
    known = cues(lang)
    return any(
        telling((sentence,), lang)
        and not any(known.found(family, (sentence,)) for family in ("concern", "apology", "pledge"))
        for sentence in sentences
    )
