"""Sends the files of the public pages before any session, database or page of ours is asked: they must be read when
everybody comes at once. What lies on disk is kept ready in memory; a request asks the disk only whether it changed.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.http import http_date, parse_http_date_safe

from pratfall.site.body_limit import App, Message, Receive, Send

from .folder import PACKED

OK, NOT_MODIFIED, GONE = 200, 304, 410
GONE_FILE = "gone.html"
_PATH = re.compile(r"/updates/([a-z0-9-]{1,80})/((?:en/|fr/)?(?:index\.html|feed\.xml|page\.css)?)", re.ASCII)
_TAKES_GZIP = re.compile(rb"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
_KINDS = {".html": "text/html", ".xml": "application/atom+xml", ".css": "text/css"}
# A reader sees an update within half a minute; whatever keeps copies may show an older one while it fetches, and for a
# day when we cannot be reached at all.
CACHE = "public, max-age=30, stale-while-revalidate=300, stale-if-error=86400"
HEADERS = {
    "Cache-Control": CACHE,
    "Vary": "Accept-Encoding",
    "X-Robots-Tag": "all",  # said aloud, since every other page of ours asks not to be found
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SECURE = {"Strict-Transport-Security": "max-age=31536000"}

Raw = tuple[tuple[bytes, bytes], ...]
Asked = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Form:
    """One way a file is sent: as it is, or packed."""

    body: bytes
    etag: bytes
    headers: Raw
    unchanged: Raw


@dataclass(frozen=True)
class Entry:
    """A file as it was when `mark` was taken."""

    mark: tuple[int, int, int]
    status: int
    modified: int
    plain: Form
    packed: Form

    def answer(self, asked: Asked) -> tuple[int, Raw, bytes]:
        """Status, headers and body for a request with those headers."""
        headers = dict(asked)
        form = self.packed if _TAKES_GZIP.search(headers.get(b"accept-encoding", b"")) else self.plain
        if self.status == OK and self._known(headers, form):
            return NOT_MODIFIED, form.unchanged, b""
        return self.status, form.headers, form.body

    def _known(self, headers: Mapping[bytes, bytes], form: Form) -> bool:
        """Whether the reader has it already: by its tag, or by its day where no tag was sent."""
        if b"if-none-match" in headers:
            tags = {tag.strip().removeprefix(b"W/") for tag in headers[b"if-none-match"].split(b",")}
            return form.etag in tags or b"*" in tags
        since = parse_http_date_safe(headers.get(b"if-modified-since", b"").decode("latin-1"))
        return since is not None and self.modified <= since


class Shelf:
    """The files below `root()`, ready to be sent."""

    def __init__(self, root: Callable[[], Path], *, secure: bool = False) -> None:
        self._root = root
        self._secure = secure
        self._ready: dict[Path, Entry] = {}

    @staticmethod
    def knows(address: str) -> bool:
        """Whether some page could have something there."""
        return _PATH.fullmatch(address) is not None

    def find(self, address: str) -> Entry | None:
        """What is to be sent from `address`; None where no public page has anything there."""
        found = _PATH.fullmatch(address)
        if found is None:
            return None
        slug, name = found.groups()
        folder = self._root() / slug
        path = folder / (name if "." in name else f"{name}index.html")
        return self._entry(path, OK) or self._entry(folder / GONE_FILE, GONE)

    def _entry(self, path: Path, status: int) -> Entry | None:
        try:
            stat = path.stat()
            mark = (stat.st_mtime_ns, stat.st_ino, stat.st_size)
            ready = self._ready.get(path)
            if ready is None or ready.mark != mark:
                ready = self._ready[path] = self._read(path, status, mark)
        except (FileNotFoundError, NotADirectoryError):
            self._ready.pop(path, None)
            return None
        return ready

    def _read(self, path: Path, status: int, mark: tuple[int, int, int]) -> Entry:
        """A packed form that is not there, or not of this text, is no reason to send nothing."""
        body, modified = path.read_bytes(), mark[0] // 10**9
        headers = {**HEADERS, **(SECURE if self._secure else {}), "Last-Modified": http_date(modified)}
        headers["Content-Type"] = f"{_KINDS[path.suffix]}; charset=utf-8"
        plain = _form(body, headers, "")
        packed = _packed(path, body)
        return Entry(mark, status, modified, plain, _form(packed, headers, "gzip") if packed else plain)


def served(app: App, shelf: Shelf) -> App:
    """`app`, but the files of public pages come from `shelf`, before it is asked anything."""

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        entry = shelf.find(scope["path"]) if reads else None
        if entry is None:
            await app(scope, receive, send)
            return
        status, headers, body = entry.answer(scope["headers"])
        start: dict[str, Any] = {"type": "http.response.start", "status": status, "headers": headers}
        await send(start)
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    return answer


def _packed(path: Path, body: bytes) -> bytes:
    """b"" where it is missing or another text's."""
    try:
        packed = path.with_name(path.name + PACKED).read_bytes()
        return packed if gzip.decompress(packed) == body else b""
    except (FileNotFoundError, EOFError, zlib.error, gzip.BadGzipFile):
        return b""


def _form(body: bytes, headers: Mapping[str, str], encoding: str) -> Form:
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    named = {**headers, "ETag": etag, **({"Content-Encoding": encoding} if encoding else {})}
    whole = {**named, "Content-Length": str(len(body))}
    unchanged = {name: value for name, value in named.items() if name not in ("Content-Type", "Content-Encoding")}
    return Form(body, etag.encode(), _raw(whole), _raw(unchanged))


def _raw(headers: Mapping[str, str]) -> Raw:
    return tuple((name.lower().encode(), value.encode()) for name, value in headers.items())
