"""A case from a file or from a form, or an error that names the place in it and what was expected there."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NoReturn
from urllib.parse import urlsplit

from pratfall.errors import SettingsError

from .case import KINDS, LANGUAGES, NETWORKS, SECTORS, Advice, Case, Source, Stands, Statement, Words

LARGEST_BYTES = 60_000
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NAMED = re.compile(r"[a-z][a-z0-9_]{0,40}")
WHEN = re.compile(r"(19|20)\d\d(-\d\d(-\d\d)?)?")
DEEP = re.compile(r"""[\s\[\w"'-]*+(?:\.[\s\w"'-]*+){9}.*""")  # keys in keys: the parser takes quadratic time over them
LONGEST_SLUG, LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT, LONGEST_URL = 80, 160, 300, 1_500, 500
MOST = 40
HEAD = frozenset(Case.__dataclass_fields__)
STATEMENT = frozenset({"sources", "when", *LANGUAGES})
ADVICE = frozenset({"about", "stands", *LANGUAGES})
SOURCE = frozenset(Source.__dataclass_fields__)


def read(text: str, *, file: str) -> Case:
    """Raises SettingsError naming the file, the place in it and what was expected there."""
    if len(text.encode()) > LARGEST_BYTES:
        raise SettingsError("case_too_long", file=file, most=LARGEST_BYTES)
    if deep := next(filter(DEEP.fullmatch, text.splitlines()), ""):
        raise SettingsError("settings_not_toml", file=file, detail=f"{deep.strip()[:40]}…")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError("settings_not_toml", file=file, detail=str(error)) from error
    return check(table, file=file)


def check(table: Mapping[str, Any], *, file: str) -> Case:
    """The same of facts that are parsed already. Raises SettingsError; its fact `key` is the place."""
    return _Checking(file).case(table)


class _Checking:
    def __init__(self, file: str):
        self.file = file
        self.languages: frozenset[str] | None = None  # the title's: everything else is told in the same ones

    def case(self, table: Mapping[str, Any]) -> Case:
        self.known(table, HEAD, "")
        title = self.words(table.get("title"), "title", LONGEST_LINE)
        sources = tuple(self.source(one, f"sources {n}") for n, one in self.listed(table, "sources", least=1))
        ids = [source.id for source in sources]
        self.expect(len(set(ids)) == len(ids), "sources: id", "one of its own for each source")
        return Case(
            slug=self.slug(table.get("slug")),
            organisation=self.line(table.get("organisation"), "organisation", LONGEST_NAME),
            sector=self.one_of(table.get("sector"), "sector", SECTORS),
            country=self.country(table.get("country")),
            networks=self.networks(table.get("networks")),
            began=self.when(table.get("began"), "began"),
            kind=self.one_of(table.get("kind"), "kind", KINDS),
            title=title,
            happened=self.statement(table.get("happened"), "happened", ids),
            did=tuple(self.statement(one, f"did {n}", ids) for n, one in self.listed(table, "did", least=1)),
            followed=tuple(self.statement(one, f"followed {n}", ids) for n, one in self.listed(table, "followed")),
            lesson=self.words(table.get("lesson"), "lesson", LONGEST_TEXT),
            advice=tuple(self.advice(one, f"advice {n}") for n, one in self.listed(table, "advice")),
            sources=sources,
        )

    def listed(self, table: Mapping[str, Any], name: str, *, least: int = 0) -> Sequence[tuple[int, Mapping[str, Any]]]:
        given = table.get(name, [])
        right = isinstance(given, list) and least <= len(given) <= MOST and all(isinstance(e, dict) for e in given)
        self.expect(right, name, f"{least} to {MOST} [[{name}]]")
        return list(enumerate(given, 1))

    def statement(self, given: Any, where: str, ids: Sequence[str]) -> Statement:
        table = self.table(given, where)
        self.known(table, STATEMENT, where)
        cited = table.get("sources")
        right = isinstance(cited, list) and bool(cited) and len(cited) <= MOST and all(one in ids for one in cited)
        self.expect(right, f"{where}: sources", f"one or more of {', '.join(ids)}")
        words = {lang: text for lang, text in table.items() if lang in LANGUAGES}
        when = self.when(table["when"], f"{where}: when") if "when" in table else ""
        return Statement(self.words(words, where, LONGEST_TEXT), tuple(cited or ()), when)

    def advice(self, given: Any, where: str) -> Advice:
        table = self.table(given, where)
        self.known(table, ADVICE, where)
        about, stands = table.get("about"), table.get("stands")
        self.expect(isinstance(about, str) and NAMED.fullmatch(about) is not None, f"{where}: about", "a-z, 0-9, _")
        words = {lang: text for lang, text in table.items() if lang in LANGUAGES}
        known = Stands(self.one_of(stands, f"{where}: stands", tuple(Stands)))
        return Advice(str(about), known, self.words(words, where, LONGEST_TEXT))

    def source(self, given: Any, where: str) -> Source:
        table = self.table(given, where)
        self.known(table, SOURCE, where)
        name, lang = table.get("id"), table.get("language")
        self.expect(isinstance(name, str) and NAMED.fullmatch(name) is not None, f"{where}: id", "a-z, 0-9, _")
        two = isinstance(lang, str) and re.fullmatch("[a-z]{2}", lang) is not None
        self.expect(two, f"{where}: language", '"en", "fr", ...')
        return Source(
            id=str(name),
            title=self.line(table.get("title"), f"{where}: title", LONGEST_LINE),
            publisher=self.line(table.get("publisher"), f"{where}: publisher", LONGEST_NAME),
            url=self.url(table.get("url"), f"{where}: url"),
            language=str(lang),
            dated=self.when(table["dated"], f"{where}: dated") if "dated" in table else "",
            read=self.day(table["read"], f"{where}: read") if "read" in table else None,
        )

    def slug(self, given: Any) -> str:
        named = isinstance(given, str) and len(given) <= LONGEST_SLUG and SLUG.fullmatch(given) is not None
        self.expect(named and given != "new", "slug", "a-z, 0-9, -")
        return str(given)

    def url(self, given: Any, where: str) -> str:
        """Only https: it becomes a link others click on."""
        text = self.line(given, where, LONGEST_URL)
        try:
            parts = urlsplit(text)
            right = parts.scheme == "https" and "." in (parts.hostname or "") and not parts.username
        except ValueError:
            right = False
        self.expect(right and not any(letter in text for letter in " <>\"'`\\"), where, "https://...")
        return text

    def country(self, given: Any) -> str:
        right = isinstance(given, str) and re.fullmatch("[A-Z]{2}", given) is not None
        self.expect(right, "country", '"FR", "US", ...')
        return str(given)

    def networks(self, given: Any) -> tuple[str, ...]:
        right = isinstance(given, list) and bool(given) and all(one in NETWORKS for one in given)
        self.expect(right and len(set(given)) == len(given), "networks", ", ".join(NETWORKS))
        return tuple(given)

    def when(self, given: Any, where: str) -> str:
        text = given.isoformat() if isinstance(given, date) and not isinstance(given, datetime) else given
        self.expect(isinstance(text, str) and WHEN.fullmatch(text) is not None, where, "2011, 2011-02, 2011-02-15")
        try:
            date.fromisoformat((str(text) + "-01-01")[:10])
        except ValueError:
            self.expect(False, where, "a day there is")
        return str(text)

    def day(self, given: Any, where: str) -> date:
        text = self.when(given, where)
        self.expect(len(text) == len("2011-02-15"), where, "2011-02-15")
        return date.fromisoformat(text)

    def words(self, given: Any, where: str, longest: int) -> Words:
        """In every language the title is told in, and in no other."""
        spoken = isinstance(given, Mapping) and bool(given) and set(given) <= set(LANGUAGES)
        self.expect(spoken, where, '{en = "...", fr = "..."}')
        told = {lang: self.line(given[lang], f"{where}: {lang}", longest) for lang in LANGUAGES if lang in given}
        self.languages = self.languages or frozenset(told)
        self.expect(set(told) == self.languages, where, f"told in {', '.join(sorted(self.languages))}")
        return told

    def line(self, given: Any, where: str, longest: int) -> str:
        """Text on one line; French spaces stay as they are, what no eye sees goes nowhere."""
        right = isinstance(given, str) and 0 < len(given.strip()) <= longest
        self.expect(right, where, f"1 to {longest} letters")
        text = re.sub(r"[ \t\r\n]+", " ", given).strip()
        self.expect(all(unicodedata.category(letter)[0] != "C" for letter in text), where, "letters one can see")
        return text

    def one_of(self, given: Any, where: str, known: Sequence[str]) -> str:
        self.expect(isinstance(given, str) and given in known, where, " | ".join(known))
        return str(given)

    def table(self, given: Any, where: str) -> Mapping[str, Any]:
        self.expect(isinstance(given, Mapping), where, "a table")
        return given  # type: ignore[no-any-return]

    def known(self, table: Mapping[str, Any], known: frozenset[str], where: str) -> None:
        for key in sorted(str(key) for key in table.keys() - known):
            place = f"{where} {key[:40]}".strip()
            raise SettingsError("settings_key_unknown", file=self.file, key=place, known=", ".join(sorted(known)))

    def expect(self, holds: bool, where: str, expected: str) -> None:
        if not holds:
            self.wrong(where, expected)

    def wrong(self, where: str, expected: str) -> NoReturn:
        raise SettingsError("settings_value_wrong", file=self.file, key=where, expected=expected)
