"""Takes names of members out of what a report keeps: a report says what went wrong, never who was near it.

A whole name of several words goes whatever its letters' case; one word of it only where it is written with a capital,
so that a member called Rose loses "Rose" and not "rose", and no code (they are lower case) is ever touched. What is
left is an ellipsis. It errs on the side of leaving out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

LEFT = "…"
SHORTEST = 3  # letters of a word that is looked for by itself

Unnamed = Callable[[Any], Any]


def without(names: Iterable[str]) -> Unnamed:
    """A function that returns a JSON value with every one of `names` taken out of its texts, keys apart."""
    whole = sorted({" ".join(name.split()) for name in names if name.strip()}, key=lambda name: (-len(name), name))
    several = [r"\s+".join(map(re.escape, name.split())) for name in whole if " " in name]
    single = sorted({form for name in whole for form in _forms(name)}, key=lambda form: (-len(form), form))
    patterns = [_words(several, re.IGNORECASE), _words([re.escape(form) for form in single], 0)]

    def clean(value: Any) -> Any:
        match value:
            case str():
                for pattern in patterns:
                    value = pattern.sub(LEFT, value) if pattern else value
                return value
            case dict():
                return {key: clean(item) for key, item in value.items()}
            case list() | tuple():
                return [clean(item) for item in value]
            case _:
                return value

    return clean


def _forms(name: str) -> Iterator[str]:
    """Its words as they begin a name; a particle written small is none."""
    words = name.split()
    for word in words:
        if len(word) >= SHORTEST and (word[0].isupper() or len(words) == 1):
            yield from (word[0].upper() + word[1:], word.upper())


def _words(forms: Iterable[str], flags: int) -> re.Pattern[str] | None:
    choice = "|".join(forms)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)", flags) if choice else None
