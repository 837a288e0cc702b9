"""Does it show that somebody thought of the people it happened to? Asked of first words, explanations and apologies."""

from __future__ import annotations

from pratfall.respond.statement import Kind

from .case import Advice, Said

CODE, SOURCE = "concern", "empathy"
ASKED = frozenset({Kind.HOLDING, Kind.EXPLANATION, Kind.APOLOGY})


def check(said: Said) -> Advice | None:
    if said.kind not in ASKED:
        return None
    missing = tuple(lang for lang in said.without("concern") if lang in said.without("apology"))
    return Advice(CODE, SOURCE, langs=missing) if missing else None
