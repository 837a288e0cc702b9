"""What complaints are about, in words: a row per topic, quotes without names, and what was sent round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pratfall.records.findings import Finding
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.records.review import Review
from pratfall.records.subjects import Subject
from pratfall.records.topics import Change, SentRound, Topic, TopicKind, Topics

from .plain import plain, safe_url
from .speech import Speech

SHOWN = 8  # besides pinned ones and *other*
QUOTED = 160
COLUMNS = ("topic", "complaints", "topic_share", "topic_change")  # the last only where anything can be compared


@dataclass(frozen=True)
class TopicTold:
    """`key` names it in addresses and tests; `quotes` are (words, address)."""

    key: str
    name: str
    n: str
    share: str
    change: str
    says: str
    over_time: str
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TopicsTold:
    title: str
    line: str  # "late delivery 14, staff 9, other 5"
    basis: str
    head: tuple[str, ...]
    topics: tuple[TopicTold, ...]
    more: str
    sent_round: tuple[str, ...]
    notes: tuple[str, ...]


def told_topics(review: Review, subject: Subject, finding: Finding | None, words: Speech) -> TopicsTold | None:
    """Those of one finding, or of an account; None where there are none."""
    for topics in review.topics:
        code = finding.code if finding else ""
        if topics.finding == code and topics.subject == subject and (not finding or topics.window == finding.window):
            return _told(topics, words)
    return None


def topic_name(topic: Topic, words: Speech) -> str:
    match topic.kind:
        case TopicKind.CAUSE | TopicKind.OTHER:
            return words.name("topic", topic.code)
        case TopicKind.OWN:
            return plain(topic.code, limit=60)
        case TopicKind.FOUND:
            name = plain(topic.code, limit=60)
            return f"«\u00a0{name}\u00a0»" if words.lang == "fr" else f"“{name}”"


def _told(topics: Topics, words: Speech) -> TopicsTold:
    shown, left = _shown(topics)
    rows = tuple(_topic(t, topics, words) for t in shown)
    each = [words.say("topics.line", topic=topic_name(t, words), n=t.n) for t in shown]
    more = words.say("topics.more", topics=len(left), n=sum(t.n for t in left)) if left else ""
    return TopicsTold(
        title=words.say("topics.title"),
        line=", ".join([*each, *([more] if more else [])]),
        basis=" ".join(_basis(topics, words)),
        head=tuple(words.say(f"label.{name}") for name in COLUMNS[: 4 if any(t.change for t in rows) else 3]),
        topics=rows,
        more=more,
        sent_round=tuple(_sent_round(s, words) for s in topics.sent_round),
        notes=tuple(_notes(topics, words)),
    )


def _shown(topics: Topics) -> tuple[list[Topic], list[Topic]]:
    """What is told by name and what only by number: pinned topics and *other* are always told."""
    always = [t for t in topics.topics if t.pinned or t.kind is TopicKind.OTHER]
    others = [t for t in topics.topics if t not in always]
    shown = [t for t in topics.topics if t in always or t in others[:SHOWN]]
    return shown, others[SHOWN:]


def _basis(topics: Topics, words: Speech) -> Iterator[str]:
    window = topics.window
    yield words.say("topics.basis", n=topics.n, read=topics.read, start=window.start, end=window.end)
    if topics.unread:
        yield words.say("topics.unread", unread=topics.unread)


def _notes(topics: Topics, words: Speech) -> Iterator[str]:
    trades = [name for name in topics.trade.split(", ") if words.knows(f"trade.{name}") and name != "general"]
    if trades:
        yield words.say("topics.causes", trade=words.listed([words.name("trade", name) for name in trades]))
    else:
        yield words.say("topics.causes_general")
    match next((t.before for t in topics.topics), None):
        case NotEnoughData(needed=needed, got=got):
            key = "topics.few_before" if got else "topics.none_before"
            yield words.say(key, needed=needed, got=got)
        case _:
            pass
    yield words.say("topics.doubt")


def _topic(topic: Topic, topics: Topics, words: Speech) -> TopicTold:
    share = {"share": topic.share.value, "low": topic.share.low, "high": topic.share.high}
    counted = words.number(topic.n)
    if topic.different < topic.n:
        key = "topics.wordings" if topic.different > 1 else "topics.one_wording"
        counted = words.say(key, n=topic.n, different=topic.different)
    over = "topics.per_day" if topics.bin_days == 1 else "topics.per_week"
    return TopicTold(
        key=f"{topic.kind.value}-{plain(topic.code, limit=60)}",
        name=topic_name(topic, words),
        n=counted,
        share=words.say("topics.share", **share),
        change=_change(topic, words),
        says=words.say("topics.people_say", phrases=words.listed(list(topic.phrases))) if topic.phrases else "",
        over_time=words.say(over, counts=" · ".join(words.number(n) for n in topic.counts)) if topic.n else "",
        quotes=tuple((plain(e.label, limit=QUOTED), safe_url(e.url)) for e in topic.examples),
    )


def _change(topic: Topic, words: Speech) -> str:
    if not isinstance(topic.before, Estimate) or topic.kind is TopicKind.OTHER:
        return ""
    match topic.change:
        case Change.NEW:
            return words.say("topic_change.new")
        case Change.MORE | Change.NO_MORE:
            return words.say(f"topic_change.{topic.change.value}", before=topic.before.value)
        case Change.CANNOT_TELL:
            return ""


def _sent_round(sent: SentRound, words: Speech) -> str:
    facts = {"n": sent.n, "authors": sent.authors, "first": sent.first, "last": sent.last}
    return words.say("topics.sent_round", **facts, text=plain(sent.example.label, limit=QUOTED))
