"""What an event did, in sentences: what could have been seen, what was, and what makes it doubtful."""

from __future__ import annotations

from pratfall.stats.impact import Impact

from .amounts import signed
from .speech import Speech


def impact_words(found: Impact, words: Speech) -> list[str]:
    effect = found.relative
    return [
        words.say(
            "impact.could_have_seen", rise=words.share(found.smallest_rise), fall=words.share(found.smallest_fall)
        ),
        words.say(
            "impact.found" if found.found else "impact.open",
            seen=words.number(found.seen),
            expected=words.number(found.expected),
            change=signed(effect.value, words),
            low=signed(effect.low, words),
            high=signed(effect.high, words),
        ),
        *(words.say(f"impact.{code}") for code in found.warnings),
    ]
