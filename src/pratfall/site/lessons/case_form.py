"""The form of a case: fields and rows as they are typed, the facts they make, and which field an error is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import normalize

from babel import Locale
from django.http import QueryDict

from pratfall.learn.cases import KINDS, LANGUAGES, SECTORS, Case, Stands, Statement
from pratfall.learn.cases.case import NETWORKS
from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns.forms import number_of
from pratfall.site.lessons.case_words import advice_name, network_name
from pratfall.site.lessons.services.cases import advice_known
from pratfall.site.setbacks.services.keeping import storable

FEWEST_ROWS, MORE_ROWS, MOST_ROWS = 3, 3, 40
LINE, TEXT, URL = 160, 1_500, 500
PLAIN = ("organisation", "sector", "country", "began", "kind")
SOURCE = ("title", "publisher", "url", "language", "dated", "read")
LISTS = ("did", "followed", "advice", "sources")
NO_COUNTRIES = ("EZ", "QO", "XA", "XB", "ZZ")  # what Unicode lists beside countries, to test software with
PLACE = re.compile(r"(\w+)(?: (\d+))?(?:: (\w+))?")


@dataclass(frozen=True)
class Field:
    """`kind`: "line", "area", "select", "check" or "url". `options`: (value, words) of a select."""

    name: str
    label: str
    kind: str = "line"
    value: str = ""
    hint: str = ""
    error: str = ""
    required: bool = False
    longest: int = LINE
    options: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Typed:
    """Values by field name. `langs`: what it is told in. `rows`: how many of each list are shown."""

    values: Mapping[str, str]
    networks: tuple[str, ...]
    langs: tuple[str, ...]
    rows: int

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "").strip()

    def filled(self, part: str) -> list[int]:
        """Numbers of the rows somebody wrote into; a choice alone is nothing written."""
        names = SOURCE[:3] if part == "sources" else (*LANGUAGES, "when", "sources")
        return [n for n in range(1, MOST_ROWS + 1) if any(self[f"{part}_{n}_{name}"] for name in names)]


def typed(post: QueryDict) -> Typed:
    values = {name: storable(text)[: 4 * TEXT] for name, text in post.items() if isinstance(text, str)}
    rows = min(max(number_of(post.get("rows")), FEWEST_ROWS), MOST_ROWS)
    return Typed(values, tuple(post.getlist("network"))[: len(NETWORKS)], langs_of(post.get("langs", "")), rows)


def begun(lang: str, langs: str = "") -> Typed:
    """An empty form, in the reader's language where no other is asked for."""
    return Typed({}, (), langs_of(langs or lang), FEWEST_ROWS)


def of_case(case: Case) -> Typed:
    """What the fields hold for a case; its sources are numbered as they come."""
    numbers = {source.id: str(n) for n, source in enumerate(case.sources, 1)}
    values = {name: str(getattr(case, name)) for name in PLAIN}
    values |= {f"title_{lang}": text for lang, text in case.title.items()}
    values |= {f"lesson_{lang}": text for lang, text in case.lesson.items()}
    values |= _statement_typed("happened", case.happened, numbers)
    for part, statements in (("did", case.did), ("followed", case.followed)):
        for n, statement in enumerate(statements, 1):
            values |= _statement_typed(f"{part}_{n}", statement, numbers)
    for n, advice in enumerate(case.advice, 1):
        values |= {f"advice_{n}_about": advice.about, f"advice_{n}_stands": str(advice.stands)}
        values |= {f"advice_{n}_{lang}": text for lang, text in advice.words.items()}
    for n, source in enumerate(case.sources, 1):
        values |= {f"sources_{n}_{name}": str(getattr(source, name) or "") for name in SOURCE}
    longest = max(len(case.did), len(case.followed), len(case.advice), len(case.sources))
    return Typed(values, case.networks, case.languages, min(max(longest + 1, FEWEST_ROWS), MOST_ROWS))


def langs_of(text: str) -> tuple[str, ...]:
    """ "fr" or "en fr"; the first language there is for anything else."""
    return tuple(lang for lang in LANGUAGES if lang in text.split()) or LANGUAGES[:1]


