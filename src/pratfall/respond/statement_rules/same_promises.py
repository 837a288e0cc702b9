"""Do both languages promise the same: both there, the same times, days, numbers, links and contacts, an apology in
both or in neither? Our own rule: nobody has studied it, and whoever reads both languages compares.
"""

from __future__ import annotations

from pratfall.respond.promises import differences, promises
from pratfall.respond.statement import LANGUAGES
from pratfall.respond.statement_sources import OWN

from .case import Advice, Quote, Said

CODE, SOURCE = "same_promises", OWN
ENGLISH, FRENCH = LANGUAGES


def check(said: Said) -> Advice | None:
    missing = tuple(lang for lang in LANGUAGES if lang not in said.written)
    if missing:
        return Advice(CODE, SOURCE, "missing", langs=missing)
    apologies = said.found("apology")
    sides = {quote.lang for quote in apologies}
    if len(sides) == 1:
        return Advice(CODE, SOURCE, "apology", quotes=apologies, langs=tuple(set(LANGUAGES) - sides))
    told = differences(promises(said.texts[ENGLISH], ENGLISH), promises(said.texts[FRENCH], FRENCH))
    quotes = tuple(
        Quote(lang, words)
        for only in told.values()
        for lang, side in zip(LANGUAGES, only, strict=True)
        for words in side
    )
    return Advice(CODE, SOURCE, "differ", quotes=quotes, facts={"kinds": tuple(told)}) if told else None
