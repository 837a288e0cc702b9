"""Values inside the JSON of account archives: reached safely, mojibake repaired, HTML made text."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


def list_at(value: Any, *path: str) -> list[Any]:
    """The list at `path` of nested objects; [] where it is absent or something else."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []


def text_at(value: Any, *path: str) -> str:
    """The text (or number as text) at `path`; "" where it is absent or something else."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, bool):
        return ""
    return str(value) if isinstance(value, (str, int)) else ""


def repaired(text: str) -> str:
    """Meta writes UTF-8 bytes as if they were Latin-1. Text that is already right stays as it is."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


class _Text(HTMLParser):
    """What a reader sees of a post in HTML, and where its links lead."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")
        elif tag == "p" and self.parts:
            self.parts.append("\n\n")
        elif tag == "a":
            given = dict(attrs)
            classes = (given.get("class") or "").split()
            href = given.get("href") or ""
            if "mention" not in classes and "hashtag" not in classes and href.startswith(("http://", "https://")):
                self.links.append(href)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def html_text(html: str) -> tuple[str, list[str]]:
    """(plain text, links that are neither mentions nor hashtags)."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts).strip(), reader.links