def facts(given: Typed, slug: str, today: date) -> dict[str, Any]:
    """For learn.cases.check. What was left empty is missing in it, so that it is named."""
    return {
        "slug": slug,
        **{name: given[name] for name in PLAIN},
        "networks": list(given.networks),
        "title": _words(given, "title"),
        "happened": _statement(given, "happened"),
        "lesson": _words(given, "lesson"),
        **{part: [_statement(given, f"{part}_{n}") for n in given.filled(part)] for part in ("did", "followed")},
        "advice": [_advice(given, f"advice_{n}") for n in given.filled("advice")],
        "sources": [_source(given, n, today) for n in given.filled("sources")],
    }


def field_of(place: str, given: Typed) -> str:
    """The field an error's place ("did 2: sources") is about."""
    match = PLACE.match(place)
    part, number, name = match.groups() if match else (place, None, None)
    if part == "slug":
        return "organisation"
    if part not in LISTS:
        return f"{part}_{name or given.langs[0]}" if part in ("title", "happened", "lesson") else part
    rows = given.filled(part)
    row = rows[int(number) - 1] if number and int(number) <= len(rows) else 1
    return f"{part}_{row}_{name or ('url' if part == 'sources' else given.langs[0])}"


def complaint(field: str, words: Speech) -> str:
    """What is asked for there."""
    part = field.rsplit("_", 1)[-1]
    kinds = {
        "when": "when",
        "began": "when",
        "dated": "when",
        "url": "url",
        "sources": "sources",
        "networks": "networks",
    }
    chosen = ("sector", "kind", "country", "about", "stands", "language")
    return words.say(f"case.asked.{'choice' if part in chosen else kinds.get(part, 'text')}")


@dataclass(frozen=True)
class Row:
    """`open`: something is written there, something is wrong there, or it is the first."""

    number: int
    fields: Sequence[Field]

    @property
    def open(self) -> bool:
        return self.number == 1 or any(field.error or field.value for field in self.fields)


class Shown:
    """The form for a template."""

    def __init__(self, given: Typed, words: Speech, wrong: str = ""):
        self.given, self.words, self.wrong = given, words, wrong
        self.rows, self.langs = given.rows, " ".join(given.langs)

    def basics(self) -> Iterator[Field]:
        yield self._field("organisation", "organisation", required=True)
        yield self._field("sector", "sector", "select", options=self._named("case.sector", SECTORS), required=True)
        yield self._field("country", "country", "select", options=_countries(self.words), required=True)
        yield self._field("began", "began", hint="when", required=True, longest=10)
        yield self._field("kind", "kind", "select", options=self._named("case.kind", KINDS), required=True)

    def networks(self) -> list[tuple[str, str, bool]]:
        return [(code, network_name(code, self.words), code in self.given.networks) for code in NETWORKS]

    def networks_error(self) -> str:
        return complaint("networks", self.words) if self.wrong == "networks" else ""

    def told(self) -> Iterator[Field]:
        yield from self._texts("title", "title", longest=300, kind="line")
        yield from self._texts("happened", "happened")
        yield self._field("happened_sources", "cited", hint="cited", required=True, longest=80)

    def lesson(self) -> Iterator[Field]:
        yield from self._texts("lesson", "lesson")

    def did(self) -> Iterator[Row]:
        yield from self._statements("did")

    def followed(self) -> Iterator[Row]:
        yield from self._statements("followed")

    def advice(self) -> Iterator[Row]:
        about = [(code, advice_name(code, self.words)) for code in advice_known()]
        for n in range(1, self.rows + 1):
            base = f"advice_{n}"
            fields = [
                self._field(f"{base}_about", "about", "select", options=about),
                self._field(f"{base}_stands", "stands", "select", options=self._named("case.stands", tuple(Stands))),
                *self._texts(base, "advice_why", required=False),
            ]
            yield Row(n, fields)

    def sources(self) -> Iterator[Row]:
        languages = self._named("lang_name", (*LANGUAGES, "de", "es", "it", "nl"))
        for n in range(1, self.rows + 1):
            base = f"sources_{n}"
            fields = [
                self._field(f"{base}_title", "source_title", longest=300),
                self._field(f"{base}_publisher", "publisher"),
                self._field(f"{base}_url", "url", "url", longest=URL),
                self._field(f"{base}_language", "source_language", "select", options=languages),
                self._field(f"{base}_dated", "dated", longest=10),
                self._field(f"{base}_read", "read", "check"),
            ]
            yield Row(n, fields)

    def _statements(self, part: str) -> Iterator[Row]:
        for n in range(1, self.rows + 1):
            base = f"{part}_{n}"
            fields = [
                self._field(f"{base}_when", "when", longest=10),
                *self._texts(base, "what", required=False),
                self._field(f"{base}_sources", "cited", longest=80),
            ]
            yield Row(n, fields)

    def _texts(
        self, base: str, label: str, *, kind: str = "area", longest: int = TEXT, required: bool = True
    ) -> Iterator[Field]:
        """One field for each language it is told in, with the language beside the label where there are two."""
        for lang in self.given.langs:
            field = self._field(f"{base}_{lang}", label, kind, required=required, longest=longest)
            beside = f" ({self.words.name('lang_name', lang)})" if len(self.given.langs) > 1 else ""
            yield Field(**{**field.__dict__, "label": field.label + beside})

    def _field(self, name: str, label: str, kind: str = "line", *, hint: str = "", **more: Any) -> Field:
        return Field(
            name=name,
            label=self.words.say(f"case.field.{label}"),
            kind=kind,
            value=self.given[name],
            hint=self.words.say(f"case.hint.{hint}") if hint else "",
            error=complaint(name, self.words) if name == self.wrong else "",
            **more,
        )

    def _named(self, family: str, codes: Sequence[str]) -> list[tuple[str, str]]:
        return [(str(code), self.words.name(family, code)) for code in codes]


