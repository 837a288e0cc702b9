"""How somebody who may help is spoken of: by the name the team gave, else as somebody of a network; and why them."""

from __future__ import annotations

from collections.abc import Mapping

from pratfall.reviews.render.plain import plain
from pratfall.reviews.render.speech import Speech

SHORT = 12  # characters of a pseudonym


def named(name: str, platform: str, author: str, words: Speech) -> str:
    """A pseudonym is not read out in full: nobody knows anybody by it."""
    if not name:
        return words.say("ally.erased")
    if not author or name != author:
        return plain(name)
    return words.say("ally.somebody", network=words.name("network", platform), short=author[:SHORT])


def why_them(found: Mapping[str, object], words: Speech) -> str:
    """The numbers they were found by: "12 comments on 9 days in a year, 3 of them defend you, none is angry"."""
    facts = {name: found.get(name) for name in ("comments", "days", "defended", "angry", "lately", "likes")}
    said = words.say("ally.why_them", **facts)
    return said if facts["likes"] is None else f"{said} {words.say('ally.likes', **facts)}"
