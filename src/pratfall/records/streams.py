"""A stream: how much was said to an account (or to all of them), bin by bin. No data is never a calm."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .subjects import Subject

Array = Any
MINUTES_PER_DAY = 1440


@dataclass(frozen=True)
class Stream:
    """Counts of what others wrote, in bins of `bin_minutes` from `start` on.

    `counts` (n,) float: NaN where nothing known speaks for the bin, 0 only where something does and nobody wrote.
    `rows` (k,) int: rows of Scene.comments that were counted, in order of time; none where only totals are known.
    `accounts`: indices into Scene.accounts.
    """

    subject: Subject
    platform: str  # "" for all accounts together
    what: str  # "comments", "mentions"
    start: Any  # datetime64[s], UTC, the beginning of a bin
    bin_minutes: int
    counts: Array
    accounts: tuple[int, ...] = ()
    rows: Array = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if self.bin_minutes <= 0 or MINUTES_PER_DAY % self.bin_minutes:
            raise ValueError(f"a day cannot be cut into bins of {self.bin_minutes} minutes")

    @property
    def bins_per_day(self) -> int:
        return MINUTES_PER_DAY // self.bin_minutes

    def __len__(self) -> int:
        return len(self.counts)
