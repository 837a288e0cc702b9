"""From events to counts per bin, whatever order they come in, each event once.

A bin is closed when the feed's own clock, the newest time seen less GRACE_MINUTES, has passed its end; what comes
later is counted as late and changes nothing. The clock never runs backwards, and one wild time in the future does
not move it: a jump of more than a day counts when the next event confirms it.

No events is a count of zero while the feed lives. When nothing at all arrives for far longer than this feed ever
paused, it is taken for a collector that stood still: no data, which is never a calm.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from math import nan

from .events import Event

GRACE_MINUTES = 10
# How long events are remembered: to know them again, and for what people said before. Busy feeds say enough in days.
KEPT_MINUTES, KEPT_SPARSE_MINUTES, SPARSE_BIN_MINUTES = 4 * 1440, 15 * 1440, 60
JUMP_MINUTES = 1440
DEAD_GAPS = 50.0  # mean pauses without any event that mean an outage
WHOLE = ""  # the account of the stream of all accounts together


class Fate(StrEnum):
    KEPT = "kept"
    REPEATED = "repeated"
    LATE = "late"
    HELD = "held"  # too far in the future to be believed yet


@dataclass(frozen=True)
class Source:
    """Whose talk a stream counts. `what`: mentions, comments, readings ..."""

    platform: str
    account: str
    what: str
    bin_minutes: int

    @property
    def key(self) -> str:
        return "|".join((self.platform, self.account, self.what, str(self.bin_minutes)))

    @property
    def whole(self) -> bool:
        """All accounts together."""
        return not self.platform and self.account == WHOLE

    @classmethod
    def of_key(cls, key: str) -> Source:
        platform, account, what, width = key.split("|")
        return cls(platform, account, what, int(width))


@dataclass(frozen=True)
class Heard:
    """Counts of one stream in bins `first`, `first` + 1, ...; bin b covers the minutes from b * bin_minutes on."""

    source: Source
    first: int
    counts: tuple[float, ...]
    label: str = ""


@dataclass
class Binner:
    """Open bins of one feed. `recent` remembers events by id as (stream key, bin, minute, text, count)."""

    bin_minutes: int
    what: str = "mentions"
    readings: bool = False
    newest: int | None = None
    oldest: int = 0
    kept: int = 0
    late: int = 0
    repeated: int = 0
    next_bin: dict[str, int] = field(default_factory=dict)
    silent: list[tuple[int, int]] = field(default_factory=list)  # bins (from, to) in which the collector stood still
    recent: dict[str, tuple[str, int, int, str, float]] = field(default_factory=dict)
    held: Event | None = None
    fresh: list[str] = field(default_factory=list)  # ids added since the last save
    open: dict[str, dict[int, float]] = field(default_factory=dict)

    @property
    def clock(self) -> int | None:
        """Minute up to which the feed is taken to be complete."""
        return None if self.newest is None else self.newest - GRACE_MINUTES

    @property
    def kept_minutes(self) -> int:
        return KEPT_SPARSE_MINUTES if self.bin_minutes >= SPARSE_BIN_MINUTES else KEPT_MINUTES

    def add(self, event: Event) -> Fate:
        if event.id in self.recent or (self.held and event.id == self.held.id):
            self.repeated += 1
            return Fate.REPEATED
        if self.newest is not None and event.minute > self.newest + JUMP_MINUTES:
            before, self.held = self.held, event
            if before is None or abs(before.minute - event.minute) > JUMP_MINUTES:
                return Fate.HELD
            self.held = None
            self._count(min(before, event, key=lambda e: e.minute))
            return self._count(max(before, event, key=lambda e: e.minute))
        self.held = None
        return self._count(event)

    def _count(self, event: Event) -> Fate:
        number = event.minute // self.bin_minutes
        clock = self.clock
        if clock is not None and (number + 1) * self.bin_minutes <= clock:
            self.late += 1
            return Fate.LATE
        self._advance(event.minute)
        source = Source(event.platform, event.account, self.what, self.bin_minutes)
        if source.key not in self.next_bin:
            self._begin(source, number)
        # Out of order within the grace, before the stream's first bin: the stream begins where it was first heard.
        if number >= self.next_bin[source.key]:
            bins = self.open.setdefault(source.key, {})
            bins[number] = event.count if self.readings else bins.get(number, 0.0) + event.count
        self.recent[event.id] = (source.key, number, event.minute, event.text, event.count)
        self.fresh.append(event.id)
        self.kept += 1
        return Fate.KEPT

    def _begin(self, source: Source, number: int) -> None:
        self.next_bin[source.key] = number
        whole = Source("", WHOLE, self.what, self.bin_minutes)
        if len(self.next_bin) == 2 and whole.key not in self.next_bin and not self.readings:
            self.next_bin[whole.key] = number

    def _advance(self, minute: int) -> None:
        if self.newest is None:
            self.newest = self.oldest = minute
            return
        pause = minute - self.newest
        usual = (self.newest - self.oldest) / max(self.kept, 1)
        if not self.readings and self.kept >= 100 and pause > max(DEAD_GAPS * usual, 6 * self.bin_minutes):
            self.silent.append((self.newest // self.bin_minutes + 1, minute // self.bin_minutes))
        self.newest = max(self.newest, minute)

    def closed(self, *, ended: bool = False) -> list[Heard]:
        """Counts of the bins that are complete by now, per stream; each is handed out once.

        `ended`: nothing more will come, so the grace is over; the last bin is still left out, being cut short.
        """
        clock = self.newest if ended else self.clock
        if clock is None:
            return []
        until = clock // self.bin_minutes
        out = [self._close(key, first, until) for key, first in self.next_bin.items() if first < until]
        whole = Source("", WHOLE, self.what, self.bin_minutes)
        heard = [h for h in out if h.source != whole]
        if whole.key in self.next_bin and len(out) > len(heard):
            heard.append(self._together(whole, self.next_bin[whole.key], until, heard))
        for h in heard:
            self.next_bin[h.source.key] = until
        return heard

    def _close(self, key: str, first: int, until: int) -> Heard:
        bins = self.open.get(key, {})
        missing = nan if self.readings else 0.0
        counts = tuple(nan if self._dead(b) else bins.pop(b, missing) for b in range(first, until))
        return Heard(Source.of_key(key), first, counts)

    def _dead(self, number: int) -> bool:
        return any(start <= number < end for start, end in self.silent)

    def _together(self, whole: Source, first: int, until: int, parts: list[Heard]) -> Heard:
        totals = [0.0] * (until - first)
        for part in parts:
            for i, count in enumerate(part.counts, start=part.first - first):
                if i >= 0:
                    totals[i] += count
        return Heard(whole, first, tuple(totals))

    def forget(self) -> list[str]:
        """Ids of events too old to matter, dropped here and to be dropped from what is stored."""
        if self.newest is None:
            return []
        edge = self.newest - self.kept_minutes
        old = [key for key, (_, _, minute, _, _) in self.recent.items() if minute < edge]
        for key in old:
            del self.recent[key]
        bins = edge // self.bin_minutes
        self.silent = [(a, b) for a, b in self.silent if b > bins]
        return old
