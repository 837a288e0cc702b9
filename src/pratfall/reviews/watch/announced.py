"""What the team announced, against what is heard: more talk is expected then, unless people are against it.

The rule of the review (`notice.backlash`): an alarm on a day announced for its account opens no incident while the mood
has not turned. What turns sour is told, with the name of what was announced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pratfall.records.scene import Planned
from pratfall.records.subjects import Account

from .binning import Source
from .events import instant


@dataclass(frozen=True)
class Announced:
    """`accounts`: whom each stream is about, by its key, where more is known of them than the stream says."""

    planned: Sequence[Planned] = ()
    accounts: Mapping[str, Sequence[Account]] = field(default_factory=dict)

    def at(self, source: Source, end: int) -> str:
        """Name of what was announced for the day on which the bin that ends at minute `end` began; "" for nothing."""
        day = instant(end - 1).date()
        concerned = self.accounts.get(source.key) or (Account(source.platform, source.account),)
        named = (p.name for p in self.planned if p.start <= day <= p.end and any(p.concerns(a) for a in concerned))
        return next(named, "")
