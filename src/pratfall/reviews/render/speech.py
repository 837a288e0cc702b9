"""A language: the words of a key, and numbers, dates and money in that language's form.

Words live in `pratfall/locales/<lang>/LC_MESSAGES/pratfall.mo`. A text there may hold placeholders
`{name}` or `{name:form}`; the form says how the fact is written:

    {share:share}    0.34          -> 34 %          {since:date}   a day        -> 3 March 2026
    {sum:money}      Money         -> 12,50 €       {period:month} a day        -> March 2026
    {days:days}      31            -> 31 days (any noun of the `count.` keys, with its plural)
    {metric:metric}  "likes"       -> likes (any family of keys: metric, format, network, check ...)
"""

from __future__ import annotations

import gettext
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.core import Locale
from babel.dates import format_date, format_datetime, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from pratfall.records.numbers import Money

from .plain import plain

LANGUAGES = ("en", "fr")
LOCALES = Path(__file__).parents[2] / "locales"
_REGIONS = {"en": "en_GB", "fr": "fr"}  # the form of dates: "3 March 2026", not "March 3, 2026"


@dataclass(frozen=True)
class Speech:
    """Everything that depends on the reader's language. Make one with `speech(lang)`."""

    lang: str
    locale: Locale
    words: gettext.NullTranslations
    zone: tzinfo = UTC

    def within(self, zone: tzinfo) -> Speech:
        """The same, telling hours as a clock of that zone shows them."""
        return replace(self, zone=zone)

    def knows(self, key: str) -> bool:
        return self.words.gettext(key) != key

    def say(self, key: str, /, **facts: object) -> str:
        """The text of `key` with its placeholders filled; an unknown key prints itself and the facts."""
        if not self.knows(key):
            return self._unworded(key, facts)
        try:
            return _Filler(self).vformat(self.words.gettext(key), (), facts)
        except KeyError:  # a fact the wording asks for is not there: tell what is, rather than nothing
            return self._unworded(key, facts)

    def can_say(self, key: str, facts: Mapping[str, object]) -> bool:
        """True where every placeholder of `key` has a fact."""
        return placeholders(self.words.gettext(key)) <= facts.keys()

    def name(self, family: str, code: str) -> str:
        """The word for a code of a family (metric, network, format ...), else the code itself."""
        key = f"{family}.{code}"
        return self.words.gettext(key) if self.knows(key) else plain(code)

    def count(self, noun: str, number: float) -> str:
        """`3 posts`, by the language's plural rule; whole numbers decide the form."""
        key = f"count.{noun}"
        if not self.knows_plural(key):
            return f"{self.number(number)}\u00a0{plain(noun)}"
        return self.plural(key, number)

    def plural(self, key: str, n: float, **facts: object) -> str:
        """The text of a key with a singular and a plural; `{n}` is the number that decides."""
        text = self.words.ngettext(key, key, _plural_index(self.lang, n))
        return _Filler(self).vformat(text, (), {"n": n, **facts})

    def knows_plural(self, key: str) -> bool:
        return self.words.ngettext(key, key, 1) != key

    def number(self, value: float | Decimal) -> str:
        """Three significant digits below 1000, whole numbers above: nobody trusts 0.4127."""
        if isinstance(value, int):
            return str(format_decimal(value, locale=self.locale))
        shown, size = float(value), abs(float(value))
        digits = 0 if size >= 100 or shown == int(shown) else 1 if size >= 1 else 2
        return str(format_decimal(round(shown, digits), locale=self.locale))

    def share(self, value: float) -> str:
        """A share of 0 to 1 as a percentage; below 10 % with one digit."""
        form = "#,##0.#\u00a0%" if self.lang == "fr" else "#,##0.#%"
        rounded = round(value, 3 if abs(value) < 0.1 else 2)
        return str(format_percent(rounded, format=form, locale=self.locale))

    def money(self, value: Money) -> str:
        """With its cents, unless it was only ever known in whole units: an expected sum has none."""
        whole = value.amount.as_tuple().exponent == 0
        form = self.locale.currency_formats["standard"].pattern.replace(".00", "") if whole else None
        currency = plain(value.currency) or "XXX"
        return str(format_currency(value.amount, currency, form, locale=self.locale, currency_digits=not whole))

    def moneys(self, values: Iterable[Money]) -> str:
        return self.listed([self.money(value) for value in values])

    def day(self, value: date) -> str:
        return self._first(str(format_date(value, format="long", locale=self.locale)))

    def short_day(self, value: date) -> str:
        return self._first(str(format_date(value, format="medium", locale=self.locale)))

    def month(self, value: date) -> str:
        return str(format_date(value, format="MMMM y", locale=self.locale))

    def month_name(self, month: int) -> str:
        return str(format_date(date(2001, month, 1), format="LLL", locale=self.locale))

    def weekday(self, value: date) -> str:
        return str(format_date(value, format="EEE", locale=self.locale))

    def instant(self, value: datetime) -> str:
        """With whose hour it is: nobody reads an hour right without it."""
        shown = str(format_datetime(value, format="d MMMM y, HH:mm", tzinfo=self.zone, locale=self.locale))
        return self._first(f"{shown} {self.place}")

    @property
    def place(self) -> str:
        """Of the zone: "UTC", "(Paris)"."""
        city = str(get_timezone_location(self.zone, locale=self.locale, return_city=True))
        return city if city == "UTC" else f"({city})"

    def listed(self, values: Sequence[str]) -> str:
        return str(format_list(list(values), locale=self.locale)) if values else self.say("word.none")

    def fact(self, value: Any, form: str = "") -> str:
        """A fact of unknown type in its form; None is said to be unknown."""
        match value:
            case None:
                return self.say("word.unknown")
            case bool():
                return self.say("word.yes" if value else "word.no")
            case int() | float() | Decimal():
                return self._numeric(value, form)
            case Money():
                return self.money(value)
            case datetime():
                return self.day(value) if form == "date" else self.instant(value)
            case date():
                return self.month(value) if form == "month" else self.day(value)
            case str():
                return self._text(value, form)
            case {"amount": str() as amount, "currency": str() as currency} if len(value) == 2:
                return self.money(Money(Decimal(amount), currency))  # as a review comes back from its JSON
            case Mapping():
                return self.listed([f"{plain(str(key))}: {self.fact(item, form)}" for key, item in value.items()])
            case list() | tuple() | set() | frozenset():
                return self.listed([self.fact(item, form) for item in value])
            case _:
                return plain(str(value))

    def _first(self, day: str) -> str:
        """French says "1er mars"; the locale data say "1 mars"."""
        return f"1er{day[1:]}" if self.lang == "fr" and day.startswith("1 ") else day

    def _numeric(self, value: int | float | Decimal, form: str) -> str:
        match form:
            case "":
                return self.number(value)
            case "plain":  # a year, a line number: no thousands mark
                return str(value)
            case "share":
                return self.share(float(value))
            case "times":
                return self.say("word.times", n=self.number(value))
            case _:
                return self.count(form, float(value))

    def _text(self, value: str, form: str) -> str:
        match form:
            case "":
                return plain(value, limit=300)
            case "date" | "month":
                day = _day_of(value)
                return self.fact(day, form) if day else plain(value)
            case _ if _is_number(value) and self.knows_plural(f"count.{form}"):
                return self._numeric(Decimal(value), form)
            case _:
                return self.name(form, value)

    def _unworded(self, key: str, facts: Mapping[str, object]) -> str:
        said = ", ".join(f"{plain(name)}={self.fact(value)}" for name, value in facts.items() if value is not None)
        return f"{plain(key)} ({said})" if said else plain(key)


