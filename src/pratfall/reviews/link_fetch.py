"""Ask for one address as a visitor would, without letting it lead us into our own network.

Links come out of other people's export files, so every hop is treated as hostile: only http and https on their usual
ports; the name is resolved first and refused if any of its addresses is not a public one (loopback, private,
link-local, carrier-grade, multicast, and those wrapped into IPv6); then that very address is connected to, so that a
second look-up cannot answer differently. No proxy, cookie, password or .netrc of this machine is used, no body is read.

HEAD first; whatever that does not like is asked again by GET, since many servers answer HEAD wrongly. Only "not found",
"gone" and a host nobody knows count as dead: a refusal, an error or a silence may be about us and not about the link.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urljoin, urlsplit

import httpx

from pratfall.records.links import LinkCheck, LinkState

SECONDS = 10.0
MOST_HOPS = 6
PORTS = {"http": 80, "https": 443}
GONE = frozenset({404, 410})
AGENT = "Pratfall link check"
WRAPPED = ipaddress.ip_network("64:ff9b::/96")  # NAT64 (RFC 6052): an IPv4 address in the last four bytes
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class _Stopped(Exception):
    """Why an address was not, or could not be, asked."""

    def __init__(self, why: str, state: LinkState = LinkState.UNKNOWN) -> None:
        super().__init__(why)
        self.why, self.state = why, state


@contextmanager
def visitor(*, seconds: float = SECONDS) -> Iterator[httpx.Client]:
    """A client that carries nothing of this machine. Connections are not shared: hosts on one address differ."""
    limits = httpx.Limits(max_keepalive_connections=0)
    headers = {"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5"}
    jar = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    with httpx.Client(headers=headers, cookies=jar, timeout=seconds, limits=limits, trust_env=False) as client:
        yield client


def fetch(client: httpx.Client, url: str, *, asked: datetime, private_too: bool = False) -> LinkCheck:
    """What `url` (http or https) leads to. `private_too`: also inside this network, for tests on loopback."""
    path, status, at = [url], None, url
    try:
        for _ in range(MOST_HOPS + 1):
            status, onward = _ask(client, at, private_too)
            if onward is None:
                return _answered(url, path, status, asked)
            at = urljoin(at, onward)
            path.append(at)
        raise _Stopped("too_many_redirects")
    except _Stopped as stopped:
        return LinkCheck(
            url=url, asked=asked, state=stopped.state, status=status, landed=at, hops=len(path) - 1, why=stopped.why
        )


def _answered(url: str, path: list[str], status: int, asked: datetime) -> LinkCheck:
    if status in GONE:
        state, why = LinkState.DEAD, "not_found"
    elif status >= 400:
        state, why = LinkState.UNKNOWN, "refused"
    elif _sent_home(path):
        state, why = LinkState.FRONT_PAGE, "front_page"
    else:
        state, why = LinkState.ALIVE, ""
    return LinkCheck(url=url, asked=asked, state=state, status=status, landed=path[-1], hops=len(path) - 1, why=why)


def _sent_home(path: list[str]) -> bool:
    """A page of this site was asked for, and its front page came. A short link to a front page is none of that."""
    landed = urlsplit(path[-1])
    if landed.path.strip("/"):
        return False
    site = [urlsplit(url) for url in path if _site(urlsplit(url).hostname) == _site(landed.hostname)]
    return bool(site[0].path.strip("/"))


def _site(host: str | None) -> str:
    return (host or "").removeprefix("www.")


def _ask(client: httpx.Client, url: str, private_too: bool) -> tuple[int, str | None]:
    """Status, and where it leads on to (None: nowhere)."""
    target = _parsed(url)
    addresses = _addresses(target, private_too)
    status, onward = _headers(client, "HEAD", target, addresses)
    if status >= 400:
        status, onward = _headers(client, "GET", target, addresses)
    return status, onward


def _parsed(url: str) -> httpx.URL:
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise _Stopped("no_address") from None
    if target.scheme not in PORTS or not target.host:
        raise _Stopped("no_address")
    return target


def _addresses(target: httpx.URL, private_too: bool) -> list[Address]:
    port = target.port or PORTS[target.scheme]
    if port != PORTS[target.scheme] and not private_too:
        raise _Stopped("not_public")
    try:
        found = socket.getaddrinfo(target.raw_host.decode("ascii"), port, type=socket.SOCK_STREAM)
    except socket.gaierror as trouble:
        unknown = trouble.errno == socket.EAI_NONAME
        raise _Stopped("no_such_host", LinkState.DEAD if unknown else LinkState.UNKNOWN) from None
    except (OSError, UnicodeError):
        raise _Stopped("no_such_host") from None
    addresses = [ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in found]
    if not private_too and not all(is_public(address) for address in addresses):
        raise _Stopped("not_public")
    return addresses


def is_public(address: Address) -> bool:
    """Whether an address leads out of every private network, also when it is wrapped into another."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in WRAPPED:
            inner = ipaddress.IPv4Address(address.packed[-4:])
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _headers(client: httpx.Client, method: str, target: httpx.URL, addresses: list[Address]) -> tuple[int, str | None]:
    pinned = target.copy_with(host=str(addresses[0]), username=None, password=None, fragment=None)
    host = target.netloc.decode("ascii")
    try:
        with client.stream(
            method, pinned, headers={"Host": host}, extensions={"sni_hostname": target.raw_host.decode("ascii")}
        ) as answer:
            onward = answer.headers.get("location") if answer.is_redirect else None
            return answer.status_code, onward
    except httpx.TimeoutException:
        raise _Stopped("no_answer") from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError):
        raise _Stopped("unreachable") from None
