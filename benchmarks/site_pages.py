"""What one request of each page costs: processor time and queries, without a network or a second reader."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .site_world import COOKIE_HOST, SLUG

TIMES = 5


@dataclass(frozen=True)
class Cost:
    """Medians over the addresses of a kind; `first_ms`: the first request of the process, caches empty."""

    page: str
    queries: int
    cpu_ms: float
    worst_ms: float
    first_ms: float
    kilobytes: float


def costs(session: str, addresses: Mapping[str, Sequence[str]]) -> list[Cost]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser = Client(headers={"host": COOKIE_HOST, "accept-language": "en", "accept-encoding": "gzip"})
    browser.cookies["pratfall_session"] = session
    found = []
    for page, known in addresses.items():
        spent, queries, size = [], [], 0
        for address in [a for a in known[:TIMES] for _ in range(TIMES)]:
            with CaptureQueriesContext(connection) as captured:
                began = time.process_time()
                answer = browser.get(f"/o/{SLUG}{address}")
                spent.append(1000 * (time.process_time() - began))
            assert answer.status_code == 200, (address, answer.status_code)
            queries.append(len(captured))
            size = max(size, len(answer.content))
        warm = spent[1:]
        found.append(
            Cost(page, round(statistics.median(queries)), statistics.median(warm), max(warm), spent[0], size / 1e3)
        )
    return found


def table(found: Sequence[Cost]) -> str:
    lines = [f"{'page':<12} {'queries':>7} {'CPU ms':>7} {'worst':>7} {'first':>7} {'KB sent':>8}"]
    lines += [
        f"{c.page:<12} {c.queries:>7} {c.cpu_ms:>7.0f} {c.worst_ms:>7.0f} {c.first_ms:>7.0f} {c.kilobytes:>8.1f}"
        for c in found
    ]
    return "\n".join(lines)
