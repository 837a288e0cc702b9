"""Column names as printed, made comparable: any language, any apostrophe, any hidden hyphen."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Curly and modifier apostrophes to the straight one; soft hyphen and zero-width marks vanish.
_SAME = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00b4": "'", "\u0060": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2013": "-", "\u2014": "-", "\u2011": "-",
        "\u00ad": None, "\u200b": None, "\u200e": None, "\u200f": None, "\ufeff": None,
    }
)  # fmt: skip


@lru_cache(maxsize=20_000)
def normal(header: str) -> str:
    """NFKC, lower case, no accents, straight quotes, single spaces (formats.md 2.3).

    >>> normal("Enregistrements\\u00a0")
    'enregistrements'
    >>> normal("Mentions J\\u2019aime") == normal("mentions j'aime")
    True
    """
    text = unicodedata.normalize("NFKC", header.translate(_SAME)).translate(_SAME).lower()
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(bare.split())


def unspoiled(header: str) -> str:
    """`Montant dÃ©pensÃ© (EUR)` -> `Montant dépensé (EUR)`: UTF-8 read as Latin, once."""
    if "Ã" not in header and "â€" not in header and "Â" not in header:
        return header
    for encoding in ("cp1252", "latin-1"):
        try:
            return header.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return header


def fingerprint(headers: Iterable[str]) -> str:
    """The same for the same set of columns, in any order, case or accent: 16 hex digits."""
    names = sorted(normal(unspoiled(header)) for header in headers if header.strip())
    return hashlib.sha256("\x1f".join(names).encode()).hexdigest()[:16]
