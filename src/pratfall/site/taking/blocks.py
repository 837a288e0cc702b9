"""What a page of ours says, without menus, forms and scripts: headings, lines, tables and drawings in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

LEFT_OUT = frozenset("nav form script style footer button select input template noscript dialog".split())
FOR_CLICKS = frozenset(("pf-acts", "pf-crumb", "pf-contents"))  # say nothing on paper
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "figcaption": 4, "summary": 4}
LINES = frozenset(("p", "li", "dt", "dd", "td", "th", "blockquote", *HEADINGS))
KEPT_APART = frozenset(("br", "div", "section", "article"))


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Line:
    text: str
    item: bool = False  # of a list


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawing:
    """`svg`: markup of our own, whose colours come from the stylesheet. `words`: what it shows."""

    svg: str
    words: str


Block = Heading | Line | Fact | Table | Drawing


@dataclass(frozen=True)
class Page:
    title: str
    lang: str
    blocks: tuple[Block, ...]


def read(html: str) -> Page:
    """`html`: a complete page as our templates make it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    blocks = tuple(reader.blocks)
    title = next((block.text for block in blocks if isinstance(block, Heading)), "Pratfall")
    return Page(title, reader.lang, blocks)


@dataclass
class _Rows:
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.lang = "en"
        self._open: list[str] = []
        self._skipping = 0  # depth below an element that is left out
        self._main = 0
        self._text: list[str] = []
        self._table: _Rows | None = None
        self._label = ""  # of the fact whose value comes next
        self._svg: list[str] | None = None
        self._svg_words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "html":
            self.lang = values.get("lang") or "en"
        if self._svg is not None or tag == "svg":
            self._drawn(tag)
            return
        if tag in VOID:
            if tag == "br":
                self._text.append(" ")
            return
        self._open.append(tag)
        if self._skipping or tag in LEFT_OUT or FOR_CLICKS & set((values.get("class") or "").split()):
            self._skipping += 1
            return
        if tag == "main":
            self._main += 1
        if values.get("role") == "img":
            self._svg_words = values.get("aria-label") or ""
        if not self._main:
            return
        if tag == "table":
            self._flush()
            self._table = _Rows()
        elif tag == "tr" and self._table is not None:
            self._table.rows.append([])
        elif tag in LINES or tag in KEPT_APART or tag in ("dl", "ul", "ol"):
            self._flush()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._svg is not None:
            self._drawn(tag)  # closed by itself
        else:
            super().handle_startendtag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._svg is not None:
            self._svg.append(f"</{tag}>")
            if tag == "svg":
                if self._main and not self._skipping:
                    self.blocks.append(Drawing("".join(self._svg), self._svg_words))
                self._svg = None
            return
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            self._skipping = max(self._skipping - 1, 0)
        if self._skipping:
            self._skipping -= 1
            return
        if self._main and (tag in LINES or tag in KEPT_APART):
            self._flush(tag)
        if tag == "table" and self._table is not None:
            self._finish_table()
        if tag == "main":
            self._main -= 1

    def handle_data(self, data: str) -> None:
        if self._svg is not None:
            self._svg.append(escape(data, quote=False))
        elif self._main and not self._skipping:
            self._text.append(data)

    def _drawn(self, tag: str) -> None:
        if self._svg is None:
            self._flush()
            self._svg = []
        self._svg.append(self.get_starttag_text() or f"<{tag}>")

    def _flush(self, tag: str = "") -> None:
        """What has been said since the last one becomes a cell, a heading or a line."""
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if self._table is not None and tag in ("td", "th"):
            if self._table.rows:
                self._table.rows[-1].append(text)
            if tag == "th" and len(self._table.rows) == 1:
                self._table.head.append(text)
            return
        if not text:
            return
        if self._table is not None:
            self._text.append(text)  # a line inside a cell
        elif tag in HEADINGS:
            self.blocks.append(Heading(HEADINGS[tag], text))
        elif tag == "dt":
            self._label = text
        elif tag == "dd":
            self.blocks.append(Fact(self._label, text))
        else:
            self.blocks.append(Line(text, item=tag == "li"))

    def _finish_table(self) -> None:
        assert self._table is not None
        head, rows = self._table.head, self._table.rows
        body = rows[1:] if head and rows and rows[0] == head else rows
        filled = [tuple(row) for row in body if any(row)]
        self._table = None
        if filled:
            self.blocks.append(Table(tuple(head), _even(filled, len(head))))


def _even(rows: Sequence[tuple[str, ...]], least: int) -> tuple[tuple[str, ...], ...]:
    """Every row as wide as the widest."""
    width = max([least, *map(len, rows)])
    return tuple((*row, *[""] * (width - len(row))) for row in rows)