class _Filler(string.Formatter):
    """str.format whose forms are the language's, and whose values are always made plain."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def format_field(self, value: Any, format_spec: str) -> str:
        return self.speech.fact(value, format_spec)


@lru_cache(maxsize=len(LANGUAGES))
def speech(lang: str) -> Speech:
    """The speech of `lang` ("fr", "fr-CA" ...); English for languages without words yet."""
    code = lang.lower().replace("_", "-").split("-")[0]
    code = code if code in LANGUAGES else LANGUAGES[0]
    words = gettext.translation("pratfall", localedir=LOCALES, languages=[code])
    return Speech(code, Locale.parse(_REGIONS[code]), words)


def placeholders(text: str) -> frozenset[str]:
    """Names of the facts a text asks for."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def _plural_index(lang: str, number: float) -> int:
    """The whole number whose plural form `number` takes: French says "1,5 heure", English "1.5 hours"."""
    size = abs(number)
    if lang == "fr":
        return 1 if size < 2 else 2
    return 1 if size == 1 else 2


def _day_of(value: str) -> date | None:
    """The day of "2026-03-01", "2026-03-01T09:00" or "2026-03", else None."""
    try:
        return date.fromisoformat(f"{value}-01" if len(value) == 7 else value[:10])
    except ValueError:
        return None


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False
