"""The first draft of a setback's story, in words of one language, from everything recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from pratfall.respond import story
from pratfall.respond.lifecycle import State
from pratfall.respond.statement import from_json
from pratfall.respond.story import Known, Part, Piece
from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech, speech

from . import comeback_words
from .drafting import ended
from .models import Outing, PublicPage, Setback, Theme, Update
from .saying import span
from .services import comebacks, ledger
from .services.statements import is_approved

THEMES = 5


def drafted(setback: Setback, lang: str) -> tuple[str, str]:
    """Article and script. What is not recorded stands there as a gap to fill in."""
    known, words = known_of(setback, lang), speech(lang)
    return _article(story.article(known), words), _script(story.script(known), words)


def known_of(setback: Setback, lang: str) -> Known:
    """Nothing but what was approved for the public, counted, measured or dated."""
    page = PublicPage.objects.filter(setback=setback).first()
    counted = ledger.counts(setback)
    changes = setback.preventions.filter(given_up_at=None).order_by("pk")
    explained = setback.transitions.filter(after=State.EXPLAINED).order_by("at", "pk").first()
    newest = comebacks.newest(setback)
    found = comebacks.recovery(newest) if newest is not None else None
    return Known(
        organisation=setback.organisation.name,
        title=getattr(page, f"title_{lang}") if page else "",
        happened=_happened(setback, lang),
        began_at=setback.began_at,
        first_word_at=setback.first_word_at,
        explained_at=explained.at if explained else None,
        closed_at=setback.closed_at,
        told=_told(setback),
        heard={"seen": counted.seen, "answered": counted.answered, "removed": sum(counted.removed.values())},
        changes=tuple(said for change in changes if (said := ended(getattr(change, f"public_{lang}")))),
        comeback=comeback_words.headline(found, speech(lang)) if found and comebacks.leading(found) else "",
        themes=_themes(setback),
        thanked=setback.allies.exclude(thanked_at=None).count(),
    )


def _happened(setback: Setback, lang: str) -> str:
    """As the newest approved statement that says it puts it."""
    rows = setback.statements.filter(withdrawn_at=None).exclude(digest="").order_by("-changed_at", "-pk")
    approved = (s for s in rows.prefetch_related("approvals").select_related("setback") if is_approved(s))
    texts = (from_json(statement.facts).text(lang, "happened") for statement in approved)
    return ended(next((text for text in texts if text), ""))


def _told(setback: Setback) -> int:
    """Occasions of speaking in public: one text in two places or languages is one."""
    statements = set(Outing.objects.filter(statement__setback=setback).values_list("statement", flat=True))
    updates = Update.objects.filter(setback=setback).exclude(statement__in=statements)
    return len(statements) + updates.count()


def _themes(setback: Setback) -> tuple[str, ...]:
    """Of a debrief that is over, those with most votes."""
    themes = Theme.objects.filter(debrief__setback=setback).exclude(debrief__closed_at=None).prefetch_related("votes")
    ordered = sorted(themes, key=lambda theme: (-len(theme.votes.all()), theme.pk))
    return tuple(plain(theme.title, limit=100) for theme in ordered[:THEMES])


def _article(parts: Iterable[Part], words: Speech) -> str:
    """A title, then paragraphs under headings."""
    said = []
    for part in parts:
        text = _pieces(part.pieces, words)
        said.append(text if part.code == "title" else f"{words.say(f'story.part.{part.code}')}\n{text}")
    return "\n\n".join(said)


def _script(parts: Iterable[Part], words: Speech) -> str:
    return "\n\n".join(f"{_clock(p.start)} – {_clock(p.end)}  {_pieces(p.pieces, words)}" for p in parts)


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _pieces(pieces: Iterable[Piece], words: Speech) -> str:
    return " ".join(_piece(piece, words) for piece in pieces)


def _piece(piece: Piece, words: Speech) -> str:
    if piece.text:
        return piece.text
    if piece.gap:
        what = words.say(f"story.gap.{piece.gap}", **piece.facts)
        return words.say("story.gap", what=what.replace("[", "(").replace("]", ")"))
    facts = dict(piece.facts)
    if "minutes" in facts:
        facts["span"] = span(timedelta(minutes=int(str(facts["minutes"]))), words)
    return words.say(f"story.{piece.code}", **facts)
