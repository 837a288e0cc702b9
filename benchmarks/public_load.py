"""Many readers of one page, as a process of its own: python -m benchmarks.public_load PLAN.json

Connections stay open, as browsers and proxies keep them. With a rate every request has its moment, and its time counts
from there, so that a server that stumbles is not spared the requests it kept from being sent. To standard output as
JSON: {"requests", "seconds", "failed", "p50_ms", "p95_ms", "max_ms", "cpu_us"}; `cpu_us`: of this process, per request.
"""

from __future__ import annotations

import json
import resource
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TAKEN = 1 << 17


@dataclass
class Reader:
    """One connection. `due`: when its next request should leave; `left`: bytes of the answer still to come."""

    socket: socket.socket
    due: float
    began: float = 0.0
    left: int | None = None
    head: bytes = b""
    waiting: bool = False
    took: list[float] = field(default_factory=list)
    failed: int = 0

    def ask(self, request: bytes) -> None:
        self.began, self.waiting, self.left, self.head = self.due, True, None, b""
        self.socket.send(request)

    def take(self, now: float) -> bool:
        """Whether the answer is whole."""
        data = self.socket.recv(TAKEN)
        if not data:
            raise ConnectionError("the server hung up")
        if self.left is None:
            self.head += data
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return False
            self._begin(self.head[:end].lower(), len(self.head) - end - 4)
        else:
            self.left -= len(data)
        if self.left:
            return False
        self.waiting = False
        self.took.append(now - self.began)
        return True

    def _begin(self, head: bytes, come: int) -> None:
        at = head.index(b"content-length:") + 15
        self.left = int(head[at:].split(b"\r\n", 1)[0]) - come
        self.failed += not head.startswith(b"http/1.1 200")


def run(plan: dict[str, Any]) -> dict[str, float]:
    request = (
        f"GET {plan['path']} HTTP/1.1\r\nHost: {plan['host']}:{plan['port']}\r\n"
        "Accept: text/html\r\nAccept-Encoding: gzip\r\nUser-Agent: public_load\r\n\r\n"
    ).encode()
    every, rate = plan["connections"], plan["rate"]
    began = time.perf_counter()
    until, gap = began + plan["seconds"], every / rate if rate else 0.0
    selector = selectors.DefaultSelector()
    readers = []
    for number in range(every):
        line = socket.create_connection((plan["host"], plan["port"]))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        readers.append(Reader(line, began + number / rate if rate else began))
        selector.register(line, selectors.EVENT_READ, readers[-1])
    while (now := time.perf_counter()) < until:
        for reader in readers:
            if not reader.waiting and reader.due <= now:
                reader.ask(request)
        for key, _ in selector.select(0.001 if rate else 1.0):
            reader = key.data
            now = time.perf_counter()
            if reader.waiting and reader.take(now):
                reader.due = reader.due + gap if rate else now
                if not rate:
                    reader.ask(request)
    return report(readers, time.perf_counter() - began)


def report(readers: list[Reader], seconds: float) -> dict[str, float]:
    took = sorted(each for reader in readers for each in reader.took)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "requests": len(took),
        "seconds": seconds,
        "failed": sum(reader.failed for reader in readers),
        "p50_ms": 1e3 * took[len(took) // 2],
        "p95_ms": 1e3 * took[int(0.95 * len(took))],
        "max_ms": 1e3 * took[-1],
        "cpu_us": 1e6 * (used.ru_utime + used.ru_stime) / len(took),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
