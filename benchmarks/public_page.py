"""The public page under attack: 2,000 requests a second from a file on two cores, while a team works.

    ./run bench public_page                    a small team, SQLite, one process
    ./run bench public_page --people 50 --processes 2
    ./run bench public_page --nginx nginx      beside it, nginx sending the same files, where there is one

Everything in one run, readers and team in processes of their own on the same cores: how much the page's server can send
alone, what the team waits for without readers, and both together at 2,000 a second. Peers of the same run: the file
WhiteNoise sends from the same process (through the middleware every page of ours has), and nginx.
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
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil

from . import site_world
from .lake import say

RATE, CONNECTIONS = 2_000, 100
PAGE = "/updates/under-attack/en/"
PEER = "/static/pratfall/site.css"
UPDATES = 12
NGINX = """
worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 1024; }}
http {{
  access_log off; default_type text/html; keepalive_requests 1000000; types {{ text/css css; }}
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; location /updates/ {{ alias {public}/; gzip_static on; index index.html; }} }}
}}
"""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench public_page")
    parser.add_argument("--accounts", type=int, default=30)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--nginx", help="the program, to compare with")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        os.environ |= {"PRATFALL_HOME": str(home), "OMP_NUM_THREADS": "1"}
        run(home, options)
    return 0


def run(home: Path, options: argparse.Namespace) -> None:
    from pratfall.cli.beginning import begin

    until = datetime.now(UTC).date() - timedelta(days=1)
    site_world.import_all(home, site_world.make_files(home / "exports", options.accounts, until))
    begin(home)
    members = site_world.make_team(options.people)
    publish(members[0])
    sessions = site_world.cookies([member.user for member in members])
    addresses = {page: [f"/o/{site_world.SLUG}{a}" for a in known] for page, known in site_world.addresses().items()}
    team = {"sessions": sessions, "addresses": {p: a for p, a in addresses.items() if a}, "weights": {}}
    say(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before; page {size(home)} bytes, packed")
    with serving(options.processes) as (base, server):
        warm(base, sessions[0])
        alone = readers(home, base, PAGE, options.seconds / 2, server=server)
        told("the page, as fast as it goes", alone)
        told("WhiteNoise's file, same process", readers(home, base, PEER, options.seconds / 4, server=server))
        if options.nginx:
            with nginx(home, options.nginx) as peer:
                told("nginx, the same files", readers(home, peer, PAGE, options.seconds / 2))
        waited("the team alone", clicking(home, base, team, options.seconds)())
        clicks = clicking(home, base, team, options.seconds)
        storm = readers(home, base, PAGE, options.seconds, rate=RATE, server=server)
        told(f"{RATE} a second, while the team works", storm)
        waited("the team meanwhile", clicks())
    met, failed = storm["requests"] / storm["seconds"], storm["failed"]
    say(f"{met:.0f} of {RATE} requests a second answered, {failed:.0f} failed; load {os.getloadavg()[0]:.1f} after")


def publish(owner: Any) -> None:
    """A page as it looks after a bad day."""
    from pratfall.site.setbacks.models import Setback
    from pratfall.site.setbacks.public import making
    from pratfall.site.setbacks.services import publishing

    now = datetime.now(UTC)
    setback = Setback.objects.create(
        organisation=owner.organisation, title="x", began_at=now, opened_at=now, first_word_due_at=now
    )
    given = {"setback": setback, "actor": owner.user, "now": now}
    publishing.open_page(slug="under-attack", title_en="What happened", title_fr="Ce qui s’est passé", **given)
    words = "We know a little more than this morning, and say it here first. " * 6
    for number in range(UPDATES):
        publishing.publish(text_en=f"{number}. {words}", text_fr=f"{number}. {words}", state="fixing", **given)
    making.make_all(now)


def size(home: Path) -> int:
    return (home / "public" / "under-attack" / "en" / "index.html.gz").stat().st_size


@contextmanager
def serving(processes: int) -> Iterator[tuple[str, psutil.Process]]:
    command = [sys.executable, "-m", "pratfall", "serve", "--port", "0", "--lang", "en", "--processes", str(processes)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = re.search(r"http://[\w.]+:\d+", server.stderr.readline())
        assert address is not None
        threading.Thread(target=server.stderr.read, daemon=True).start()
        try:
            yield address[0], psutil.Process(server.pid)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)


@contextmanager
def nginx(home: Path, program: str) -> Iterator[str]:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = home / "nginx"
    folder.mkdir()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, public=home / "public"))
    home.chmod(0o755)  # its workers are another user's
    with subprocess.Popen([program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]) as server:
        time.sleep(1)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


def warm(base: str, session: str) -> None:
    """Each process has read the review once, and made each kind of page that reads it."""
    import httpx

    for lang in ("en", "fr") * 4:
        headers = {"accept-language": lang, "connection": "close"}
        address = f"{base}/o/{site_world.SLUG}/"
        httpx.get(address, headers=headers, cookies={"pratfall_session": session}, timeout=120).raise_for_status()


def readers(
    home: Path, base: str, path: str, seconds: float, *, rate: float = 0, server: psutil.Process | None = None
) -> dict[str, float]:
    """Adds `server_us`, processor time of the server per request, all it did meanwhile included."""
    parts = urlsplit(base)
    plan = {"host": parts.hostname, "port": parts.port, "path": path, "seconds": seconds, "rate": rate}
    (home / "readers.json").write_text(json.dumps({**plan, "connections": CONNECTIONS}), encoding="utf-8")
    before = used(server)
    command = [sys.executable, "-m", "benchmarks.public_load", str(home / "readers.json")]
    made = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(made.stdout)
    return {**found, "server_us": 1e6 * (used(server) - before) / found["requests"]}


def used(server: psutil.Process | None) -> float:
    """Seconds of processor time of a server and the processes that answer for it, its worker left out."""
    if server is None:
        return 0.0
    own = [server, *(p for p in server.children() if "pratfall.site.worker" not in " ".join(p.cmdline()))]
    return sum(sum(process.cpu_times()[:2]) for process in own)


def clicking(home: Path, base: str, team: dict[str, Any], seconds: int) -> Any:
    """Begins; the function returned waits for the end and gives the clicks."""
    (home / "team.json").write_text(json.dumps({**team, "base": base, "seconds": seconds}), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.site_load", str(home / "team.json")]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    return lambda: json.loads(running.communicate()[0])


def told(what: str, found: dict[str, float]) -> None:
    per_second = found["requests"] / found["seconds"]
    own = f"{found['server_us']:.0f} us of the server" if found["server_us"] else ""
    ms = ", ".join(f"{name[:-3]} {found[name]:.1f} ms" for name in ("p50_ms", "p95_ms", "max_ms"))
    say(f"{what:<40} {per_second:>7.0f}/s  {ms}  {own} {found['cpu_us']:.0f} us of the reader")


def waited(what: str, clicks: Sequence[Sequence[Any]]) -> None:
    took = sorted(seconds for _, seconds, _, _ in clicks)
    failed = sum(status not in (200, 302) for _, _, status, _ in clicks)
    p50, p95 = (1e3 * s for s in (statistics.median(took), took[min(len(took) - 1, int(0.95 * len(took)))]))
    say(f"{what:<40} {len(took):>5} pages  p50 {p50:.0f} ms, p95 {p95:.0f} ms, {failed} failed")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
