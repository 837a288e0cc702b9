"""One stream being listened to: its scores so far, what it expects, and how far it has been read."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from math import exp, isnan, log, sqrt

import numpy as np

from pratfall.stats import backlash
from pratfall.stats.backlash_stream import BacklashStream
from pratfall.stats.count_level import LEVEL_HALF_LIFE_DAYS

from .binning import Source
from .policy import LEARNING_DAYS

BAND = 0.95
QUANTILE = 1.96  # normal, of BAND
REMEMBERED_DAYS = 2 * LEVEL_HALF_LIFE_DAYS / log(2)  # days of equal weight that know the level as well


@dataclass
class Listener:
    """`next_bin`: the first bin not heard yet, counted since 1970 in the stream's own width."""

    source: Source
    first_bin: int
    next_bin: int
    stream: BacklashStream
    label: str = ""
    last_known: int | None = None  # newest bin with data
    digest: str = ""  # of the newest counts heard, where they may be restated later

    @classmethod
    def new(cls, source: Source, first_bin: int, label: str = "") -> Listener:
        return cls(source, first_bin, first_bin, BacklashStream(bins_per_day=1440 // source.bin_minutes), label)

    @property
    def judged(self) -> bool:
        """Heard for long enough that its alarms mean something."""
        return self.stream.seen / self.stream.bins_per_day >= LEARNING_DAYS

    def hear(self, count: float) -> float:
        """How far the next bin's count goes, in [0, 1), whether or not an earlier one went further.

        What an episode has told already is known to its incident; the stream's own memory of it is not used.
        """
        self.stream.last_alarm = 0.0
        score = self.stream.update(count)
        if not isnan(count):
            self.last_known = self.next_bin
        self.next_bin += 1
        return score

    def usual(self, span_bins: int = 1) -> float:
        """What the newest `span_bins` bins usually hold together."""
        s = self.stream
        if s.level is None:
            return 0.0
        per_hour = sum(s.hours) / len(s.hours)
        slots = ((s.bins - 1 - i) * len(s.hours) // s.bins_per_day % len(s.hours) for i in range(span_bins))
        return sum(s.level * s.hours[slot] / per_hour for slot in slots)

    def newest(self, span_bins: int) -> float:
        """Sum of the newest `span_bins` counts, as far as the stream remembers them."""
        ring = self.stream.recent
        return sum(ring[(self.stream.bins - 1 - i) % len(ring)] for i in range(min(span_bins, len(ring))))

    def loudest(self) -> tuple[int, float, float]:
        """The span, in bins, that stands out most now, its count and what is usual for it."""
        s = self.stream
        spans = backlash.windows(backlash.SUM_MINUTES, s.bins_per_day)
        counts = np.array([self.newest(n) for n in spans])
        usual = np.maximum(np.array([self.usual(n) for n in spans]), 1e-3)
        out = backlash.signed_deviance(counts, usual, np.array(spans) / s.dispersion)
        best = int(np.argmax(out))
        return spans[best], float(counts[best]), float(usual[best])

    def high(self, usual: float, span_bins: int) -> float:
        """Upper end of what 95 of 100 such spans hold, at the stream's own scatter."""
        from scipy.stats import nbinom

        size = span_bins / self.stream.dispersion
        return float(nbinom.ppf((1 + BAND) / 2, size, size / (size + max(usual, 1e-3))))

    def times_low(self, count: float, usual: float) -> float:
        """How many times the usual `count` is, at the low end: counted is counted, the usual is an estimate.

        The interval of `stats.rate_ratio` for a mean of as many bins as the level remembers.
        """
        s = self.stream
        bins = min(s.seen, REMEMBERED_DAYS * s.bins_per_day)
        events = max((s.level or 0.0) * bins, 0.5)
        spread = sqrt(1 / events + s.dispersion / max(bins, 1))
        return count / max(usual, 1e-3) * exp(-QUANTILE * spread)

    def state(self) -> str:
        return json.dumps(self.stream.state())


def stream_of(state: str) -> BacklashStream | None:
    """The saved stream; None where another version saved it, which then learns anew."""
    saved = json.loads(state)
    known = {f.name for f in fields(BacklashStream)}
    return BacklashStream(**saved) if saved.keys() == known else None
