"""Fifty people at once: pages over 400 accounts, on PostgreSQL, while somebody imports and somebody edits.

    ./run bench site                       makes the organisation (minutes), then measures for two minutes
    ./run bench site --keep FOLDER         keeps it there, and finds it there the next time
    ./run bench site --accounts 50 --seconds 30 --sqlite

Two tables. First what one request of a page costs by itself: queries and processor time, which say whether two cores
can carry it, however busy the machine is. Then what fifty sessions wait for, clicking with 2 to 8 seconds between two
clicks, from another process, over HTTP, on a server that has run for a while. An import, and with it a new review,
falls in that time, and over and over two people save the same plan at the same moment. The yardstick in the same run
is the stylesheet: a file the same server sends with no database and no page to make.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

from . import site_pages, site_world
from .lake import say, x_header, x_lines

PEOPLE = 50
YARDSTICK = "yardstick"
BAR_SECONDS = 0.3
PART_SECONDS = 10
WEIGHTS = {"monday": 6, "finding": 6, "review": 4, "account": 4, "post": 4, "plan": 4, "plans": 3, YARDSTICK: 3}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench site", description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--accounts", type=int, default=400)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--keep", type=Path, help="folder for the organisation; default: a temporary one")
    parser.add_argument("--sqlite", action="store_true", help="SQLite in place of PostgreSQL")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        home = (options.keep or Path(temporary)).absolute()
        with nullcontext("") if options.sqlite else database() as address:
            os.environ |= {"PRATFALL_HOME": str(home), "OMP_NUM_THREADS": "1"} | (
                {"DATABASE_URL": address} if address else {}
            )
            run(home, options.accounts, options.seconds)
    return 0


@contextmanager
def database() -> Iterator[str]:
    import socket

    from tests import postgres

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with postgres.running(port) as address:
        yield address


def run(home: Path, accounts: int, seconds: int) -> None:
    from pratfall.cli.serve import begin

    if not (home / "lake").is_dir():
        until = datetime.now(UTC).date() - timedelta(days=1)
        site_world.import_all(home, site_world.make_files(home / "exports", accounts, until))
    begin(home)
    members = site_world.make_team(PEOPLE)
    addresses = {page: known for page, known in site_world.addresses().items() if known}
    sessions = site_world.cookies([member.user for member in members])
    say(f"{accounts} accounts, {len(members)} people, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before")
    say(site_pages.table(site_pages.costs(sessions[0], addresses)))
    with serving() as base:
        plan = {
            "base": base,
            "seconds": seconds,
            "sessions": sessions,
            "weights": WEIGHTS,
            "addresses": {
                **{page: [f"/o/{site_world.SLUG}{a}" for a in known] for page, known in addresses.items()},
                YARDSTICK: ["/static/pratfall/site.css"],
            },
        }
        (home / "load.json").write_text(json.dumps(plan), encoding="utf-8")
        warm(base, sessions[0])
        with editing(base, sessions, addresses["plan form"][0], seconds) as edits, importing(home, seconds):
            load = subprocess.run(
                [sys.executable, "-m", "benchmarks.site_load", str(home / "load.json")],
                check=True,
                capture_output=True,
                text=True,
            )
    report(json.loads(load.stdout))
    say(f"two saving one plan at once: {dict(Counter(edits))}; load {os.getloadavg()[0]:.1f} after")


@contextmanager
def serving() -> Iterator[str]:
    command = [sys.executable, "-m", "pratfall", "serve", "--port", "0", "--lang", "en"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = re.search(r"http://[\w.]+:\d+", server.stderr.readline())
        assert address is not None
        threading.Thread(target=server.stderr.read, daemon=True).start()
        try:
            yield address[0]
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)


def warm(base: str, session: str) -> None:
    """Each process has read the review once in each language, as one that has run since yesterday has."""
    import httpx

    for lang in ("en", "fr") * 4:
        headers = {"accept-language": lang, "connection": "close"}  # whichever process takes the next
        address = f"{base}/o/{site_world.SLUG}/"
        httpx.get(address, headers=headers, cookies={"pratfall_session": session}, timeout=120).raise_for_status()


@contextmanager
def importing(home: Path, seconds: int) -> Iterator[None]:
    """One more account's file, a quarter into the time: the lake changes, and with it the review."""
    import numpy as np

    end = datetime.now(UTC)
    path = home / f"tweet_activity_metrics_late{end:%H%M%S}_{end:%Y%m%d}_{end:%Y%m%d}_en.csv"
    lines = x_lines(np.random.default_rng(1), path.name.split("_")[3], end - timedelta(days=90), end, 60)
    path.write_text(x_header() + "".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "pratfall", "import", "--organisation", site_world.SLUG, str(path)]
    timer = threading.Timer(seconds / 4, lambda: subprocess.run(command, check=True, capture_output=True))
    timer.start()
    yield
    timer.join()


