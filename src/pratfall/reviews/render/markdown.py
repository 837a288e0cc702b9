"""The review as Markdown: for a wiki, an issue, a mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pratfall.records.review import Review

from .cause_rows import DiagnosisTold
from .channel_rows import ChannelsTold
from .mix import mix_rows
from .speech import Speech, speech
from .story import Proof, Section, Story, Told, tell
from .topic_rows import TopicsTold

SHOWN_PROOFS = 5
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)(\d*)([-+=.)])")


def render(review: Review, *, lang: str) -> str:
    """The whole review; other people's text cannot become markup."""
    return "\n".join(_lines(tell(review, lang), speech(lang))) + "\n"


def escape(text: str) -> str:
    """`text` as literal Markdown: marks, HTML and line starts lose their meaning."""
    return _LINE_START.sub(r"\1\2\\\3", _MARKS.sub(r"\\\1", text.replace("&", "&amp;")))


def _lines(story: Story, words: Speech) -> Iterator[str]:
    yield from (f"# {escape(story.title)}", "", escape(story.as_of), "")
    yield from (f"**{escape(story.headline)}** {escape(story.trust_line)}".rstrip(), "", escape(story.basis), "")
    for section in story.sections:
        yield from _section(section, words)
    for account in story.accounts:
        mix = [f"- {escape(row.label)}: {escape(row.value)}" for row in mix_rows(account.state.mix, words)]
        if account.topics or mix or account.drivers:
            yield from (f"### {escape(f'{account.name} ({account.network})')}", "")
        if mix:
            yield from (*mix, "")
        if account.drivers:
            yield from (f"#### {escape(account.drivers.title)}", "")
            yield from (*(f"- {escape(line)}" for line in account.drivers.lines), "", escape(account.drivers.basis), "")
        if account.topics:
            yield from _topics(account.topics)
    rows = [(f"{a.name} ({a.network})", words.number(a.state.posts), a.level) for a in story.accounts]
    yield from _table("accounts", ("account", "posts", "level"), rows, words)
    yield from _channels(story.channels)
    yield from _table("income", ("label", "gifts", "sum"), story.income, words)
    checked = [(c.question, c.asked, c.judged, c.found) for c in story.checked]
    yield from _table("checked", ("question", "asked", "judged", "found"), checked, words)
    files = [(file.name, file.outcome, " ".join(file.lines) if not file.fine else "") for file in story.files]
    yield from _table("files", ("file", "outcome", "notes"), files, words)


def _section(section: Section, words: Speech) -> Iterator[str]:
    yield from (f"## {escape(section.title)}", "")
    yield from (escape(section.intro if section.told else section.empty), "")
    for told in section.told:
        if section.key == "cannot_tell":
            yield f"- {escape(told.title)} {escape(told.sentence)}"
        else:
            yield from _told(told, words)
    yield from (f"- {escape(told.sentence)}" for told in section.asides)
    if section.more:
        yield f"- {escape(section.more)}"
    if section.more or section.asides or (section.key == "cannot_tell" and section.told):
        yield ""


def _told(told: Told, words: Speech) -> Iterator[str]:
    status = f" ({told.status_words})" if told.kind != "trust" else ""
    yield from (f"### {escape(told.title + status)}", "", escape(told.sentence), "")
    if told.means:
        yield from (escape(told.means), "")
    if told.step:
        yield from (f"**{escape(words.say('ui.next'))}** {escape(told.step)}", "")
    if told.kind != "trust":
        yield from (escape(told.sureness), "")
    if told.severity:
        yield from (escape(told.severity.line), "", escape(told.severity.redeemable), "")
    rows = (*told.rows, *(told.severity.rows if told.severity else ()))
    yield from (f"- {escape(words.say('word.pair', label=row.label, value=row.value))}" for row in rows)
    yield from (f"- {line}" for line in list(dict.fromkeys(_proof(proof) for proof in told.proofs))[:SHOWN_PROOFS])
    yield ""
    yield from _topics(told.topics)
    if told.diagnosis:
        yield from _why(told.diagnosis, words)
    if told.advice:
        yield from (f"**{escape(words.say('ui.advice'))}** {escape(told.advice.line)}", "")
        pairs = (words.say("word.pair", label=row.label, value=row.value) for row in told.advice.rows)
        yield from (*(f"- {escape(pair)}" for pair in pairs), "")


def _why(why: DiagnosisTold, words: Speech) -> Iterator[str]:
    yield from (f"#### {escape(words.say('diagnosis.title'))}", "")
    if not why.causes:
        yield from (escape(why.line), "")
    for number, cause in enumerate(why.causes, 1):
        head = f"**{escape(words.say('diagnosis.first', title=cause.title, part=cause.part, basis=cause.basis))}**"
        mind = words.say("word.pair", label=words.say("label.mind"), value=cause.mind)
        yield f"{number}. {head} {escape(cause.sentence)} {escape(mind)}"
    if why.causes:
        yield ""
    slices = [slice_.cells for cause in why.causes for slice_ in cause.slices]
    if slices:
        yield from (_row(why.slice_head), "|" + " --- |" * len(why.slice_head), *map(_row, slices), "")
    if why.rest and why.causes:
        yield from (escape(why.rest), "")
    if why.step:
        yield from (f"**{escape(why.step_head)}** {escape(why.step)}", "")
    if why.collect:
        yield from (f"**{escape(words.say('diagnosis.collect'))}**", "", *(f"- {escape(c)}" for c in why.collect), "")


def _topics(topics: TopicsTold | None) -> Iterator[str]:
    if not topics:
        return
    yield from (f"#### {escape(topics.title)}", "", escape(topics.basis), "")
    yield from (_row(topics.head), "|" + " --- |" * len(topics.head))
    yield from (_row((t.name, t.n, t.share, t.change)[: len(topics.head)]) for t in topics.topics)
    yield from ("", *(f"- {escape(line)}" for line in (topics.more, *topics.sent_round, *topics.notes) if line), "")
    yield from (f"> {escape(t.name)}: {escape(quote)}\n>" for t in topics.topics for quote, _ in t.quotes[:1])
    yield ""


def _channels(told: ChannelsTold | None) -> Iterator[str]:
    if told is None:
        return
    yield from (f"## {escape(told.title)}", "", *(f"- {escape(line)}" for line in told.lines), "")
    if told.rows:
        yield from (_row(told.head), "|" + " --- |" * len(told.head), *map(_row, told.rows), "", escape(told.basis), "")
    yield from (f"### {escape(told.calendar_title)}", "", escape(told.calendar), "")
    if told.weeks:
        yield from (_row(told.calendar_head), "|" + " --- |" * len(told.calendar_head), *map(_row, told.weeks), "")


def _proof(proof: Proof) -> str:
    return (
        f"[{escape(proof.label)}](<{proof.url.replace('<', '%3C').replace('>', '%3E')}>)"
        if proof.url
        else escape(proof.label)
    )


def _table(key: str, labels: Sequence[str], rows: Iterable[Sequence[str]], words: Speech) -> Iterator[str]:
    yield from (f"## {escape(words.say(f'section.{key}'))}", "")
    body = list(rows)
    if not body:
        yield from (escape(words.say(f"section_empty.{key}")), "")
        return
    yield _row([words.say(f"label.{label}") for label in labels])
    yield "|" + " --- |" * len(labels)
    yield from (_row(row) for row in body)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"
