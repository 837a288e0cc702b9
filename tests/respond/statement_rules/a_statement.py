"""A statement that draws no advice, and others made from it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pratfall.respond.statement import Kind
from pratfall.respond.statement_rules import Said

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
NEXT = datetime(2026, 11, 20, 23, 0, tzinfo=ZoneInfo("Europe/Paris"))

GOOD = {
    "en": (
        "Tonight at 6 pm we posted a picture of another charity’s kitchen as if it were ours. "
        "We understand that people are upset. We are sorry, and we have taken the post down.\n\n"
        "We do not know yet how this happened.\n\n"
        "We will say more by Friday 20 November, 23:00 (Paris time). You can reach us here: help@lantern.example"
    ),
    "fr": (
        "Ce soir à 18 h, nous avons publié la photo de la cuisine d’une autre association comme si c’était la nôtre. "
        "Nous comprenons que cela choque. Nous vous présentons nos excuses, et nous avons retiré la publication.\n\n"
        "Nous ne savons pas encore comment cela s’est produit.\n\nNous vous en dirons plus d’ici au vendredi "
        "20 novembre, 23 h 00 (heure locale : Paris). Pour nous joindre : help@lantern.example"
    ),
}


def said(**more: Any) -> Said:
    """GOOD, with what is given instead: `en`, `fr`, or any field of Said."""
    texts = {lang: more.pop(lang, GOOD[lang]) for lang in ("en", "fr")}
    return Said(**{"kind": Kind.HOLDING, "texts": texts, "now": NOW, "next_word_at": NEXT, **more})
