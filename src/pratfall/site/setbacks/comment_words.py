"""A comment in words: what was read in it, how long it waits, what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pratfall.respond.triage import Answering
from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech
from pratfall.stats.product_limit import MedianTime

from .heard import Heard
from .saying import span
from .triaged import LIKELY, settled

EXCERPT = 600
WHOLE = 20_000
READ = ("anger", "complaint", "question", "defence", "praise", "spam")


@dataclass(frozen=True)
class Shown:
    """One comment of a list. `state`: what became of it; `open`: it waits; `alike`: how many say the same, or ""."""

    row: Heard
    text: str
    about: str
    badges: Sequence[str]
    state: str
    open: bool
    alike: str


def shown(
    row: Heard, text: str | None, reactions: int | None, alike: int, now: datetime, words: Speech, limit: int = EXCERPT
) -> Shown:
    return Shown(
        row=row,
        text=safe(text, words, limit) if not row.erased else words.say("comment.erased"),
        about=" · ".join(_about(row, reactions, words)),
        badges=badges(row, words),
        state=state(row, now, words),
        open=not settled(row),
        alike=words.plural("replies.alike", alike) if alike else "",
    )


def safe(text: str | None, words: Speech, limit: int) -> str:
    """Somebody's words without what steers a screen; what has none says so."""
    if text is None:
        return words.say("comment.erased")
    return "\n".join(plain(line) for line in text[: limit + 1].splitlines()).strip()[:limit] + (
        "…" if len(text) > limit else ""
    ) or words.say("comment.wordless")


def badges(row: Heard, words: Speech) -> list[str]:
    """What was read in it, as far as likely; that it could not be read, where so."""
    if row.erased:
        return []
    found = [words.say(f"comment.read.{name}") for name in READ if (row.scores.get(name) or 0.0) >= LIKELY]
    readable = any(row.scores.get(name) is not None for name in READ)
    return found if readable else [words.say("comment.unreadable")]


def state(row: Heard, now: datetime, words: Speech) -> str:
    """One sentence: the strongest thing that happened to it."""
    if row.erased:
        return words.say("comment.state.erased")
    if row.removal == "removed":
        return words.say("comment.state.removed", reason=words.say(f"removal.reason.{row.reason}"))
    if row.answered:
        key = "answered" if row.answered_at else "answered_sometime"
        return words.say(f"comment.state.{key}", span=_span(row.since, row.answered_at, words))
    if row.gone_at:
        return words.say("comment.state.gone", at=row.gone_at)
    key = "waits" if row.created else "waits_at_least"
    return words.say(f"comment.state.{key}", span=_span(row.since, now, words))


def answering(found: Answering, words: Speech) -> list[str]:
    """How well people were answered: the share without an answer, and the median time; never a mean."""
    if found.share is None:
        return []
    share, low, high = found.share
    said = words.say("replies.unanswered", n=found.unanswered, of=found.n, share=share, low=low, high=high)
    return [said, _median(found.hours, words)]


def _median(found: MedianTime | None, words: Speech) -> str:
    if found is None:
        return words.say("replies.median_unknown")
    if found.median is None:
        return words.say("replies.median_open", span=_hours(found.longest, words))
    if found.low is None:
        return words.say("replies.median_only", span=_hours(found.median, words))
    if found.high is None:
        facts = {"low": _hours(found.low, words), "span": _hours(found.median, words)}
        return words.say("replies.median_half", **facts)
    ends = {"low": _hours(found.low, words), "high": _hours(found.high, words)}
    return words.say("replies.median", span=_hours(found.median, words), **ends)


def _about(row: Heard, reactions: int | None, words: Speech) -> Iterator[str]:
    yield words.name("network", row.platform)
    yield words.instant(row.created) if row.created else words.say("comment.no_time")
    yield words.say("comment.no_reactions") if reactions is None else words.plural("comment.reactions", reactions)
    language = str(row.scores.get("language") or "")
    if language:
        yield spoken(language, words)


def spoken(code: str, words: Speech) -> str:
    """A language by its name in the reader's."""
    return str(words.locale.languages.get(code, plain(code)))


def scores(row: Heard, words: Speech) -> Mapping[str, str]:
    """Every score as a share, what could not be read as such."""
    unknown = words.say("comment.score_unknown")
    return {
        words.say(f"comment.score.{name}"): unknown if value is None else words.share(value)
        for name in READ
        for value in [row.scores.get(name)]
    }


def _span(since: datetime, until: datetime | None, words: Speech) -> str:
    return span(max((until or since) - since, timedelta()), words)


def _hours(hours: float, words: Speech) -> str:
    return span(timedelta(hours=hours), words)
