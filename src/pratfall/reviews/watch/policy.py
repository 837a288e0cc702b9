"""What an alarm is worth: how often chance shows as much, and whether that may be told.

One scale for everything: the yearly rate at which a quiet stream of this age and level shows as much
(`stats.rare_alarms`).

    sure           likely, and rate <= 0.05: one false in twenty years per stream
    likely         the rule of `stats.online_discovery` at 10 %: few of all that is told over time are false
    cannot tell    unusual: all streams together show so much by chance at most once a month
    (nothing)      a busy hour

docs/methods/online_discovery.md says what was measured.
"""

from __future__ import annotations

from pratfall.records.findings import Status
from pratfall.stats.backlash_stream import BacklashStream
from pratfall.stats.online_discovery import MEMORY_DAYS, allowed_rate
from pratfall.stats.rare_alarms import AGES, yearly_rate

SURE_RATE = 0.05  # false `sure` per stream and year; the promise is 1
LOUDEST = 12.0  # a year: what a stream by itself shows once a month says nothing, not even of a storm going on
UNUSUAL_A_YEAR = 365 / 30.4  # of all streams together
MEMORY_MINUTES = int(MEMORY_DAYS * 1440)
LEARNING_DAYS = AGES[0]  # of a stream before anything is said of it


def rate_of(score: float, stream: BacklashStream) -> float:
    """How often a year a quiet stream like this one alarms with this score or more."""
    days = stream.seen / stream.bins_per_day
    return yearly_rate(score, level=stream.level or 0.0, bins_per_day=stream.bins_per_day, days=days)


def status_of(rate: float, *, streams: int, told: int) -> Status | None:
    """`told`: incidents called likely in the year before. None: nothing to say."""
    if rate <= allowed_rate(told, streams):
        return Status.SURE if rate <= SURE_RATE else Status.LIKELY
    return Status.CANNOT_TELL if rate * streams <= UNUSUAL_A_YEAR else None
