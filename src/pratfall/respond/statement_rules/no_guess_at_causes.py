"""Is a cause guessed at? What turns out otherwise has to be taken back in public."""

from __future__ import annotations

from .case import Advice, Said, quoting

CODE, SOURCE = "no_guess_at_causes", "listen_first"


def check(said: Said) -> Advice | None:
    return quoting(CODE, SOURCE, said.found("guess"))
