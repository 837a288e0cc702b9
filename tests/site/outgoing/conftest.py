"""Real servers on loopback that take what leaves: mail and web."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from pratfall.site.mail import Mail


class Post:
    """Mails that arrived."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 taken"


@pytest.fixture
def post(settings: Any, free_port: int) -> Iterator[Post]:
    held = Post()
    server = Controller(held, hostname="127.0.0.1", port=free_port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.MAIL = Mail(host="127.0.0.1", port=free_port)
    settings.ADDRESS = "https://pratfall.example"
    yield held
    server.stop()


class Site:
    """A web address that remembers what it was sent, and answers as told."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.status = 200
        self.onward = ""  # where it sends whoever asks on to
        self.drips = False  # answers for ever, byte by byte
        self.calls: list[tuple[dict[str, str], bytes]] = []


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            held.calls.append((dict(self.headers), body))
            while held.drips:
                self.wfile.write(b"H")
                time.sleep(0.05)
            self.send_response(held.status)
            if held.onward:
                self.send_header("Location", held.onward)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    held = Site(f"http://127.0.0.1:{server.server_port}/hook")
    settings.PRIVATE_ADDRESSES = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield held
    held.drips = False
    server.shutdown()
