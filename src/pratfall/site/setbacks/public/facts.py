"""What a public page says, in one language: rows in, frozen values out. Nobody of the team is named in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from pratfall.reviews.render.plain import plain
from pratfall.site.setbacks.models import PublicPage, Setback, StoryDraft, Update, UpdateText
from pratfall.site.setbacks.services import ledger


@dataclass(frozen=True)
class Edit:
    """What an update said before `at`, and why it was changed then."""

    at: datetime
    why: str
    before: str


@dataclass(frozen=True)
class Said:
    """One update. `edits`: newest first."""

    number: int
    at: datetime
    state: str
    text: str
    edits: tuple[Edit, ...]

    @property
    def changed_at(self) -> datetime:
        return self.edits[0].at if self.edits else self.at


@dataclass(frozen=True)
class Fix:
    words: str
    done_at: datetime | None


@dataclass(frozen=True)
class Told:
    """Everything on the page. `counts`: numbers of the ledger by name ("seen", "removed.spam"), empty where the team
    does not show them; `next_word_at`: None where nothing was promised, or it is over.
    """

    slug: str
    organisation: str
    title: str
    state: str
    next_word_at: datetime | None
    updates: tuple[Said, ...]
    fixes: tuple[Fix, ...]
    changes: tuple[str, ...]
    counts: Mapping[str, int]
    story: str
    story_at: datetime | None

    @property
    def changed_at(self) -> datetime:
        """When its words changed last."""
        return max([*(update.changed_at for update in self.updates), *([self.story_at] if self.story_at else [])])


def told(page: PublicPage, lang: str) -> Told:
    """`page` as it stands now, in "en" or "fr". It has at least one update."""
    setback = page.setback
    updates = tuple(_said(update, lang) for update in updates_of(setback))
    over = updates[0].state == "closed"
    story = StoryDraft.objects.filter(setback=setback).exclude(published_at=None).first()
    return Told(
        slug=page.slug,
        organisation=plain(setback.organisation.name),
        title=plain(in_language(page, "title", lang)),
        state=updates[0].state,
        next_word_at=None if over or setback.over else setback.next_update_due_at,
        updates=updates,
        fixes=tuple(Fix(plain(in_language(step, "words", lang)), step.done_at) for step in setback.fix_steps.all()),
        changes=tuple(_changes(setback, lang)) if page.shows_changes else (),
        counts=_counts(setback) if page.shows_ledger else {},
        story=in_language(story, "article", lang) if story else "",
        story_at=story.published_at if story else None,
    )


def updates_of(setback: Setback) -> Iterable[Update]:
    """Newest first, with their texts."""
    return setback.updates.prefetch_related("texts").order_by("-at", "-pk")


def in_language(row: object, name: str, lang: str) -> str:
    """The column of that language."""
    return str(getattr(row, f"{name}_{lang}"))


def _said(update: Update, lang: str) -> Said:
    texts: list[UpdateText] = sorted(update.texts.all(), key=lambda text: text.place)
    edits = [Edit(after.at, after.why, in_language(before, "text", lang)) for before, after in pairwise(texts)]
    return Said(update.pk, update.at, update.state, in_language(texts[-1], "text", lang), tuple(reversed(edits)))


def _changes(setback: Setback, lang: str) -> Iterable[str]:
    """What changes for good: promised, and not given up."""
    kept = setback.preventions.filter(given_up_at=None).order_by("pk")
    return (words for prevention in kept if (words := plain(in_language(prevention, "public", lang))))


def _counts(setback: Setback) -> Mapping[str, int]:
    """How much was said and answered; what is gone only where something is. A ledger that has seen nothing yet says
    nothing: perhaps nobody has brought an export."""
    counts = ledger.counts(setback)
    if not counts.seen:
        return {}
    gone = {"gone": counts.gone, **{f"removed.{reason}": n for reason, n in counts.removed.items()}}
    return {"seen": counts.seen, "answered": counts.answered, **{name: n for name, n in gone.items() if n}}
