"""What an event did, in sentences: what could have been seen, what was, and what makes it doubtful.

found = pratfall.impact(visits_per_day, start=335, controls=other_accounts, season=7)
print(*pratfall.impact_words(found, lang="fr"), sep="\n")
"""

from __future__ import annotations

from pratfall.records.numbers import NotEnoughData
from pratfall.stats.impact import Impact

from . import amounts
from .speech import speech


def impact_words(found: Impact | NotEnoughData, lang: str = "en") -> list[str]:
    """Sentences for people, in the order they should be read."""
    words = speech(lang)
    if isinstance(found, NotEnoughData):
        return [amounts.amount(found, words)]
    effect = found.relative
    return [
        words.say(
            "impact.could_have_seen", rise=words.share(found.smallest_rise), fall=words.share(found.smallest_fall)
        ),
        words.say(
            "impact.found" if found.found else "impact.open",
            seen=words.number(found.seen),
            expected=words.number(found.expected),
            change=amounts.signed(effect.value, words),
            low=amounts.signed(effect.low, words),
            high=amounts.signed(effect.high, words),
        ),
        *(words.say(f"impact.{code}") for code in found.warnings),
    ]
