"""Does it promise to come back stronger? Satisfaction sometimes does; purchases, recommendations and image do not."""

from __future__ import annotations

from .case import Advice, Said, quoting

CODE, SOURCE = "no_superlative_comeback", "paradox"


def check(said: Said) -> Advice | None:
    return quoting(CODE, SOURCE, said.found("superlative"))
