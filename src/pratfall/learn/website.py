"""How far do an organisation's own pages and its networks lead to each other? Five levels, each with where it was seen.

    1 links to profiles    2 follow buttons    3 share buttons    4 posts shown on the page    5 comments or sign-in

A level is seen or not seen, never absent: what a script builds in the browser does not stand in the page, so scripts
that are known to build such things are named beside it. The marks, with whose documentation says so, are data:
website_marks.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from pratfall.text.links import ALL_NETWORK_HOSTS, NETWORK_HOSTS, on

from .page_marks import Mark, Page, shown
from .profiles import Profile, profile_of

SHOWN = 60  # of each list


class Level(IntEnum):
    BUILT = 0  # a script that builds something nobody sees in the page
    LINK = 1
    FOLLOW = 2
    SHARE = 3
    POSTS = 4
    TALK = 5


ASKED = (Level.LINK, Level.FOLLOW, Level.SHARE, Level.POSTS, Level.TALK)


@dataclass(frozen=True)
class Kind:
    """What an element is known by, as website_marks.toml has it."""

    network: str
    level: Level
    at: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    name: str = ""
    source: str = ""
    builds: bool = False
    closed: bool = False


@dataclass(frozen=True)
class Own:
    """One of the organisation's accounts. `names`: those an address may call it by, lower case; empty: nobody knows."""

    key: str
    platform: str
    label: str
    names: frozenset[str] = frozenset()
    server: str = ""  # of Mastodon


@dataclass(frozen=True)
class Proof:
    """Where something was seen first, and on how many pages."""

    page: str
    element: str
    pages: int


@dataclass(frozen=True)
class Seen:
    """One level of one network. `network` "": one element for several networks, called `name`."""

    network: str
    level: Level
    proof: Proof
    name: str = ""
    builds: bool = False
    closed: bool = False
    source: str = ""


@dataclass(frozen=True)
class Stranger:
    """A link to a profile that none of our accounts is known by. `certain`: the names of ours there are all known."""

    platform: str
    name: str
    proof: Proof
    certain: bool


@dataclass(frozen=True)
class Account:
    """`linked`: where the site leads to it; None where it does not. `known`: an address of it is known to compare."""

    key: str
    platform: str
    label: str
    linked: Proof | None
    known: bool


@dataclass(frozen=True)
class Network:
    """`levels`: those seen. `next`: the lowest that was not, None where all were."""

    platform: str
    levels: tuple[Level, ...]
    next: Level | None


@dataclass(frozen=True)
class Integration:
    """`outgoing`: links that leave the site; `to_networks`: those of them that lead to a network."""

    pages: int
    networks: tuple[Network, ...]
    seen: tuple[Seen, ...]
    accounts: tuple[Account, ...]
    strangers: tuple[Stranger, ...]
    outgoing: int
    to_networks: int

    @property
    def built(self) -> tuple[Seen, ...]:
        """Scripts that build what cannot be seen in the page."""
        return tuple(one for one in self.seen if one.builds)


@cache
def _data() -> tuple[tuple[Kind, ...], tuple[str, ...]]:
    file = resources.files(__package__) / "website_marks.toml"
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    kinds = tuple(
        Kind(**{**mark, "level": Level(mark["level"]), "at": tuple(mark.get("at", ())),
                "named": tuple(mark.get("named", ()))})
        for mark in given["mark"]
    )  # fmt: skip
    return kinds, tuple(given["words"]["follow"])


def kinds() -> tuple[Kind, ...]:
    """Every mark that is known."""
    return _data()[0]


