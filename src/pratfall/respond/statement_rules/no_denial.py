"""Does a lawyer speak: denial, "no comment", no liability? Plain acknowledgement restores part of the trust."""

from __future__ import annotations

from .case import Advice, Said, quoting

CODE, SOURCE = "no_denial", "acknowledge"


def check(said: Said) -> Advice | None:
    return quoting(CODE, SOURCE, said.found("denial"))
