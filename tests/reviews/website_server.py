"""A web site on loopback whose pages, headers and manners a test chooses."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class Website:
    """`pages`: path -> (status, kind or where it leads, body). A body of None drips for ever."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, str | bytes | None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.address = ""

    def page(self, path: str, body: str, status: int = 200) -> None:
        self.pages[path] = (status, "text/html; charset=utf-8", body)

    def leads(self, path: str, onward: str) -> None:
        self.pages[path] = (302, onward, "")

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def served() -> Iterator[Website]:
    site = Website()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            status, kind, body = site.pages.get(self.path, (404, "text/html", "not here"))
            self.send_response(status)
            self.send_header("Location" if 300 <= status < 400 else "Content-Type", kind)
            if body is None:
                self.end_headers()
                self._drip()
                return
            data = body.encode() if isinstance(body, str) else body
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(data)

        do_HEAD = do_GET

        def _drip(self) -> None:
            try:
                while True:
                    self.wfile.write(b"<p>more")
                    self.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                return  # whoever asked has had enough

        def log_message(self, *_: Any) -> None:
            """Nothing to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
