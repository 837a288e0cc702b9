"""What a text lets readers hold its authors to: times, days, numbers, links, contacts. For comparing two languages.

"6 pm" and "18 h", "3 March" and "3 mars", "1,000" and "1 000", "two" and "deux" are the same promise. The number one is
left out where it stands as a word: it is an article, or part of "no one".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from pratfall.text.plain import folded

from .statement_cues import LONGEST, Cues, cues

LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]'»]", re.IGNORECASE)
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
PHONE = re.compile(
    r"(?<![\w])(?:\+\d{1,3}[\s.]?(?:\(0\)[\s.]?)?|0)\d(?:[\s.-]?\d{2}){4}(?!\d)|(?<!\w)\+\d(?:[\s.-]?\d){7,13}(?!\d)"
)
NOON = re.compile(r"(?<!\w)(?:noon|midday|midi)(?!\w)")
MIDNIGHT = re.compile(r"(?<!\w)(?:midnight|minuit)(?!\w)")
HOUR_12 = re.compile(r"(?<![\d:.])(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?\s?m\b\.?")
HOUR_24 = re.compile(r"(?<![\d:])([01]?\d|2[0-4])(?:\s?h(?:eures?)?\s?([0-5]\d)?(?![\w])|:([0-5]\d)(?!\d))")
NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[\s,.]\d{3})+(?![\d])|(?<![\w.,])\d+(?:[.,]\d{1,2})?(?!\d)")


@dataclass(frozen=True)
class Promises:
    """`times` "18:00"; `dates` "3-11" (day and month); `days` "monday", "today"; `numbers` as plain decimals."""

    times: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()


def promises(text: str, lang: str) -> Promises:
    """Those of a text in `lang`."""
    known = cues(lang)
    rest = text[:LONGEST].replace("\u202f", " ").replace("\u00a0", " ")
    links, rest = _taken(LINK, rest)
    mails, rest = _taken(MAIL, rest)
    phones, rest = _taken(PHONE, rest)
    rest = folded(rest)
    times, rest = _times(rest)
    dates, rest = _dates(rest, known)
    return Promises(
        times=frozenset(times),
        dates=frozenset(dates),
        days=frozenset(day for day, cue in known.days.items() if cue.search(rest)),
        numbers=frozenset(_numbers(rest, known)),
        links=frozenset(link.rstrip("/").lower() for link in links),
        contacts=frozenset([*(mail.lower() for mail in mails), *(_digits(phone) for phone in phones)]),
    )


def differences(one: Promises, other: Promises) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By kind what only the one and what only the other says; kinds without difference are left out."""
    kinds = {part.name: (getattr(one, part.name), getattr(other, part.name)) for part in fields(Promises)}
    return {
        kind: (tuple(sorted(left - right)), tuple(sorted(right - left)))
        for kind, (left, right) in kinds.items()
        if left != right
    }


def _taken(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    return [match[0] for match in pattern.finditer(text)], pattern.sub(" ", text)


def _times(text: str) -> tuple[set[str], str]:
    found = {"12:00"} if NOON.search(text) else set()
    found |= {"00:00"} if MIDNIGHT.search(text) else set()
    text = MIDNIGHT.sub(" ", NOON.sub(" ", text))
    for match in HOUR_12.finditer(text):
        hour = int(match[1]) % 12 + (12 if match[3] == "p" else 0)
        found.add(f"{hour:02}:{match[2] or '00'}")
    text = HOUR_12.sub(" ", text)
    found |= {f"{int(m[1]) % 24:02}:{m[2] or m[3] or '00'}" for m in HOUR_24.finditer(text)}
    return found, HOUR_24.sub(" ", text)


def _dates(text: str, known: Cues) -> tuple[set[str], str]:
    """Days with their month, written either way round; a year beside them is no number of its own."""
    names = "|".join(known.months)
    after = re.compile(rf"(?<!\d)(\d{{1,2}})(?:er|st|nd|rd|th)?(?: of)? ({names})(?!\w)(?:,? \d{{4}}(?!\d))?")
    before = re.compile(rf"(?<!\w)({names}) (\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? \d{{4}}(?!\d))?")
    found = {f"{int(m[1])}-{known.months[m[2]]}" for m in after.finditer(text)}
    text = after.sub(" ", text)
    found |= {f"{int(m[2])}-{known.months[m[1]]}" for m in before.finditer(text)}
    return found, before.sub(" ", text)


def _numbers(text: str, known: Cues) -> set[str]:
    written = {_plain(match[0]) for match in NUMBER.finditer(text)}
    spelled = {str(known.numbers[word]) for word in re.findall(r"[a-z]+", text) if word in known.numbers}
    return written | spelled


def _plain(number: str) -> str:
    """ "1,000", "1 000" and "1.000" are 1000; "12,50" and "12.5" are 12.5."""
    if re.fullmatch(r"\d{1,3}(?:[\s,.]\d{3})+", number):
        return re.sub(r"\D", "", number)
    return f"{Decimal(number.replace(',', '.')).normalize():f}"


def _digits(phone: str) -> str:
    """The last nine: "+33 6 ..." and "06 ..." are one number."""
    return re.sub(r"\D", "", phone)[-9:]
