"""Does it hide behind words: "mistakes were made", "if anybody was offended", "any inconvenience"?"""

from __future__ import annotations

from .case import Advice, Said, quoting

CODE, SOURCE = "plain_words", "specific_confession"


def check(said: Said) -> Advice | None:
    return quoting(CODE, SOURCE, said.found("evasion"))