def integration(pages: Sequence[Page], own: Sequence[Own]) -> Integration:
    """`pages`: of one site, the start page first."""
    site = frozenset(_host(page.address) for page in pages)
    servers = frozenset(one.server for one in own if one.server)
    seen: dict[tuple[str, Level, str], list[tuple[Kind, str, Mark]]] = {}
    profiles: dict[Profile, list[tuple[str, Mark]]] = {}
    away, to_networks = set[str](), set[str]()
    for page in pages:
        for mark in page.marks:
            profile = _profile(mark, servers)
            if profile is not None:
                profiles.setdefault(profile, []).append((page.address, mark))
            for kind in _told(mark, profile):
                seen.setdefault((kind.network, kind.level, kind.name), []).append((kind, page.address, mark))
            if mark.element == "a" and (host := _host(mark.href)) not in site and "." in host:
                away.add(mark.href)
                to_networks |= {mark.href} if profile or on(host, ALL_NETWORK_HOSTS) else set()
    every = tuple(
        Seen(network, level, _proof([(where, mark) for _, where, mark in found]), name,
             found[0][0].builds, found[0][0].closed, found[0][0].source)
        for (network, level, name), found in sorted(seen.items())
    )  # fmt: skip
    accounts, strangers = _whose(own, profiles)
    return Integration(
        pages=len(pages),
        networks=tuple(_networks(own, every)),
        seen=every,
        accounts=accounts,
        strangers=strangers[:SHOWN],
        outgoing=len(away),
        to_networks=len(to_networks),
    )


def _profile(mark: Mark, servers: frozenset[str]) -> Profile | None:
    if mark.element not in ("a", "area", "link") or not mark.href:
        return None
    claimed = "me" in mark.rel
    return profile_of(mark.href, known_servers=servers, claimed=claimed) if mark.element != "link" or claimed else None


def _told(mark: Mark, profile: Profile | None) -> Iterator[Kind]:
    """What an element is, as far as anybody knows."""
    if profile is not None:
        yield Kind(profile.platform, Level.LINK)
        if _asks_to_follow(mark):
            yield Kind(profile.platform, Level.FOLLOW)
    for kind in kinds():
        if any(_stands_at(mark.href, place) for place in kind.at) or any(_called(mark.names, n) for n in kind.named):
            yield kind


def _asks_to_follow(mark: Mark) -> bool:
    if "sub_confirmation=1" in mark.href:
        return True
    words = mark.words.lower()
    return any(word in words for word in _data()[1])


def _stands_at(href: str, place: str) -> bool:
    """`place`: "host/path" an address begins with, "*/path" on any host, "*.host/path" below a host."""
    if not href:
        return False
    parts = urlsplit(href)
    host, path = (parts.hostname or "").removeprefix("www.").removeprefix("m."), parts.path.lower()
    wanted, _, below = place.partition("/")
    if wanted == "*":
        return path.startswith(f"/{below}")
    ends = host == wanted or (wanted.startswith("*.") and host.endswith(wanted[1:]))
    return ends and path.startswith(f"/{below}")


def _called(names: Iterable[str], wanted: str) -> bool:
    if wanted.endswith("*"):
        return any(name.startswith(wanted[:-1]) for name in names)
    return wanted in names


def _proof(found: Sequence[tuple[str, Mark]]) -> Proof:
    page, mark = found[0]
    return Proof(page, shown(mark), len({where for where, _ in found}))


def _whose(
    own: Sequence[Own], profiles: dict[Profile, list[tuple[str, Mark]]]
) -> tuple[tuple[Account, ...], tuple[Stranger, ...]]:
    """Each of our accounts with the link to it, and links to profiles that are none of them."""
    accounts, ours = [], set[Profile]()
    for one in own:
        mine = [profile for profile in profiles if profile.platform == one.platform and profile.name in one.names]
        ours.update(mine)
        places = [place for profile in mine for place in profiles[profile]]
        accounts.append(Account(one.key, one.platform, one.label, _proof(places) if places else None, bool(one.names)))
    unknown = {one.platform for one in own if not one.names}
    strangers = tuple(
        Stranger(profile.platform, profile.name, _proof(places), profile.platform not in unknown)
        for profile, places in sorted(profiles.items())
        if profile not in ours
    )
    return tuple(accounts), strangers


def _networks(own: Sequence[Own], seen: Sequence[Seen]) -> Iterator[Network]:
    """Those we have an account on, then those only the site knows. What serves several serves each of them."""
    several = {one.level for one in seen if not one.network and one.level}
    mine = dict.fromkeys(one.platform for one in own if one.platform in NETWORK_HOSTS)
    for platform in dict.fromkeys((*mine, *(one.network for one in seen if one.network))):
        found = {one.level for one in seen if one.network == platform and one.level}
        if platform in mine:
            found |= several & {Level.SHARE}
        yield Network(platform, tuple(sorted(found)), next((level for level in ASKED if level not in found), None))


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
