"""Make other people's text safe to show: it names things here, it never steers the reader's screen."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# Explicit direction marks: they can make "gpj.exe" read "exe.jpg", and nothing we print needs them.
_DIRECTION = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_SPACES = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")  # not those that keep words together


def plain(text: str, *, limit: int = 0) -> str:
    """One line without control characters and direction marks, cut to `limit` characters (0: whole).

    Escape sequences of terminals start with a control character, so they fall apart too.
    """
    one_line = _SPACES.sub(" ", text.translate(_DIRECTION)).strip()
    safe = "".join(char for char in one_line if unicodedata.category(char) not in ("Cc", "Cs"))
    return safe if not limit or len(safe) <= limit else safe[: limit - 1].rstrip() + "…"


def safe_url(url: str) -> str:
    """`url` if it is an ordinary web address, else "": no javascript:, data: or file: behind a click."""
    address = plain(url)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc and " " not in address else ""


def cells(text: str) -> int:
    """Columns `text` takes in a terminal."""
    return sum(_cell(char) for char in text)


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken at ordinary spaces; longer words are cut."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        while cells(word) > width:
            if line:
                lines.append(line)
                line = ""
            head = _head(word, width)
            lines.append(head)
            word = word[len(head) :]
        if line and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line or not lines else lines


def _head(word: str, width: int) -> str:
    taken = 0
    for index, char in enumerate(word):
        taken += _cell(char)
        if taken > width:
            return word[: max(index, 1)]
    return word
