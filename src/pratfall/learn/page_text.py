"""What a page or a note says, as paragraphs: titles, sentences and list items, without menus, scripts and forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from .page_marks import guarded

LONGEST = 200_000  # characters that are kept
LEFT_OUT = frozenset("head nav form script style footer button select noscript template aside svg iframe".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BLOCKS = (
    frozenset("p li div section article blockquote td th br tr ul ol main header figcaption pre".split()) | HEADINGS
)
SPACE = re.compile(r"[ \t\r\f\v\u00a0\u202f\u2009\u200b]+")
# Of Markdown: marks of a title, of a list, of stress and of links.
TITLE = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
ITEM = re.compile(r"^(?:[-*+•]|\d{1,2}[.)])\s+")
UNDERLINE = re.compile(r"^(?:=+|-+)$")
LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\s]{0,500}\)")
STRESS = re.compile(r"(\*\*|__|`)(?=\S)([^*_`\n]{1,500})\1")


@dataclass(frozen=True)
class Paragraph:
    text: str
    heading: bool = False
    item: bool = False


def of_html(html: str) -> tuple[Paragraph, ...]:
    reader = _Reader()
    reader.feed(guarded(html))
    reader.close()
    reader.end()
    return _kept(reader.paragraphs)


def of_text(text: str) -> tuple[Paragraph, ...]:
    """Plain text or Markdown: an empty line parts paragraphs, a line beginning with "-" or "1." is an item."""
    found: list[Paragraph] = []
    lines: list[str] = []

    def end() -> None:
        if lines:
            found.append(Paragraph(SPACE.sub(" ", " ".join(lines)).strip()))
            lines.clear()

    for raw in text[:LONGEST].splitlines():
        line = STRESS.sub(r"\2", LINK.sub(r"\1", raw.strip()))
        if title := TITLE.match(line):
            end()
            found.append(Paragraph(SPACE.sub(" ", title[1]).strip(), heading=True))
        elif UNDERLINE.match(line):
            if len(lines) == 1:
                found.append(Paragraph(SPACE.sub(" ", lines.pop()).strip(), heading=True))
            end()
        elif ITEM.match(line):
            end()
            found.append(Paragraph(SPACE.sub(" ", ITEM.sub("", line)).strip(), item=True))
        elif not line:
            end()
        else:
            lines.append(line)
    end()
    return _kept(found)


def written(paragraphs: tuple[Paragraph, ...]) -> str:
    """As text that `of_text` reads back: "# " before titles, "- " before items, an empty line between."""
    marks = (("# " if one.heading else "- " if one.item else "") + one.text for one in paragraphs)
    return "\n\n".join(marks)


def _kept(found: list[Paragraph]) -> tuple[Paragraph, ...]:
    kept, size = [], 0
    for one in found:
        size += len(one.text) + 4
        if size > LONGEST:
            break
        if one.text:
            kept.append(one)
    return tuple(kept)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[Paragraph] = []
        self._words: list[str] = []
        self._inside: list[str] = []
        self._kind = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LEFT_OUT:
            self._inside.append(tag)
        if tag in BLOCKS:
            self.end()
            self._kind = tag if tag != "br" else self._kind

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:  # what was left open inside closes with it
            del self._inside[len(self._inside) - 1 - self._inside[::-1].index(tag) :]
        if tag in BLOCKS:
            self.end()
            self._kind = ""

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self._words.append(data.replace("\n", " "))

    def end(self) -> None:
        text = SPACE.sub(" ", "".join(self._words)).strip()
        self._words.clear()
        if text:
            self.paragraphs.append(Paragraph(text, heading=self._kind in HEADINGS, item=self._kind == "li"))
