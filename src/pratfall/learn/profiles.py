"""Whose profile does an address lead to? The same account has many: with www, of a phone, by number, by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from pratfall.text.links import NETWORK_HOSTS, on

# What stands where a name would stand, and is none.
NO_NAMES = {
    "facebook": frozenset(
        """sharer sharer.php share share.php dialog plugins tr hashtag events groups photo photo.php photos watch reel
        story.php permalink.php login help policies privacy legal business ads marketplace gaming l.php v2.0""".split()
    ),
    "instagram": frozenset("p reel reels tv explore accounts embed.js stories about legal".split()),
    "x": frozenset("intent share hashtag search home i login signup settings tos privacy explore".split()),
    "tiktok": frozenset(),
    "threads": frozenset(),
}
UNDER = {  # the folder a name stands in
    "linkedin": ("company", "in", "school", "showcase"),
    "youtube": ("channel", "user", "c"),
    "bluesky": ("profile",),
}
NAME = re.compile(r"[\w.\-@]{1,120}")
PAGES = ("pages", "people", "p")  # facebook.com/pages/Name/123, facebook.com/p/Name-123


@dataclass(frozen=True, order=True)
class Profile:
    """`name`: lower case, without "@"; of Mastodon with its server."""

    platform: str
    name: str


def profile_of(url: str, *, known_servers: frozenset[str] = frozenset(), claimed: bool = False) -> Profile | None:
    """The profile an address leads to; None for anything else.

    `known_servers`: of Mastodon. `claimed`: the link says rel="me", as links to a Mastodon account do.
    """
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("web.")
    except ValueError:
        return None
    path = [unquote(piece) for piece in parts.path.split("/") if piece]
    platform = next((name for name, hosts in NETWORK_HOSTS.items() if on(host, hosts)), "")
    if not platform:
        return _on_a_server(host, path, known_servers, claimed)
    if platform == "facebook" and path[:1] == ["profile.php"]:
        name = parse_qs(parts.query).get("id", [""])[0]
    else:
        name = _name(platform, path)
    return Profile(platform, name.lower().removeprefix("@")) if NAME.fullmatch(name) else None


def _name(platform: str, path: list[str]) -> str:
    """The piece of a path that names somebody; "" for none."""
    if not path:
        return ""
    first = path[0].lower()
    if platform in UNDER:
        if first in UNDER[platform] and len(path) > 1:
            return path[1]
        return path[0] if platform == "youtube" and first.startswith("@") else ""
    if platform in ("tiktok", "threads"):
        return path[0] if first.startswith("@") and len(path) == 1 else ""
    if platform == "facebook" and first in PAGES and len(path) > 1:
        return path[-1].rpartition("-")[2]
    posts = len(path) > 1 and path[1].lower() in ("status", "posts", "videos", "photos", "p", "reel")
    return "" if posts or first in NO_NAMES.get(platform, frozenset()) else path[0]


def _on_a_server(host: str, path: list[str], known: frozenset[str], claimed: bool) -> Profile | None:
    """Mastodon: any host may be a server, so only a claimed link, or one to a server we know, is a profile."""
    if len(path) != 1 or not path[0].startswith("@") or not (claimed or host in known):
        return None
    name = path[0][1:].partition("@")[0].lower()
    return Profile("mastodon", f"{name}@{host}") if NAME.fullmatch(name) else None
