"""Reading, part by part: the embedded reader, topics and repeats, the heavier tiers. Beside each number what to beat.

    ./run bench text              everything (half an hour of one core)
    ./run bench text reader       one part: reader, topics, tiers

Each part is also a program of its own: python -m benchmarks.text_reader --fast, benchmarks.text_topics,
benchmarks.text_tiers. Needs the real data beside the project (PRATFALL_TEST_DATA, or ../shared/data).
"""

from __future__ import annotations

import runpy
import sys

PARTS = {"reader": "benchmarks.text_reader", "topics": "benchmarks.text_topics", "tiers": "benchmarks.text_tiers"}


def main() -> None:
    asked = sys.argv[1:] or list(PARTS)
    if unknown := [name for name in asked if name not in PARTS]:
        sys.exit(f"no part {', '.join(unknown)}: {', '.join(PARTS)}")
    sys.argv = sys.argv[:1]
    for name in asked:
        print(f"== {name}", flush=True)
        runpy.run_module(PARTS[name], run_name="__main__")


if __name__ == "__main__":
    main()
