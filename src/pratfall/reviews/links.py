"""Do the links in recent posts lead anywhere? Asked when somebody wants to know, and remembered with the day of asking.

    HOME/links/<key of the organisation>.sqlite3      readable by its owner alone

A link is asked again after a week. One host is asked by one thread at a time, a second between two questions: a check
must not look like an attack. Where no answer came from anywhere, we are offline, and nothing is held against any link.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import numpy as np

from pratfall.lake.schema import organisation_key
from pratfall.records.links import LinkCheck, LinkState
from pratfall.records.scene import Scene
from pratfall.text.links import ALL_NETWORK_HOSTS, SHORTENERS, on, parted

from .link_fetch import AGENT, fetch
from .outside import visitor

FOLDER = "links"
WAIT_SECONDS = 10
RECENT_DAYS = 180
MOST = 300  # newest links first: more would take half an hour
AGAIN_DAYS = 7
AT_ONCE = 4
PAUSE_SECONDS = 1.0  # between two questions to one host
QUIET_SECONDS, LOOK_SECONDS = 180.0, 0.2  # seven hops, asked twice, ten seconds each, are the longest honest way
TABLE = """
create table if not exists asked (url text primary key, at text not null, state text not null, status integer,
    landed text not null, hops integer not null, why text not null) without rowid
"""


class Links:
    """What is known of one organisation's links. Opens its database for each call."""

    def __init__(self, home: Path, organisation: str) -> None:
        self.path = home / FOLDER / f"{organisation_key(organisation)}.sqlite3"

    def known(self, now: datetime) -> dict[str, LinkCheck]:
        """The newest answer for each address, of those asked until `now`."""
        if not self.path.exists():
            return {}
        with self._open() as base:
            rows = base.execute("select url, at, state, status, landed, hops, why from asked").fetchall()
        checks = (_check(row) for row in rows)
        return {check.url: check for check in checks if check.asked <= now}

    def remember(self, checks: Iterable[LinkCheck]) -> None:
        """An answer that proves nothing does not replace one that did."""
        rows = [(c.url, c.asked.isoformat(), c.state.value, c.status, c.landed, c.hops, c.why) for c in checks]
        with self._open() as base, base:
            base.executemany(
                """insert into asked values (?, ?, ?, ?, ?, ?, ?) on conflict (url) do update set at = excluded.at,
                state = excluded.state, status = excluded.status, landed = excluded.landed, hops = excluded.hops,
                why = excluded.why where excluded.state != 'unknown' or asked.state = 'unknown'""",
                rows,
            )

    def forget(self) -> None:
        """All of it: addresses of an erased account's posts stand among the others, and any can be asked anew."""
        self.path.unlink(missing_ok=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(self.path, timeout=WAIT_SECONDS)) as base:
            base.execute(TABLE)
            yield base


def _check(row: Sequence[object]) -> LinkCheck:
    url, at, state, status, landed, hops, why = row
    return LinkCheck(
        url=str(url),
        asked=datetime.fromisoformat(str(at)),
        state=LinkState(str(state)),
        status=None if status is None else int(str(status)),
        landed=str(landed),
        hops=int(str(hops)),
        why=str(why),
    )


def recent(scene: Scene) -> list[str]:
    """Addresses that lead off the networks, from posts of the last half year, newest first."""
    posts = scene.posts
    since = np.datetime64(scene.now.astimezone(UTC).replace(tzinfo=None), "s") - np.timedelta64(RECENT_DAYS, "D")
    rows = np.flatnonzero(posts.published >= since)
    newest = rows[np.argsort(posts.published[rows], kind="stable")[::-1]]
    found = dict.fromkeys(url for row in newest for url in posts.links[row] if _leads_off(url))
    return list(found)[:MOST]


def _leads_off(url: str) -> bool:
    """Off the networks, or to where nobody can say without asking."""
    host, _ = parted(url)
    return url.startswith(("http://", "https://")) and (host in SHORTENERS or not on(host, ALL_NETWORK_HOSTS))


def due(links: Links, urls: Sequence[str], *, now: datetime) -> list[str]:
    """Those of `urls` nobody asked for within a week."""
    known = links.known(now)
    fresh = now - timedelta(days=AGAIN_DAYS)
    return [url for url in urls if url not in known or known[url].asked < fresh]


def check(links: Links, urls: Sequence[str], *, now: datetime, private_too: bool = False) -> list[LinkCheck]:
    """Ask for these addresses; what was learnt is remembered, and returned in their order."""
    checks = believable(ask(urls, now=now, private_too=private_too))
    links.remember(checks)
    return checks


def ask(urls: Sequence[str], *, now: datetime, private_too: bool = False) -> list[LinkCheck]:
    """In the order of `urls`. A server that drips an answer forever is left behind, and its link is unknown."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[parted(url)[0]].append(url)
    waiting, answers = deque(by_host.values()), dict[str, LinkCheck]()

    def work() -> None:
        with visitor(AGENT) as client, suppress(IndexError):  # nothing waits any more
            while True:
                for i, url in enumerate(waiting.popleft()):
                    time.sleep(PAUSE_SECONDS if i else 0.0)
                    answers[url] = fetch(client, url, asked=now, private_too=private_too)

    threads = [Thread(target=work, name="links", daemon=True) for _ in range(min(AT_ONCE, len(by_host)))]
    for thread in threads:
        thread.start()
    _wait(threads, answers)
    late = {url: LinkCheck(url=url, asked=now, state=LinkState.UNKNOWN, why="no_answer") for url in urls}
    return list({**late, **answers}.values())


def _wait(threads: Sequence[Thread], answers: Mapping[str, LinkCheck]) -> None:
    """Until all are done, or nothing new came for longer than any honest server takes."""
    known, since = 0, time.monotonic()
    while (busy := [thread for thread in threads if thread.is_alive()]) and time.monotonic() - since < QUIET_SECONDS:
        busy[0].join(LOOK_SECONDS)
        if len(answers) > known:
            known, since = len(answers), time.monotonic()


def believable(checks: Sequence[LinkCheck]) -> list[LinkCheck]:
    """Without one answer from anywhere, a host nobody knows proves only that we are offline."""
    if any(check.status is not None for check in checks):
        return list(checks)
    return [replace(check, state=LinkState.UNKNOWN) for check in checks]


def counted(checks: Iterable[LinkCheck]) -> Mapping[str, int]:
    """How many of each state, for the one line that is said after asking."""
    counts = dict.fromkeys((state.value for state in LinkState), 0)
    for each in checks:
        counts[each.state.value] += 1
    return counts
