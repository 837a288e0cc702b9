"""Does a post point to another place of the organisation: another network, or its newsletter?

A network's name in a post is taken as pointing there, and so is a link to it. What a post shares from elsewhere points
as well: whoever follows the link ends up there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .links import NETWORK_HOSTS, on, parted
from .plain import folded

# How posts name the other places, accents folded.
NAMES = {
    "facebook": r"facebook|\bfb\b",
    "instagram": r"instagram|\binsta\b",
    "x": r"twitter|\bsur x\b|\bon x\b",
    "linkedin": r"linked ?in",
    "youtube": r"you ?tube",
    "tiktok": r"tik ?tok",
    "threads": r"\bthreads\b",
    "bluesky": r"blue ?sky|\bbsky\b",
    "mastodon": r"mastodon",
    "pinterest": r"pinterest",
}
MAIL = r"newsletter|infolettre|lettre d'info|mailing list|liste de diffusion"
NEWSLETTER = "email"


def words_for(network: str) -> str:
    """The pattern of a network's names in folded text; that of the newsletter for `NEWSLETTER`."""
    return MAIL if network == NEWSLETTER else NAMES.get(network, re.escape(network))


def pointed_to(text: str, links: tuple[str, ...], networks: Iterable[str]) -> frozenset[str]:
    """Those of `networks` (NEWSLETTER among them or not) that a post names or links."""
    wanted = tuple(sorted(set(networks)))
    hosts = {parted(link)[0] for link in links}
    linked = {name for name in wanted if any(on(host, NETWORK_HOSTS.get(name, ())) for host in hosts)}
    said = folded(text)
    if not _any_of(wanted).search(said):  # most posts name none
        return frozenset(linked)
    return frozenset(linked | {name for name in wanted if _any_of((name,)).search(said)})


@cache
def _any_of(networks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(words_for, networks)) or r"(?!)")
