"""A report as PDF: the page for the boss on one sheet of A4, then, where asked, every section.

Set by typst. Everything the report says goes in as string literals: nothing of it is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterator

import typst

from pratfall.reviews.render.speech import Speech
from pratfall.site.taking.as_pdf import coloured

from . import drawing
from .sections import Line
from .telling import BossPart, ReportTold, SectionTold

DRAWN = 6  # accounts, those with most posts
HEAD = """#set document(title: {title})
#set page(paper: "a4", margin: (x: 2.1cm, top: 1.8cm, bottom: 1.8cm), footer: context {{
  set text(8pt, fill: luma(80))
  grid(columns: (1fr, auto), {foot}, counter(page).display())
}})
#set text(lang: {lang}, size: 10pt, hyphenate: true)
#set par(justify: false, leading: .62em)
#show heading: set text(hyphenate: false)
#show heading.where(level: 1): set text(20pt)
#show heading.where(level: 2): set text(13pt)
#show heading.where(level: 2): set block(above: 1.5em, below: .7em, sticky: true)
"""
FIRST = """#let first(size, drawn) = [
{head}
#text(size: size)[#grid(columns: (3.9cm, 1fr), column-gutter: .6cm, row-gutter: .95em,
{rows})]
#if drawn [{drawing}]
]
#layout(space => {{
  let fits = ((10.5pt, true), (9.5pt, true), (9.5pt, false), (8pt, false)).filter(
    way => measure(first(..way), width: space.width).height <= space.height)
  first(..fits.at(0, default: (7pt, false)))
}})"""


def pdf_of(told: ReportTold, organisation: str, words: Speech, *, boss_page_only: bool) -> bytes:
    """A4; the first page is the one for the boss, and nothing else is where `boss_page_only`."""
    files: dict[str, bytes] = {}
    foot = words.say("regular.foot", organisation=organisation, title=told.title)
    text = HEAD.format(title=_literal(told.title), lang=_literal(words.lang), foot=_literal(foot))
    parts = [text, _first(told, organisation, words, files)]
    if not boss_page_only:
        parts += ["#pagebreak()", *(line for section in told.sections for line in _section(section))]
    files["main.typ"] = "\n".join(parts).encode()
    made: bytes = typst.compile(files, format="pdf")  # type: ignore[call-overload]  # its stubs know no files in memory
    return made


def _first(told: ReportTold, organisation: str, words: Speech, files: dict[str, bytes]) -> str:
    """As large as one sheet allows; where sentences are very long, smaller, and at last without the drawing."""
    head = (
        f"#text(fill: luma(80), {_literal(organisation)})",
        f"#block(above: .5em)[#heading(level: 1, {_literal(told.title)})]",
        f"#block(below: 1.4em, text(fill: luma(80), {_literal(f'{told.days}. {told.made}')}))",
    )
    rows = (
        f"  text(weight: 600, hyphenate: false, {_literal(part.title)}), [{_sentences(part)}]," for part in told.boss
    )
    return FIRST.format(head="\n".join(head), rows="\n".join(rows), drawing=_drawing(told, words, files))


def _sentences(part: BossPart) -> str:
    return " ".join(f"#{_literal(said)}" for said in part.sentences)


def _drawing(told: ReportTold, words: Speech, files: dict[str, bytes]) -> str:
    if not told.dots:
        return ""
    dots = told.dots[:DRAWN]
    files["accounts.svg"] = coloured(drawing.drawn(dots, words)).encode()
    title = f"#text(weight: 600, {_literal(words.say('regular.drawing_title'))})"
    image = f'#image("accounts.svg", width: 11cm, alt: {_literal(drawing.alternative(dots, words))})'
    return f"#v(.6em)#block(breakable: false)[{title}\n{image}]"


def _section(section: SectionTold) -> Iterator[str]:
    yield f"#heading(level: 2, {_literal(section.title)})"
    for sentence in section.told.sentences:
        yield f"#par({_text(sentence)})"
    yield from (_line(line) for line in section.told.lines)
    if section.told.more:
        yield f"#par({_text(section.told.more)})"


def _line(line: Line) -> str:
    """Its title stays with its text on one page."""
    parts = [f"#text(weight: 600, {_literal(line.title)})"]
    if line.text:
        parts.append(f"#linebreak()#{_literal(line.text)}")
    parts += [f"#linebreak()#text(size: 9pt, fill: luma(80), {_literal(note)})" for note in line.notes]
    return f"#block(breakable: false, inset: (left: .4cm), above: .8em, below: .8em)[{''.join(parts)}]"


def _text(text: str) -> str:
    return f"[#{_literal(text)}]"


def _literal(text: str) -> str:
    """A typst string: only backslash and quote mean anything inside."""
    plain = "".join(c for c in text if c >= " ")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
