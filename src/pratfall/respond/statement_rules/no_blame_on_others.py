"""Is somebody else blamed? Even where it is true, readers hear an excuse, and the fix weighs more than whose fault."""

from __future__ import annotations

from .case import Advice, Said, quoting

CODE, SOURCE = "no_blame_on_others", "matched_response"


def check(said: Said) -> Advice | None:
    return quoting(CODE, SOURCE, said.found("blame"))
