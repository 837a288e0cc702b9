"""Ask for an address that somebody else chose, without being led into one's own network.

Only http and https on their usual ports; the name is resolved first and refused if any of its addresses is not a public
one (loopback, private, link-local, carrier-grade, multicast, and those wrapped into IPv6); then that very address is
connected to, so that a second look-up cannot answer differently. Nothing of this machine is used: no proxy, cookie,
password or .netrc.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

SECONDS = 10.0
PORTS = {"http": 80, "https": 443}
WRAPPED = ipaddress.ip_network("64:ff9b::/96")  # NAT64 (RFC 6052): an IPv4 address in the last four bytes
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Stopped(Exception):
    """Why an address was not, or could not be, asked. `nobody`: the host is known to nobody."""

    def __init__(self, why: str, *, nobody: bool = False) -> None:
        super().__init__(why)
        self.why, self.nobody = why, nobody


@contextmanager
def visitor(agent: str, *, seconds: float = SECONDS) -> Iterator[httpx.Client]:
    """A client that carries nothing of this machine. Connections are not shared: hosts on one address differ."""
    limits = httpx.Limits(max_keepalive_connections=0)
    headers = {"User-Agent": agent, "Accept": "text/html,*/*;q=0.5"}
    jar = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    with httpx.Client(headers=headers, cookies=jar, timeout=seconds, limits=limits, trust_env=False) as client:
        yield client


def parsed(url: str) -> httpx.URL:
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise Stopped("no_address") from None
    if target.scheme not in PORTS or not target.host:
        raise Stopped("no_address")
    return target


def addresses_of(target: httpx.URL, private_too: bool) -> list[Address]:
    port = target.port or PORTS[target.scheme]
    if port != PORTS[target.scheme] and not private_too:
        raise Stopped("not_public")
    try:
        found = socket.getaddrinfo(target.raw_host.decode("ascii"), port, type=socket.SOCK_STREAM)
    except socket.gaierror as trouble:
        raise Stopped("no_such_host", nobody=trouble.errno == socket.EAI_NONAME) from None
    except (OSError, UnicodeError):
        raise Stopped("no_such_host") from None
    addresses = [ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in found]
    if not private_too and not all(is_public(address) for address in addresses):
        raise Stopped("not_public")
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


@contextmanager
def answer_of(
    client: httpx.Client,
    method: str,
    target: httpx.URL,
    address: Address,
    *,
    content: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Iterator[httpx.Response]:
    """The answer of that very address, its body unread. Raises Stopped."""
    pinned = target.copy_with(host=str(address), username=None, password=None, fragment=None)
    sent = {**(headers or {}), "Host": target.netloc.decode("ascii")}
    name = {"sni_hostname": target.raw_host.decode("ascii")}
    try:
        with client.stream(method, pinned, content=content, headers=sent, extensions=name) as answer:
            yield answer
    except httpx.TimeoutException:
        raise Stopped("no_answer") from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError):
        raise Stopped("unreachable") from None
