"""When is the next export due, and what will be missing if it does not come?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pratfall.records.review import AccountState

from .models import Expected


class Feed(StrEnum):
    """BLIND    too old already: a failure there can be seen by nobody
    LATE     the agreed day is over; verdicts still hold
    SOON     verdicts end within a week
    FINE
    UNKNOWN  no dated data
    """

    BLIND = "blind"
    LATE = "late"
    SOON = "soon"
    FINE = "fine"
    UNKNOWN = "unknown"


SOON_DAYS = 7


@dataclass(frozen=True)
class Line:
    """`due`: by agreement, None without one. `blind_from`: when verdicts end if nothing newer comes."""

    state: AccountState
    expected: Expected | None
    feed: Feed
    due: datetime | None
    blind_from: datetime | None


def lines(accounts: Iterable[AccountState], expected: Sequence[Expected], now: datetime) -> list[Line]:
    """Most urgent first."""
    agreed = {(e.platform, e.account_id): e for e in expected}
    found = [_line(state, agreed.get((state.account.platform, state.account.account_id)), now) for state in accounts]
    order = list(Feed)
    latest = now + timedelta(days=10_000)
    return sorted(found, key=lambda line: (order.index(line.feed), line.blind_from or latest))


def _line(state: AccountState, expected: Expected | None, now: datetime) -> Line:
    newest, blind_from = state.freshness.newest, state.freshness.good_until
    due = newest + timedelta(days=expected.every_days) if newest and expected else None
    if newest is None:
        feed = Feed.UNKNOWN
    elif state.freshness.stale or (blind_from and blind_from <= now):
        feed = Feed.BLIND
    elif due and due <= now:
        feed = Feed.LATE
    elif blind_from and blind_from <= now + timedelta(days=SOON_DAYS):
        feed = Feed.SOON
    else:
        feed = Feed.FINE
    return Line(state, expected, feed, due, blind_from)