@contextmanager
def editing(base: str, sessions: list[str], form: str, seconds: int) -> Iterator[list[str]]:
    """Two managers open the same plan, and save another text each at the same moment; over and over."""
    told: list[str] = []
    stop = threading.Event()
    thread = threading.Thread(target=_edit, args=(f"{base}/o/{site_world.SLUG}{form}", sessions[:2], told, stop))
    thread.start()
    yield told
    stop.set()
    thread.join(60)


def _edit(address: str, sessions: list[str], told: list[str], stop: threading.Event) -> None:
    """Notes "both saved" (a lost update), "one saved, one told", or what else happened."""
    from concurrent.futures import ThreadPoolExecutor

    import httpx

    from_here = {"referer": address, "origin": address.split("/o/")[0]}
    browsers = [
        httpx.Client(cookies={"pratfall_session": session}, headers=from_here, timeout=120) for session in sessions
    ]
    with ThreadPoolExecutor(2) as both:
        for turn in range(10_000):
            if stop.wait(2):
                return
            forms = [_Form(browser.get(address).text).fields for browser in browsers]
            for who, form in enumerate(forms):
                form |= {"hypothesis": [f"turn {turn} by {who}"], "why": ["we know more"]}
            saved = sorted(both.map(lambda b, f: b.post(address, data=f).status_code, browsers, forms))
            (kept,) = _Form(browsers[0].get(address).text).fields["hypothesis"]
            whole = kept.strip() in {form["hypothesis"][0] for form in forms}
            names = {(302, 409): "one saved, one told", (302, 302): "BOTH SAVED"}
            told.append(names.get(tuple(saved), str(saved)) if whole else f"LOST: {kept!r} after {saved}")


class _Form(HTMLParser):
    """What a browser would send back of the page's forms that carry `seen`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.within = self.area = self.choice = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "input" and name and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self.fields.setdefault(name, []).append(value)
        elif tag == "textarea":
            self.area = name
            self.fields[name] = [""]
        elif tag == "select":
            self.choice = name
        elif tag == "option" and self.choice and "selected" in given:
            self.fields.setdefault(self.choice, []).append(value)

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""


def report(clicks: list[tuple[str, float, int, float]]) -> None:
    whole = [seconds for page, seconds, _, _ in clicks if page != YARDSTICK]
    yardstick = statistics.median(s for page, s, _, _ in clicks if page == YARDSTICK)
    say(f"{'page':<12} {'clicks':>6} {'p50 ms':>7} {'p95 ms':>7} {'max ms':>7} {'yardsticks':>10}")
    for page in dict.fromkeys(page for page, *_ in clicks):
        took = sorted(s for p, s, *_ in clicks if p == page)
        p50, p95 = statistics.median(took), took[min(len(took) - 1, int(0.95 * len(took)))]
        ms = " ".join(f"{1e3 * s:>7.0f}" for s in (p50, p95, took[-1]))
        say(f"{page:<12} {len(took):>6} {ms} {p50 / yardstick:>10.1f}")
    fast = sum(s <= BAR_SECONDS for s in whole) / len(whole)
    answers = Counter(status for _, _, status, _ in clicks)
    parts = [[s for p, s, _, at in clicks if p != YARDSTICK and at // PART_SECONDS == n] for n in range(1000)]
    shares = " ".join(f"{100 * sum(s <= BAR_SECONDS for s in p) / len(p):.0f}" for p in parts if p)
    say(f"% within the bar, every {PART_SECONDS} seconds (the import begins after a quarter): {shares}")
    say(
        f"{len(whole)} pages, {100 * fast:.1f} % within {1e3 * BAR_SECONDS:.0f} ms (bar: 95 %); answers {dict(answers)}"
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
