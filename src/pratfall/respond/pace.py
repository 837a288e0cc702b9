"""When the first word is due, and when the next. The evidence's pace; a team may set its own.

    first word     within the hour of its beginning          Coombs; French practice says the same (C)
    next words     every 30 to 60 minutes for two hours,     PagerDuty says every 20 minutes for two hours, for
                   then every 4 hours, then daily            outages; slower for social media is our own reading (C)

A whole hour would be over before it began where somebody notices late, so whoever opens it has at least half of one.
While people come back a word a week is enough: half of all crises are still public after a month (Freshfields 2013).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)
FIRST_WORD_WITHIN = HOUR
LEFT_AT_LEAST = timedelta(minutes=30)
BUSY_FOR = timedelta(hours=2)  # from the first word
FIRST_DAY = timedelta(hours=24)
WHILE_RECOVERING = timedelta(days=7)

# By severity: minutes between words in the first two hours, on the rest of the first day, and after it.
MINUTES: Mapping[int, tuple[int, int, int]] = {
    1: (60, 24 * 60, 24 * 60),
    2: (60, 4 * 60, 24 * 60),
    3: (45, 4 * 60, 24 * 60),
    4: (30, 4 * 60, 24 * 60),
}


def first_word_due(*, began_at: datetime, opened_at: datetime) -> datetime:
    """An hour after it began, and never less than half an hour after it was opened."""
    return max(began_at + FIRST_WORD_WITHIN, opened_at + LEFT_AT_LEAST)


def next_word_due(
    *, said_at: datetime, first_word_at: datetime, severity: int, own_minutes: int | None, recovering: bool
) -> datetime:
    """When the next word is due after one at `said_at`. `own_minutes`: the team's own pace, None for the evidence's."""
    if own_minutes is not None:
        return said_at + timedelta(minutes=own_minutes)
    if recovering:
        return said_at + WHILE_RECOVERING
    busy, same_day, later = MINUTES[severity]
    since = said_at - first_word_at
    minutes = busy if since < BUSY_FOR else same_day if since < FIRST_DAY else later
    return said_at + timedelta(minutes=minutes)
