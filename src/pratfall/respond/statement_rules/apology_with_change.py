"""Does an apology say what changes? It raises blame and hope of reform alike; only reform outweighs the blame."""

from __future__ import annotations

from .case import Advice, Quote, Said

CODE, SOURCE = "apology_with_change", "reform"


def check(said: Said) -> Advice | None:
    apologies = {quote.lang for quote in said.found("apology")}
    lacking = tuple(lang for lang in said.without("change") if lang in apologies)
    if not lacking:
        return None
    pledges: tuple[Quote, ...] = tuple(quote for quote in said.found("pledge") if quote.lang in lacking)
    return Advice(CODE, SOURCE, "vague" if pledges else "", quotes=pledges, langs=lacking)
