"""A real server on loopback, and addresses that must never be asked."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar

import pytest

from pratfall.records.links import LinkCheck, LinkState
from pratfall.reviews.link_fetch import AGENT, fetch
from pratfall.reviews.outside import visitor

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Site(BaseHTTPRequestHandler):
    """A small web site with every fault."""

    asked: ClassVar[list[tuple[str, str, dict[str, str]]]] = []
    answers: ClassVar = {
        "/": (200, ""),
        "/page": (200, ""),
        "/gone": (410, ""),
        "/missing": (404, ""),
        "/shut": (403, ""),
        "/broken": (500, ""),
        "/moved": (301, "/page"),
        "/twice": (302, "/moved"),
        "/home": (302, "/"),
        "/round": (302, "/round"),
        "/inside": (302, "http://169.254.169.254/latest/meta-data/"),
        "/scheme": (302, "file:///etc/passwd"),
    }

    def _answer(self) -> None:
        self.asked.append((self.command, self.path, dict(self.headers)))
        status, onward = self.answers.get(self.path, (404, ""))
        if self.path == "/no-head":
            status, onward = (405, "") if self.command == "HEAD" else (200, "")
        self.send_response(status)
        if onward:
            self.send_header("Location", onward)
        self.send_header("Set-Cookie", "seen=1")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer

    def log_message(self, *_: Any) -> None:
        """Nothing to the terminal."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def asked(url: str, *, private_too: bool = True) -> LinkCheck:
    with visitor(AGENT, seconds=5) as client:
        return fetch(client, url, asked=NOW, private_too=private_too)


@pytest.mark.parametrize(
    ("path", "state", "status", "hops", "why"),
    [
        ("/page", "alive", 200, 0, ""),
        ("/", "alive", 200, 0, ""),
        ("/page?utm_source=x#top", "dead", 404, 0, "not_found"),
        ("/gone", "dead", 410, 0, "not_found"),
        ("/missing", "dead", 404, 0, "not_found"),
        ("/shut", "unknown", 403, 0, "refused"),
        ("/broken", "unknown", 500, 0, "refused"),
        ("/moved", "alive", 200, 1, ""),
        ("/twice", "alive", 200, 2, ""),
        ("/home", "front_page", 200, 1, "front_page"),
        ("/no-head", "alive", 200, 0, ""),
        ("/round", "unknown", 302, 7, "too_many_redirects"),
        ("/scheme", "unknown", 302, 1, "no_address"),
    ],
)
def test_a_link_is_what_its_server_says(site: str, path: str, state: str, status: int, hops: int, why: str) -> None:
    check = asked(site + path)
    assert (check.state.value, check.status, check.hops, check.why) == (state, status, hops, why)
    assert check.url == site + path
    assert check.asked == NOW


def test_where_a_link_led_is_kept(site: str) -> None:
    assert asked(f"{site}/twice").landed == f"{site}/page"


def test_nothing_of_this_machine_is_sent_along(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    Site.asked.clear()
    with visitor(AGENT, seconds=5) as client:
        for _ in range(2):
            fetch(client, site.replace("http://", "http://me:secret@") + "/page", asked=NOW, private_too=True)
    for _, _, headers in Site.asked:
        assert "Authorization" not in headers
        assert "Cookie" not in headers
        assert headers["Host"] == site.removeprefix("http://")
    assert len(Site.asked) == 2


def test_loopback_is_refused_without_a_word_to_it(site: str) -> None:
    Site.asked.clear()
    for url in (site + "/page", f"http://localhost:{site.rpartition(':')[2]}/page", "http://127.1/", "http://[::1]/"):
        check = asked(url, private_too=False)
        assert (check.state, check.why) == (LinkState.UNKNOWN, "not_public")
    assert Site.asked == []


def test_a_public_page_that_leads_inside_is_not_followed(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every hop is resolved and judged anew."""
    judged: list[str] = []

    def pretend(address: ipaddress.IPv4Address) -> bool:
        judged.append(str(address))
        return str(address) == "127.0.0.1"  # the server of this test stands in for a public one

    monkeypatch.setattr("pratfall.reviews.outside.is_public", pretend)
    monkeypatch.setitem(
        __import__("pratfall.reviews.outside", fromlist=["PORTS"]).PORTS, "http", int(site.rpartition(":")[2])
    )
    check = asked(site + "/inside", private_too=False)
    assert (check.state, check.why) == (LinkState.UNKNOWN, "not_public")
    assert judged == ["127.0.0.1", "169.254.169.254"]


def test_the_name_is_looked_up_once_and_that_address_is_the_one_connected_to(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that resolves elsewhere at a second look cannot smuggle anything past the first."""
    port = int(site.rpartition(":")[2])
    looks: list[str] = []

    def once(host: str, *_: Any, **__: Any) -> list[Any]:
        looks.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    # Resolving the literal address inside the client's own socket call does not go through this name.
    monkeypatch.setattr("pratfall.reviews.outside.socket.getaddrinfo", _only_names(once))
    Site.asked.clear()
    check = asked(f"http://pond.example:{port}/page")
    assert check.state is LinkState.ALIVE
    assert looks == ["pond.example"]
    assert Site.asked[0][2]["Host"] == f"pond.example:{port}"


def _only_names(answer: Any) -> Any:
    real = socket.getaddrinfo

    def look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        return real(host, *args, **kwargs) if name.replace(".", "").isdigit() else answer(name, *args, **kwargs)

    return look_up


@pytest.mark.parametrize(
    ("number", "state"), [(socket.EAI_NONAME, LinkState.DEAD), (socket.EAI_AGAIN, LinkState.UNKNOWN)]
)
def test_a_host_nobody_knows_is_dead_and_a_silent_name_server_proves_nothing(
    monkeypatch: pytest.MonkeyPatch, number: int, state: LinkState
) -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(number, "no")

    monkeypatch.setattr("pratfall.reviews.outside.socket.getaddrinfo", fails)
    check = asked("https://pond.example/page")
    assert (check.state, check.why, check.status) == (state, "no_such_host", None)


def test_a_closed_port_proves_nothing() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        check = asked(f"http://127.0.0.1:{held.getsockname()[1]}/page")
    assert (check.state, check.why) == (LinkState.UNKNOWN, "unreachable")


@pytest.mark.parametrize(
    "url", ["ftp://pond.example/x", "javascript:alert(1)", "http://", "http://[broken", "x" * 70_000]
)
def test_what_is_no_web_address_is_not_asked(url: str) -> None:
    assert asked(url, private_too=False).why in {"no_address", "no_such_host"}
