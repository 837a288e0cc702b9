"""Everything that notices while it happens, measured beside what is published.

    ./run bench notice                 all parts
    ./run bench notice backlash        one of: backlash, fade, forecast, watch

Each part is a file `notice_<part>.py` here, and needs the real data beside the project (shared/data); without them it
says so.
"""

from __future__ import annotations

import sys
from importlib import import_module

PARTS = ("backlash", "fade", "forecast", "watch")


def main(wanted: list[str]) -> None:
    unknown = set(wanted) - set(PARTS)
    if unknown:
        sys.exit(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for part in wanted or PARTS:
        print(f"== {part}", flush=True)
        import_module(f"benchmarks.notice_{part}").main([])


if __name__ == "__main__":
    main(sys.argv[1:])
