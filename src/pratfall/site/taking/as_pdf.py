"""A page as PDF, set by typst. Everything the page says goes in as string literals: nothing of it is read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import typst

from pratfall.reviews.render.html import ASSETS

from .blocks import Drawing, Fact, Heading, Line, Page, Table

Files = dict[str, bytes]
HEAD = """#set document(title: {title})
#set page(paper: "a4", margin: 2cm, footer: context {{
  align(center, text(8pt, fill: luma(90))[#{foot} · #counter(page).display()])
}})
#set text(lang: {lang}, size: 10pt)
#set par(justify: false)
#show heading: set block(above: 1.2em, below: .6em)
#show table: set text(8pt)
#set table(stroke: .4pt + gray, inset: 4pt)
"""
VARIABLE = re.compile(r"var\((--[\w-]+)[^()]*\)")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
CLASS = re.compile(r"\.[\w-]+")  # all that typst's drawings understand, and all that ours use
FIRST_SVG_TAG = re.compile(r"<svg\b[^>]*>")
DRAWN = ("fill", "stroke", "opacity", "font", "text-anchor", "dominant-baseline", "paint-order")


def pdf_of(page: Page, foot: str) -> bytes:
    """`foot`: where it was taken from, and when."""
    files: Files = {}
    head = HEAD.format(title=_literal(page.title), lang=_literal(page.lang), foot=_literal(foot))
    body = "\n".join(_told(page, files))
    files["main.typ"] = (head + body).encode()
    made: bytes = typst.compile(files, format="pdf")  # type: ignore[call-overload]  # its stubs know no files in memory
    return made


def _told(page: Page, files: Files) -> Iterator[str]:
    for block in page.blocks:
        match block:
            case Heading():
                yield f"#heading(level: {block.level}, {_literal(block.text)})"
            case Line():
                yield f"#list({_cell(block.text)})" if block.item else f"#par({_cell(block.text)})"
            case Fact():
                label, value = _literal(block.label), _literal(block.value)
                yield f"#block(below: .5em)[#text(fill: luma(90), {label}) #h(.4em) #{value}]"
            case Table():
                yield _table(block)
            case Drawing():
                name = f"drawing{len(files)}.svg"
                files[name] = coloured(block.svg).encode()
                yield f"#image({_literal(name)}, alt: {_literal(block.words)}, width: 100%)"


def _table(table: Table) -> str:
    width = len(table.rows[0])
    head = f"table.header({', '.join(_cell(text) for text in table.head)}), " if len(table.head) == width else ""
    cells = ", ".join(_cell(text) for row in table.rows for text in row)
    return f"#table(columns: {width}, {head}{cells})"


def _cell(text: str) -> str:
    return f"[#{_literal(text)}]"


def _literal(text: str) -> str:
    """A typst string: only backslash and quote mean anything inside."""
    plain = "".join(c for c in text if c >= " ")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def coloured(svg: str) -> str:
    """The drawing with the light colours of the stylesheet inside, as it will stand alone."""
    styled = FIRST_SVG_TAG.sub(lambda tag: f"{tag.group()}<style>{drawing_rules()}</style>", svg, count=1)
    return light(styled)


def light(text: str) -> str:
    """Every variable replaced by its light value."""
    return VARIABLE.sub(lambda found: light_values().get(found.group(1), "gray"), text)


@cache
def stylesheet() -> str:
    """Without comments, and without what holds for dark, wide or printed pages alone."""
    css = re.sub(r"/\*.*?\*/", "", (ASSETS / "pratfall.css").read_text(encoding="utf-8"), flags=re.S)
    return re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)


@cache
def light_values() -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+):\s*([^;}]+)", stylesheet()))


@cache
def drawing_rules() -> str:
    """The rules of the stylesheet that draw."""
    drawn = []
    for selectors, body in RULE.findall(stylesheet()):
        single = [one for one in map(str.strip, selectors.split(",")) if CLASS.fullmatch(one)]
        told = "; ".join(part.strip() for part in body.split(";") if part.strip().startswith(DRAWN))
        if single and told:
            drawn.append(f"{', '.join(single)} {{ {told} }}")
    return light("\n".join(drawn))
