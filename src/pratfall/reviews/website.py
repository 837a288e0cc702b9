"""Read an organisation's own pages as a polite visitor: the start page, what it links to, and its map of the site.

At most MOST_PAGES pages of one host, half a second apart, as its robots.txt allows us (RFC 9309: one that cannot be
read because the server fails forbids everything, one that is not there forbids nothing). Pages come as they are sent:
nothing in them is run.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from pratfall.learn.page_marks import Page, read_page

from .outside import Stopped, visitor
from .outside_page import Read, read

AGENT = "Pratfall website check"
MOST_PAGES = 40
MOST_SECONDS = 300.0  # for the whole site
PAGE_BYTES = 2_000_000
PAGE_SECONDS = 20.0
PAUSE_SECONDS, LONGEST_PAUSE = 0.5, 5.0
MOST_WAITING = 2_000  # addresses remembered to be read
HTML = frozenset({"text/html", "application/xhtml+xml", ""})
PLACE = re.compile(r"<loc>\s*([^<\s]{1,2000})\s*</loc>", re.IGNORECASE)
NO_PAGE = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|svg|webp|zip|docx?|xlsx?|mp[34]|ics|xml|css|js|json)$|/(?:wp-json|feed)(?:/|$)", re.I
)
COUNTING = ("utm_", "fbclid", "replytocom")  # the same page with a label
FORBIDS_ALL = ("User-agent: *", "Disallow: /")


@dataclass(frozen=True)
class Met:
    """One page. `why`: code of what stood in the way; `page`: None then."""

    address: str
    page: Page | None = None
    status: int | None = None
    why: str = ""

    @property
    def links(self) -> list[str]:
        return [mark.href for mark in self.page.marks if mark.element in ("a", "area")] if self.page else []


@dataclass
class Visit:
    """`site`: the host that was visited. `trouble`: why nothing could be read; `forbidden`: pages robots.txt keeps."""

    site: str = ""
    pages: list[Met] = field(default_factory=list)
    forbidden: int = 0
    left_over: int = 0  # pages known and not read
    trouble: str = ""

    @property
    def read(self) -> list[Page]:
        return [met.page for met in self.pages if met.page is not None]


def visit(
    start: str,
    *,
    private_too: bool = False,
    most_pages: int = MOST_PAGES,
    pause_seconds: float = PAUSE_SECONDS,
    met: Callable[[int], None] = lambda _: None,
) -> Visit:
    """`met`: told how many pages were asked for so far. What a server does is told in the answer, never raised."""
    with visitor(AGENT) as client:
        return _Visitor(client, private_too, most_pages, pause_seconds, met).visit(start)


@dataclass
class _Visitor:
    client: httpx.Client
    private_too: bool
    most_pages: int
    pause_seconds: float
    met: Callable[[int], None]

    def visit(self, start: str) -> Visit:
        until, made = time.monotonic() + MOST_SECONDS, Visit()
        first = self._page(start)
        made.pages.append(first)
        if first.why:
            made.trouble = first.why
            return made
        made.site = host_of(first.address)
        rules = self._rules(first.address)
        if not _allows(rules, first.address):
            made.pages, made.trouble = [], "robots"
            return made
        delay = float(rules.crawl_delay(AGENT) or 0)
        self.pause_seconds = max(self.pause_seconds, min(delay, LONGEST_PAUSE))
        self._go_on(made, rules, until)
        return made

    def _go_on(self, made: Visit, rules: RobotFileParser, until: float) -> None:
        first = made.pages[0]
        known = {key_of(first.address)}
        waiting: deque[str] = deque()

        def note(addresses: list[str]) -> None:
            for address in addresses:
                if len(known) >= MOST_WAITING or not _is_page(address, made.site):
                    continue
                key = key_of(address)
                if key in known:
                    continue
                known.add(key)
                if _allows(rules, address):
                    waiting.append(_unlabelled(address))
                else:
                    made.forbidden += 1

        note(first.links)
        note(list(self._map(first.address, rules)))
        while waiting and len(made.pages) < self.most_pages and time.monotonic() < until:
            time.sleep(self.pause_seconds)
            page = self._page(waiting.popleft())
            self.met(len(made.pages) + 1)
            if page.page and host_of(page.address) != made.site:
                page = Met(page.address, status=page.status, why="elsewhere")
            if page.page and key_of(page.address) in {key_of(one.address) for one in made.read}:
                continue  # led to a page that was read already
            made.pages.append(page)
            note(page.links)
        made.left_over = len(waiting)

    def _page(self, address: str) -> Met:
        try:
            found = self._read(address)
        except Stopped as stopped:
            return Met(address, why=stopped.why)
        if found.status >= 400:
            return Met(found.address, status=found.status, why="not_found" if found.status in (404, 410) else "refused")
        if found.kind not in HTML:
            return Met(found.address, status=found.status, why="no_page")
        return Met(found.address, read_page(found.text, found.address), found.status)

    def _read(self, address: str) -> Read:
        return read(
            self.client,
            address,
            private_too=self.private_too,
            most_bytes=PAGE_BYTES,
            most_seconds=PAGE_SECONDS,
        )

    def _rules(self, address: str) -> RobotFileParser:
        rules = RobotFileParser()
        try:
            found = self._read(_at_root(address, "/robots.txt"))
        except Stopped:
            rules.parse(FORBIDS_ALL)
            return rules
        if found.status >= 500:
            rules.parse(FORBIDS_ALL)
        else:
            rules.parse(found.text[:500_000].splitlines() if found.status < 400 else [])
        return rules

    def _map(self, address: str, rules: RobotFileParser) -> Iterator[str]:
        """Pages of the site's map; of a map of maps those of the first one that lies on the same host."""
        place = next(iter(rules.site_maps() or ()), _at_root(address, "/sitemap.xml"))
        for _ in range(2):
            if host_of(place) != host_of(address):
                return
            try:
                found = self._read(place)
            except Stopped:
                return
            if found.status >= 400:
                return
            places = [unescape(one) for one in PLACE.findall(found.text)]
            if "<sitemapindex" not in found.text[:2000]:
                yield from places
                return
            place = next(iter(places), "")


def _is_page(address: str, site: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and host_of(address) == site and not NO_PAGE.search(parts.path)


def host_of(address: str) -> str:
    """Host and, on an unusual one, port; without "www."."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return ""
    return (parts.hostname or "").removeprefix("www.") + port


def key_of(address: str) -> str:
    """The same page, however it is written: without scheme, "www.", a slash at its end, and what counts visits."""
    parts = urlsplit(_unlabelled(address))
    return f"{host_of(address)}{parts.path.rstrip('/')}?{parts.query}"


def _unlabelled(address: str) -> str:
    """Without what counts visits: ours are none."""
    parts = urlsplit(address)
    kept = [part for part in parts.query.split("&") if part and not part.lower().startswith(COUNTING)]
    return parts._replace(query="&".join(kept), fragment="").geturl()


def _allows(rules: RobotFileParser, address: str) -> bool:
    return rules.can_fetch(AGENT, address)


def _at_root(address: str, path: str) -> str:
    return urlsplit(address)._replace(path=path, query="", fragment="").geturl()
