"""Does it fit where it goes? Where it does not it goes out in numbered parts, and fewer people read the last."""

from __future__ import annotations

from pratfall.respond.lengths import LIMITS, length, split

from .case import Advice, Said

CODE, SOURCE = "length", "networks"


def check(said: Said) -> Advice | None:
    over = tuple(
        (place, lang, length(said.texts[lang], limit.rule), limit.most)
        for place in said.places
        if (limit := LIMITS.get(place)) is not None and limit.most is not None
        for lang in said.written
        if length(said.texts[lang], limit.rule) > limit.most
    )
    if not over:
        return None
    parts = max(len(split(said.texts[lang], LIMITS[place])) for place, lang, _, _ in over)
    return Advice(CODE, SOURCE, facts={"networks": tuple(dict.fromkeys(place for place, *_ in over)), "n": parts})
