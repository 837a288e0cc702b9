"""Fifty people clicking, as a process of its own: python -m benchmarks.site_load PLAN.json

Each has a session of their own, opens a page, reads a while, opens the next. What every click took goes to standard
output as JSON: [[kind of page, seconds, status, seconds since the beginning], ...].
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import httpx

READS_SECONDS = (2.0, 8.0)  # between two clicks of one person


async def person(plan: dict[str, Any], number: int, until: float, seen: list[tuple[str, float, int, float]]) -> None:
    rng = random.Random(number)
    kinds = list(plan["addresses"])
    weights = [plan["weights"].get(kind, 1) for kind in kinds]
    headers = {"accept-language": ("en", "fr")[number % 2], "accept-encoding": "gzip"}
    cookies = {"pratfall_session": plan["sessions"][number]}
    async with httpx.AsyncClient(base_url=plan["base"], headers=headers, cookies=cookies, timeout=120) as browser:
        await asyncio.sleep(rng.uniform(0, READS_SECONDS[1]))
        while time.perf_counter() < until:
            (kind,) = rng.choices(kinds, weights)
            address = rng.choice(plan["addresses"][kind])
            began = time.perf_counter()
            try:
                status = (await browser.get(address)).status_code
            except httpx.HTTPError:
                status = 0  # no answer
            seen.append((kind, time.perf_counter() - began, status, began - until + plan["seconds"]))
            await asyncio.sleep(rng.uniform(*READS_SECONDS))


async def everybody(plan: dict[str, Any]) -> list[tuple[str, float, int, float]]:
    seen: list[tuple[str, float, int, float]] = []
    until = time.perf_counter() + plan["seconds"]
    await asyncio.gather(*(person(plan, number, until, seen) for number in range(len(plan["sessions"]))))
    return seen


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(everybody(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))))
