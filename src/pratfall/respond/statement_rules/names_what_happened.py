"""Does it name what happened? Counted are words that say something of their own: no function words, no stock
sentences, no concern, no apology, no promise of the next word, nothing that only stands for what happened.

    telling words < FEWEST in a text  ->  advice, with the words that stand in for it ("the incident")
"""

from __future__ import annotations

import re

from pratfall.respond.statement import Kind
from pratfall.respond.statement_cues import Sentence, cues
from pratfall.text.languages import languages

from .case import Advice, Quote, Said

CODE, SOURCE = "names_what_happened", "specific_confession"
FEWEST = 4
SHORTEST = 4  # letters
WORD = re.compile(r"[^\W\d_]+")
ASKED = frozenset(Kind) - {Kind.UPDATE}
EMPTY_FAMILIES = ("concern", "apology", "pledge", "vague", "evasion", "blame", "guess")
BESIDE_IT = ("denial", "compensation", "superlative")  # sentences that are about something else


def check(said: Said) -> Advice | None:
    if said.kind not in ASKED:
        return None
    vague = tuple(lang for lang in said.written if len(telling(said.sentences(lang), lang)) < FEWEST)
    if not vague:
        return None
    quotes = tuple(Quote(lang, words) for lang in vague for words in cues(lang).found("vague", said.sentences(lang)))
    return Advice(CODE, SOURCE, quotes=quotes, langs=vague)


def telling(sentences: tuple[Sentence, ...], lang: str) -> frozenset[str]:
    """Words that say something of their own."""
    known, frequent = cues(lang), languages()[lang].frequent
    words: set[str] = set()
    for sentence in sentences:
        if known.stock.fullmatch(sentence.read.strip(" .!:")):
            continue
        if any(known.families[family].says.search(sentence.read) for family in BESIDE_IT):
            continue
        rest = sentence.read
        for family in EMPTY_FAMILIES:
            rest = known.families[family].says.sub(" ", rest)
        rest = known.stock.sub(" ", rest)
        words |= {word for word in WORD.findall(rest) if len(word) >= SHORTEST and word not in frequent}
    return frozenset(words)
