"""Feeds that stopped: without newer exports nothing can be said of these accounts."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.site.campaigns.services.attention import Thing

from . import Line, Look, Need

CODE = "feeds_stopped"
CODES = frozenset({"stale_data"})


def needs(look: Look) -> Iterator[Need]:
    """All in one row: whoever fetches one export fetches the others too."""
    if look.story is None:
        return
    keyed = [(f"feed:{t.slug}", t) for t in look.story.by_slug.values() if t.code in CODES]
    stopped = [(key, told) for key, told in keyed if not look.shelf.hides(key)]
    if not stopped:
        return
    words = look.words
    yield Need(
        source=CODE,
        title=words.plural("monday.feeds.title", len(stopped)),
        sentence=stopped[0][1].sentence if len(stopped) == 1 else words.say("monday.feeds.sentence"),
        href="/files/",
        things=tuple(Thing(key, told.code, told.subject) for key, told in stopped),
        acts=("snooze", "assign", "no_problem"),
        lines=tuple(Line(told.sentence, f"/findings/{told.slug}/") for _, told in stopped if len(stopped) > 1),
    )
