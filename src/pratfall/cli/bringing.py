"""What `import` and `review` share: bring files in, show each report at once, remember the mapping."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from .arguments import utc_now
from .mapping import mappings_of, remember
from .printing import all_usable, each_file, note, say

if TYPE_CHECKING:
    from pratfall.lake import Lake
    from pratfall.lake.lock import Holder


def bring_in(lake: Lake, args: argparse.Namespace, show: Callable[[str], None]) -> bool:
    """Whether every file could be used. `show` takes the lines of the reports."""
    from pratfall.reviews.intake import import_paths
    from pratfall.sources.dates import DateOrder

    mappings = mappings_of(args)
    reports = import_paths(
        lake,
        args.paths,
        mappings=mappings,
        source=args.source,
        account=args.account,
        date_order=DateOrder(args.date_order or DateOrder.UNDECIDED),
        now=utc_now(),
        on_file=each_file(args.lang, show),
        on_wait=waiting_note(args.lang),
    )
    remember(args, mappings, reports)
    return all_usable(reports)


def waiting_note(lang: str) -> Callable[[Holder, float], None]:
    """Says once that another import is running, however long it takes."""
    told: set[str] = set()

    def tell(holder: Holder, _waited_seconds: float) -> None:
        if holder.who not in told:
            told.add(holder.who)
            note(say(lang, "cli.waiting", who=holder.who))

    return tell
