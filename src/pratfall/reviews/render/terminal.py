"""The review in a terminal: 80 columns, understandable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from pratfall.records.charts import StreamChart
from pratfall.records.findings import Kind, Status
from pratfall.records.review import Review

from .cause_rows import DiagnosisTold
from .channel_rows import ChannelsTold
from .mix import mix_rows
from .plain import cells, wrap
from .speech import Speech, speech
from .story import Section, Story, Told, tell
from .stream_chart import stream_alt

SHOWN_PER_SECTION = 8
SHOWN_UNDECIDED = 3
SHOWN_PROOFS = 2
SHOWN_DRIVERS = 4
SHOWN_CAUSES = 3


class Ink(Enum):
    """ANSI select-graphic-rendition codes."""

    BOLD = "1"
    DIM = "2"
    RED = "31"
    YELLOW = "33"
    GREEN = "32"
    BLUE = "34"


def render(review: Review, *, lang: str, width: int = 80, color: bool = False) -> str:
    """The whole review as text lines of at most `width` columns."""
    return "\n".join(Sheet(lang, width, color).lines(tell(review, lang))) + "\n"


class Sheet:
    """Where it is printed: language, width and whether there is colour."""

    def __init__(self, lang: str, width: int, color: bool) -> None:
        self.words: Speech = speech(lang)
        self.width = width
        self.color = color

    def lines(self, story: Story) -> Iterator[str]:
        yield self.ink(story.title, Ink.BOLD)
        yield story.as_of
        yield ""
        yield from self.wrapped(" ".join(filter(None, (story.headline, story.trust_line))), ink=Ink.BOLD)
        yield from self.wrapped(story.basis, ink=Ink.DIM)
        for section in story.sections:
            yield from self.section(section)
        yield from self.accounts(story)
        yield from self.channels(story.channels)
        yield from self.table("income", ("label", "gifts", "sum"), story.income, story)
        rows = [(item.question, item.asked, item.judged, item.found) for item in story.checked]
        yield from self.table("checked", ("question", "asked", "judged", "found"), rows, story)
        yield from self.files(story)

    def section(self, section: Section) -> Iterator[str]:
        yield from self.heading(section.title)
        yield from self.findings(section)
        if section.asides:
            yield ""
        for told in section.asides:
            yield from self.wrapped(f"· {told.sentence}", hang=2, ink=Ink.DIM)

    def findings(self, section: Section) -> Iterator[str]:
        if not section.told:
            yield from self.wrapped(section.empty)
            return
        undecided = section.key == Status.CANNOT_TELL.value
        shown = SHOWN_UNDECIDED if undecided else SHOWN_PER_SECTION
        yield from self.wrapped(section.intro, ink=Ink.DIM)
        for number, told in enumerate(section.told[:shown], 1):
            yield ""
            yield from self.told(told, number)
        if section.total > shown:
            yield ""
            yield self.words.plural("more.items", section.total - shown)

    def told(self, told: Told, number: int) -> Iterator[str]:
        head = f"{number}. {told.title}"
        status = f"[{told.status_words}]" if told.kind != "trust" else ""
        yield from self.wrapped(f"{head} {status}".rstrip(), ink=_ink(told), hang=3)
        yield from self.wrapped(told.sentence, indent=3)
        if told.step:
            yield from self.wrapped(f"→ {told.step}", indent=3, hang=2)
        if told.kind == "trust" or not told.means:
            return
        yield from self.wrapped(told.sureness, indent=3, ink=Ink.DIM)
        if told.diagnosis:
            yield from self.why(told.diagnosis)
        if told.advice and told.kind == Kind.FAILURE.value:
            yield from self.wrapped(f"{self.words.say('ui.advice')} {told.advice.line}", indent=3, hang=2)
        known = told.cost != self.words.say("cost.unknown")  # told in full by the other forms
        if told.severity:
            yield from self.wrapped(told.severity.line, indent=3, hang=2)
            yield from self.wrapped(told.severity.redeemable, indent=3, hang=2)
        keys = ("label.window", "label.n", *(("label.cost", "label.effort") if known else ()))
        labels = {self.words.say(key) for key in keys}
        pairs = [self.pair(row.label, row.value) for row in told.rows if row.label in labels]
        yield from self.wrapped(" · ".join(pairs), indent=3, ink=Ink.DIM)
        if isinstance(told.finding.chart, StreamChart):
            yield from self.wrapped(stream_alt(told.finding.chart, self.words), indent=3, ink=Ink.DIM)
        if told.topics:
            yield from self.wrapped(self.pair(told.topics.title, told.topics.line), indent=3, hang=2)
        # Comments stand under one post, whose address says nothing of them.
        seen = (p.label if p.kind == "comment" else p.url or p.label for p in told.proofs if p.kind != "account")
        for shown in list(dict.fromkeys(seen))[:SHOWN_PROOFS]:
            yield from self.wrapped(shown, indent=3, ink=Ink.DIM)

    def why(self, why: DiagnosisTold) -> Iterator[str]:
        """The causes found, each in its sentence, or why there is none; the pages have the rest."""
        yield from self.wrapped(self.pair(self.words.say("diagnosis.title"), why.line), indent=3, hang=2)
        for cause in why.causes[:SHOWN_CAUSES]:
            yield from self.wrapped(f"· {cause.sentence}", indent=5, hang=2)
            for part in cause.slices[:SHOWN_CAUSES]:
                yield from self.wrapped(self.pair(part.name, part.change), indent=7, hang=2)
        if why.step:
            yield from self.wrapped(f"{why.step_head} {why.step}", indent=3, hang=2)

    def accounts(self, story: Story) -> Iterator[str]:
        yield from self.heading(self.words.say("section.accounts"))
        if not story.accounts:
            yield from self.wrapped(self.words.say("section_empty.accounts"))
        for account in story.accounts:
            posts = self.words.count("posts", account.state.posts)
            name = f"{account.name} ({account.network})"
            yield from self.wrapped(self.pair(name, f"{posts} · {account.level}"), hang=3)
            for row in list(mix_rows(account.state.mix, self.words))[:1]:
                yield from self.wrapped(self.pair(row.label, row.value), indent=3, hang=2)
            if account.drivers:
                yield from self.wrapped(self.pair(account.drivers.title, account.drivers.lines[0]), indent=3, hang=2)
                for line in account.drivers.lines[1:SHOWN_DRIVERS]:
                    yield from self.wrapped(f"· {line}", indent=5, hang=2)
            if account.topics:
                yield from self.wrapped(self.pair(account.topics.title, account.topics.line), indent=3, hang=2)

    def channels(self, told: ChannelsTold | None) -> Iterator[str]:
        if told is None:
            return
        yield from self.heading(told.title)
        for line in told.lines:
            yield from self.wrapped(line)
        if told.rows:
            yield from self.stacked([told.head, *told.rows])
        yield from self.wrapped(told.calendar, ink=Ink.DIM)

    def table(self, key: str, labels: Iterable[str], rows: Iterable[tuple[str, ...]], story: Story) -> Iterator[str]:
        yield from self.heading(self.words.say(f"section.{key}"))
        body = list(rows)
        if not body:
            yield from self.wrapped(self.words.say(f"section_empty.{key}"))
            return
        table = [tuple(self.words.say(f"label.{label}") for label in labels), *body]
        widths = [max(cells(row[i]) for row in table) for i in range(len(table[0]))]
        first = max(12, self.width - sum(widths[1:]) - 2 * len(widths[1:]))
        widths[0] = min(widths[0], first)
        if sum(widths) + 2 * len(widths[1:]) > self.width:
            yield from self.stacked(table)
            return
        for row in table:
            yield from self.row(row, widths)

    def stacked(self, table: list[tuple[str, ...]]) -> Iterator[str]:
        """A table too wide for the screen: one paragraph per row."""
        for row in table[1:]:
            cols = [self.pair(label, cell) for label, cell in zip(table[0][1:], row[1:], strict=True)]
            yield from self.wrapped(self.pair(row[0], " · ".join(cols)), hang=3)

    def row(self, row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
        """First cell to the left, wrapped; the others to the right."""
        head, *rest = wrap(row[0], widths[0])
        cols = "".join(f"  {' ' * (w - cells(cell))}{cell}" for cell, w in zip(row[1:], widths[1:], strict=True))
        yield head + " " * (widths[0] - cells(head)) + cols
        yield from rest

    def files(self, story: Story) -> Iterator[str]:
        yield from self.heading(self.words.say("section.files"))
        if not story.files:
            yield from self.wrapped(self.words.say("section_empty.files"))
        for outcome in dict.fromkeys(file.outcome for file in story.files):
            n = sum(file.outcome == outcome for file in story.files)
            yield from self.wrapped(self.pair(self.words.count("files", n), outcome))
        for file in story.files:
            if not file.fine:
                yield from self.wrapped(f"! {file.lines[0] if file.lines else file.name}", hang=2)

    def pair(self, label: str, value: str) -> str:
        return self.words.say("word.pair", label=label, value=value)

    def heading(self, title: str) -> Iterator[str]:
        yield ""
        yield self.ink(title, Ink.BOLD)
        yield "─" * min(self.width, cells(title))

    def wrapped(self, text: str, *, indent: int = 0, hang: int = 0, ink: Ink | None = None) -> Iterator[str]:
        for number, line in enumerate(wrap(text, self.width - indent - hang)):
            yield " " * (indent + (hang if number else 0)) + (self.ink(line, ink) if ink else line)

    def ink(self, text: str, ink: Ink) -> str:
        return f"\x1b[{ink.value}m{text}\x1b[0m" if self.color else text


def _ink(told: Told) -> Ink:
    match told.kind:
        case "trust":
            return Ink.BLUE
        case "good_news":
            return Ink.GREEN
        case "failure":
            return Ink.RED if told.status == Status.SURE.value else Ink.YELLOW
        case _:
            return Ink.YELLOW
