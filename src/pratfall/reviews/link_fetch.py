"""Ask for one address as a visitor would: links come out of other people's export files, so every hop is hostile.

HEAD first; whatever that does not like is asked again by GET, since many servers answer HEAD wrongly. Only "not found",
"gone" and a host nobody knows count as dead: a refusal, an error or a silence may be about us and not about the link.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin, urlsplit

import httpx

from pratfall.records.links import LinkCheck, LinkState

from .outside import Address, Stopped, addresses_of, answer_of, parsed

MOST_HOPS = 6
GONE = frozenset({404, 410})
AGENT = "Pratfall link check"


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
        raise Stopped("too_many_redirects")
    except Stopped as stopped:
        state = LinkState.DEAD if stopped.nobody else LinkState.UNKNOWN
        return LinkCheck(
            url=url, asked=asked, state=state, status=status, landed=at, hops=len(path) - 1, why=stopped.why
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
    target = parsed(url)
    addresses = addresses_of(target, private_too)
    status, onward = _headers(client, "HEAD", target, addresses)
    if status >= 400:
        status, onward = _headers(client, "GET", target, addresses)
    return status, onward


def _headers(client: httpx.Client, method: str, target: httpx.URL, addresses: list[Address]) -> tuple[int, str | None]:
    with answer_of(client, method, target, addresses[0]) as answer:
        return answer.status_code, answer.headers.get("location") if answer.is_redirect else None