def _countries(words: Speech) -> list[tuple[str, str]]:
    """As a reader looks for them: an accent does not send a country to the end of the list."""
    named = Locale(words.lang).territories.items()
    found = ((c, str(n)) for c, n in named if re.fullmatch("[A-Z]{2}", c) and c not in NO_COUNTRIES)
    return sorted(found, key=lambda one: normalize("NFKD", one[1]).encode("ascii", "ignore").lower())


def _words(given: Typed, base: str) -> dict[str, str]:
    """In every language it is told in; an empty one is there as such, so that it is named."""
    return {lang: given[f"{base}_{lang}"] for lang in given.langs}


def _statement(given: Typed, base: str) -> dict[str, Any]:
    cited = [f"s{number}" for number in re.findall(r"\d{1,3}", given[f"{base}_sources"])]
    when = {"when": given[f"{base}_when"]} if given[f"{base}_when"] else {}
    return when | {"sources": list(dict.fromkeys(cited))} | _words(given, base)


def _statement_typed(base: str, one: Statement, numbers: Mapping[str, str]) -> dict[str, str]:
    cited = ", ".join(numbers[source] for source in one.sources)
    return {f"{base}_when": one.when, f"{base}_sources": cited} | {f"{base}_{lang}": t for lang, t in one.words.items()}


def _advice(given: Typed, base: str) -> dict[str, Any]:
    return {"about": given[f"{base}_about"], "stands": given[f"{base}_stands"]} | _words(given, base)


def _source(given: Typed, n: int, today: date) -> dict[str, Any]:
    base = f"sources_{n}"
    table = {name: given[f"{base}_{name}"] for name in ("title", "publisher", "url", "language")}
    dated = {"dated": given[f"{base}_dated"]} if given[f"{base}_dated"] else {}
    read = given[f"{base}_read"]  # a day where it was read before, "yes" where the box was just ticked
    day = read if re.fullmatch(r"\d{4}-\d\d-\d\d", read) else today.isoformat()
    return {"id": f"s{n}"} | table | dated | ({"read": day} if read else {})
