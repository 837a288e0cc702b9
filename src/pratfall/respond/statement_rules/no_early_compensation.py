"""Is compensation offered in public while people are still angry? It draws more complaints. A closing word may."""

from __future__ import annotations

from pratfall.respond.statement import Kind

from .case import Advice, Said, quoting

CODE, SOURCE = "no_early_compensation", "compensation"


def check(said: Said) -> Advice | None:
    if said.kind is Kind.CLOSING:
        return None
    return quoting(CODE, SOURCE, said.found("compensation"))
