"""Other people's words, quoted without what tells who they are or how to reach them.

Masked: what follows an @ (with the surname after a display name), mail addresses, telephone numbers, runs of
digits as on cards, accounts and orders, IBANs, everything of a link but its host, and the name after a greeting
or a title ("Hi Anna", "Mme Martin"). Kept: prices, dates, times, years, thousands, hashtags, and handles given
in `keep` (the organisation's own).

It errs on the side of masking. What it cannot see: a name in mid-sentence without a sign, a postal address, a
nickname. It is a courtesy of reports and no anonymisation: who may read the reports is decided elsewhere.

Every pattern is anchored so that no character is read more than a fixed number of times: a megabyte of anything
takes time in proportion.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

from .languages import languages
from .plain import folded

MASK = "•••"
FEWEST_DIGITS = 8  # a shorter run is a year, a price, a bus, a postcode
HIDDEN = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x00AD, 0x180E]
)  # zero width and direction marks, which would tear a handle or a number in two
MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:[@＠]|\s?[\[(](?:at|arobase|chez)[\])]\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
)
HANDLE = re.compile(r"[@＠]([\w.\-]{1,64})(?:@[\w.\-]{1,253})?((?: [^\W\d_][\w'’\-]{1,40}){0,2})")
LINK = re.compile(r"(?:https?://|(?<!\w)www\.)?(?<![\w@.])([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})(/[^\s]*)", re.IGNORECASE)
IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){3,7}(?: ?[A-Za-z0-9]{1,4})?(?!\w)")
NUMBER = re.compile(r"(?<![\w.,])(?:\(?\+|\()?\d(?:[ \u00a0\u202f().\-–/]{0,3}\d){6,30}(?![\w%])")
LOCAL = re.compile(r"\d{3}[-.]\d{4}")  # 555-0134
DATE = re.compile(r"\d{1,2}([./\-])\d{1,2}\1\d{2,4}|\d{4}([.\-/])\d{2}\2\d{2}|\d{4} ?[-–/] ?\d{4}")
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .\u00a0\u202f]\d{3})*[ .\u00a0\u202f]000")
ACCENTS = {"a": "[aàâ]", "e": "[eéèêë]", "i": "[iîï]", "o": "[oôö]"}  # the language files are read without accents
MONEY_BEFORE, MONEY_AFTER = re.compile(r"[€$£]\s?$"), re.compile(r"\s?(?:[€$£]|eur|euros?|usd|gbp|chf)", re.IGNORECASE)


def mask(text: str, *, keep: Set[str] = frozenset()) -> str:
    """`text` without people's names, handles, addresses and numbers. `keep`: handles to leave, lower case, no @."""
    text = text.translate(HIDDEN)
    text = MAIL.sub(f"{MASK}@{MASK}", text)
    text = LINK.sub(lambda m: f"{m[1]}/{MASK}" if len(m[2]) > 1 else m[0], text)
    if "@" in text or "＠" in text:
        text = HANDLE.sub(lambda m: _handle(m, keep), text)
    text = IBAN.sub(lambda m: MASK if sum(c.isdigit() for c in m[0]) >= FEWEST_DIGITS else m[0], text)
    text = NUMBER.sub(_number, text)
    return _addressed().sub(_name, text)


def _handle(match: re.Match[str], keep: Set[str]) -> str:
    """ "@anna.m" or "@Anna Martin": capitalised words after a name written like a name belong to it."""
    handle, more = match[1], match[2]
    name = handle.rstrip(".-")
    if name.lower() in keep:
        return match[0]
    if handle == name and name[:1].isupper() and name.isalpha():
        words = more.split()
        while words and words[0][:1].isupper() and folded(words[0]) not in _not_names():
            words.pop(0)
        more = " " + " ".join(words) if words else ""
    return f"@{MASK}{handle[len(name) :]}{more}"


def _number(match: re.Match[str]) -> str:
    said = match[0]
    digits = sum(c.isdigit() for c in said)
    if digits < FEWEST_DIGITS and not LOCAL.fullmatch(said.lstrip("(")):
        return said
    if DATE.fullmatch(said) or THOUSANDS.fullmatch(said):
        return said
    around = match.string[max(match.start() - 2, 0) : match.start()], match.string[match.end() : match.end() + 7]
    if digits < FEWEST_DIGITS + 3 and (MONEY_BEFORE.search(around[0]) or MONEY_AFTER.match(around[1])):
        return said
    return MASK


def _name(match: re.Match[str]) -> str:
    return match[0] if folded(match[2]) in _not_names() else match[1] + MASK


@cache
def _addressed() -> re.Pattern[str]:
    """A greeting or a title, then up to three words with a capital."""
    tables = [language.rules["masking"] for language in languages().values()]
    words = sorted({w for table in tables for key in ("greetings", "titles") for w in table[key].split()}, key=len)
    known = "|".join(f"[{w[0].upper()}{w[0]}]" + "".join(ACCENTS.get(c, c) for c in w[1:]) for w in reversed(words))
    name = r"[A-ZÀ-ÖØ-Þ][\w'’\-]{1,40}"
    return re.compile(rf"((?<![\w'’-])(?:(?:{known})\.?,? ){{1,3}})({name})(?: {name}){{0,2}}")


@cache
def _not_names() -> frozenset[str]:
    found: set[str] = set()
    for language in languages().values():
        found |= language.frequent | {folded(w) for w in language.rules["masking"]["not_names"].split()}
        found |= {folded(w) for w in language.rules["question"]["openings"].split()}
    return frozenset(found)
