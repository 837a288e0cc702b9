"""A case as the facts a row keeps, and as the file somebody shares. Reading either gives the same case again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .case import Advice, Case, Source, Statement

ESCAPED = {'"': '\\"', "\\": "\\\\"}


def as_facts(case: Case) -> dict[str, Any]:
    """Plain values only, as JSON has them."""
    return {
        "slug": case.slug,
        "organisation": case.organisation,
        "sector": case.sector,
        "country": case.country,
        "networks": list(case.networks),
        "began": case.began,
        "kind": case.kind,
        "title": dict(case.title),
        "happened": _statement(case.happened),
        "lesson": dict(case.lesson),
        "did": [_statement(one) for one in case.did],
        "followed": [_statement(one) for one in case.followed],
        "advice": [_advice(one) for one in case.advice],
        "sources": [_source(one) for one in case.sources],
    }


def as_toml(case: Case) -> str:
    """The file, ending in a newline."""
    return "\n".join(_lines(as_facts(case))) + "\n"


def _lines(facts: Mapping[str, Any]) -> Iterator[str]:
    plain = {key: value for key, value in facts.items() if isinstance(value, str) or key == "networks"}
    yield from _pairs(plain)
    for name in ("title", "happened", "lesson"):
        yield from ("", f"[{name}]", *_pairs(facts[name]))
    for name in ("did", "followed", "advice", "sources"):
        for entry in facts[name]:
            yield from ("", f"[[{name}]]", *_pairs(entry))


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, list):
            yield f"{key} = [{', '.join(_quoted(one) for one in value)}]"
        else:
            yield f"{key} = {_quoted(value)}"


def _quoted(text: str) -> str:
    """A basic string of TOML; what the reader lets in has no control characters."""
    return '"' + "".join(ESCAPED.get(letter, letter) for letter in text) + '"'


def _statement(one: Statement) -> dict[str, Any]:
    when = {"when": one.when} if one.when else {}
    return when | {"sources": list(one.sources)} | dict(one.words)


def _advice(one: Advice) -> dict[str, Any]:
    return {"about": one.about, "stands": str(one.stands)} | dict(one.words)


def _source(one: Source) -> dict[str, Any]:
    table = {"id": one.id, "title": one.title, "publisher": one.publisher, "url": one.url, "language": one.language}
    dated = {"dated": one.dated} if one.dated else {}
    return table | dated | ({"read": one.read.isoformat()} if one.read else {})
