"""Read what stands at an address somebody else chose: every hop judged, at most so many bytes, at most so long.

A server may answer for ever, a byte at a time; the time counts from the question to the last byte, over all hops.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx

from .outside import Stopped, addresses_of, answer_of, parsed

MOST_HOPS = 6
MOST_BYTES = 5_000_000
MOST_SECONDS = 30.0
# One packing, and one that grows a thousandfold at most: others make gigabytes of a few bytes.
PACKED = ("", "identity", "gzip", "deflate")


@dataclass(frozen=True)
class Read:
    """`address`: where it stood in the end. `body`: what was read of it; `cut`: there was more."""

    address: str
    status: int
    kind: str  # "text/html"
    charset: str  # "" unknown
    body: bytes
    cut: bool = False

    @property
    def text(self) -> str:
        """As the server or, where it says nothing, Unicode says it is written; what fits neither is marked."""
        for name in (self.charset, "utf-8"):
            try:
                return self.body.decode(name) if name else self.body.decode()
            except (LookupError, UnicodeDecodeError):
                continue
        return self.body.decode("cp1252", errors="replace")


def read(
    client: httpx.Client,
    url: str,
    *,
    private_too: bool = False,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
) -> Read:
    """What stands at `url`. `private_too`: also inside this network, for tests on loopback. Raises Stopped."""
    at, until = url, time.monotonic() + most_seconds
    for _ in range(MOST_HOPS + 1):
        target = parsed(at)
        addresses = addresses_of(target, private_too)
        with answer_of(client, "GET", target, addresses[0], headers={"Accept-Encoding": "gzip, deflate"}) as answer:
            onward = answer.headers.get("location") if answer.is_redirect else None
            if onward is None:
                return _read(answer, str(target), most_bytes, until)
        if time.monotonic() > until:
            raise Stopped("no_answer")
        at = urljoin(at, onward)
    raise Stopped("too_many_redirects")


def _read(answer: httpx.Response, address: str, most_bytes: int, until: float) -> Read:
    if answer.headers.get("content-encoding", "").strip().lower() not in PACKED:
        raise Stopped("unreachable")
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    body, cut = bytearray(), False
    for part in answer.iter_bytes():  # as it comes: to wait for more of it is to wait for who sends it
        body += part
        if len(body) > most_bytes:
            del body[most_bytes:]
            cut = True
            break
        if time.monotonic() > until:
            raise Stopped("no_answer")
    return Read(address, answer.status_code, kind, answer.charset_encoding or "", bytes(body), cut)
