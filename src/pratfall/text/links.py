"""Links in posts, by where they lead: off the network or not, to one's own site or not, with a label or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

NETWORK_HOSTS = {
    "facebook": ("facebook.com", "fb.com", "fb.watch"),
    "instagram": ("instagram.com",),
    "x": ("twitter.com", "x.com"),
    "linkedin": ("linkedin.com",),
    "youtube": ("youtube.com", "youtu.be"),
    "tiktok": ("tiktok.com",),
    "threads": ("threads.net", "threads.com"),
    "bluesky": ("bsky.app",),
    "pinterest": ("pinterest.com", "pin.it"),
    "mastodon": (),
}
ALL_NETWORK_HOSTS = frozenset(h for hosts in NETWORK_HOSTS.values() for h in hosts)
# Where these lead, and with which label, cannot be seen without following them.
SHORTENERS = frozenset(
    {"t.co", "bit.ly", "ow.ly", "buff.ly", "tinyurl.com", "lnkd.in", "fb.me", "goo.gl", "dlvr.it", "is.gd", "rb.gy"}
)
UNFILLED = re.compile(
    r"[{}<>\[\]]|%7b|%3c|xxx|&amp;", re.IGNORECASE
)  # a template nobody filled in, or one encoded twice
LABELS = ("utm_", "mtm_", "pk_", "matomo_", "piwik_", "at_", "xtor", "mc_cid", "cmpid")


@dataclass(frozen=True)
class Link:
    host: str
    labelled: bool


def outward(links: tuple[str, ...]) -> Iterator[Link]:
    """The different links that visibly lead off the networks."""
    for url in dict.fromkeys(links):
        host, query = parted(url)
        if "." not in host or host in SHORTENERS or on(host, ALL_NETWORK_HOSTS):
            continue
        keys = [key.lower() for key, _ in parse_qsl(query, keep_blank_values=True)]
        yield Link(host, any(key.startswith(LABELS) for key in keys))


def broken_label(url: str) -> bool:
    """Whether a campaign label of a link counts nothing: empty, unfilled, or where no browser looks for it."""
    _, query = parted(url)
    meant = [part for part in re.split("[?&;]", query) if part.lower().startswith(LABELS)]
    labels = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if k.lower().startswith(LABELS)]
    return len(meant) > len(labels) or any("?" in v or not v.strip() or UNFILLED.search(v) for _, v in labels)


def parted(url: str) -> tuple[str, str]:
    """Host without "www.", lower case, and query; "" for what is no address."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        return (parts.hostname or "").removeprefix("www."), parts.query
    except ValueError:  # broken brackets
        return "", ""


def on(host: str, domains: frozenset[str] | tuple[str, ...]) -> bool:
    """Whether a host is one of the domains or below one of them."""
    labels = host.split(".")
    return any(".".join(labels[i:]) in domains for i in range(len(labels)))
