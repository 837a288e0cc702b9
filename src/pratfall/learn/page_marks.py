"""What a page of a website holds for networks: its links, scripts, frames and forms, with the words a reader sees.

Pages come from outside. Python's own parser takes quadratic time over marks that never close, so a pass whose time
grows with the page alone (a bounded look ahead at each "<") first turns everything that is no closed tag into text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

LONGEST = 2_000_000  # characters of a page that are read
MOST_MARKS = 4_000
LONGEST_WORDS = 120  # of a link
LONGEST_ADDRESS = 2_000
# What is no closed tag: no ">" follows outside quotes, or only after more than a tag ever holds.
TAG = re.compile(r"<(?!/?[a-zA-Z](?:[^<>\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'){0,100}+>)")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
ADDRESSED = {"a": "href", "area": "href", "iframe": "src", "script": "src", "link": "href", "form": "action"}
UNADDRESSED = frozenset({"blockquote", "div", "button", "span", "section"})  # marked by a class, an id or data
SILENT = frozenset({"script", "style", "noscript", "template"})
SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Mark:
    """One element. `href`: its whole address, "" for none. `words`: what is read on it, or aloud. `names`: its classes
    and id, lower case. `rel`: lower case.
    """

    element: str
    href: str
    words: str = ""
    rel: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """`address`: where it was found in the end. `cut`: it was too long and only its beginning was read."""

    address: str
    title: str
    lang: str
    marks: tuple[Mark, ...]
    cut: bool = False


def read_page(html: str, address: str) -> Page:
    """The marks of a page in their order; at most MOST_MARKS."""
    reader = _Reader(address)
    reader.feed(guarded(html))
    reader.close()
    reader.end_link()
    cut = len(html) > LONGEST or len(reader.marks) >= MOST_MARKS
    title = SPACE.sub(" ", "".join(reader.title)).strip()[:200]
    return Page(address, title, reader.lang, tuple(reader.marks), cut)


def whole_address(base: str, href: str) -> str:
    """`href` as an address of its own, without the place inside the page; "" for what leads nowhere on the web."""
    if not href.strip():
        return ""
    try:
        found = urljoin(base, href.strip()[:LONGEST_ADDRESS])
        parts = urlsplit(found)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return parts._replace(fragment="").geturl()


def guarded(html: str) -> str:
    """The beginning of a page without comments, and with every "<" that begins no closed tag as text."""
    return TAG.sub("&lt;", COMMENT.sub(" ", html[:LONGEST]))


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = address
        self.lang = ""
        self.title: list[str] = []
        self.marks: list[Mark] = []
        self._link: Mark | None = None
        self._said: list[str] = []
        self._inside: list[str] = []  # what is open of SILENT and of titles

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = given.get("lang", "")[:2].lower()
        elif tag == "base" and given.get("href"):
            self.base = whole_address(self.base, given["href"]) or self.base
        elif tag == "title" or tag in SILENT:
            self._inside.append(tag)
        if tag == "img" and self._link is not None:
            self._said.append(given.get("alt", ""))
        if tag in ADDRESSED or tag in UNADDRESSED:
            self._mark(tag, given)

    def _mark(self, tag: str, given: Mapping[str, str]) -> None:
        names = tuple(f"{given.get('class', '')} {given.get('id', '')}".lower().split()[:20])
        href = whole_address(self.base, given.get(ADDRESSED.get(tag, ""), "")) if tag in ADDRESSED else ""
        rel = tuple(given.get("rel", "").lower().split()[:10])
        said = given.get("aria-label", "") or given.get("title", "")
        mark = Mark(tag, href, SPACE.sub(" ", said).strip()[:LONGEST_WORDS], rel, names)
        if tag == "a":
            self.end_link()
            self._link, self._said = mark, []
        elif href or names:
            self._keep(mark)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.end_link()
        elif self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._inside:
            if self._inside[-1] == "title" and len(self.title) < 10:
                self.title.append(data)
        elif self._link is not None and len(self._said) < 50:
            self._said.append(data[:LONGEST_WORDS])

    def end_link(self) -> None:
        """A link is told with what it says; one without an address tells nothing."""
        link, self._link = self._link, None
        if link is None or not link.href:
            return
        said = SPACE.sub(" ", " ".join(self._said)).strip()[:LONGEST_WORDS]
        self._keep(Mark("a", link.href, said or link.words, link.rel, link.names))

    def _keep(self, mark: Mark) -> None:
        if len(self.marks) < MOST_MARKS:
            self.marks.append(mark)


def shown(mark: Mark) -> str:
    """The element as it stands in a report: its name, and where it leads or what it is called. Not escaped."""
    told = mark.href or " ".join(mark.names)
    return f"<{mark.element}> {told[:200]}"
