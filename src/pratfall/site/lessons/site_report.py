"""What a visit to the own website and the own posts say together: levels, dead landing pages, links without a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from pratfall.learn.profiles import profile_of
from pratfall.learn.website import Integration, Own, integration
from pratfall.records.links import LinkCheck, LinkState
from pratfall.records.subjects import Account
from pratfall.reviews.website import Visit, host_of
from pratfall.text.links import NETWORK_HOSTS, outward

from .own_posts import OwnPost

DAYS = 365
MOST_LANDING = 120  # addresses asked for, those of the newest posts first
SHOWN = 60
OWN_POSTS = 3  # posts a host must be linked by to be proposed as the own site


@dataclass(frozen=True)
class Landing:
    """An address of the own site that posts lead to. `posts`: how many; `newest`: the last of them."""

    url: str
    state: LinkState
    why: str
    posts: int
    newest: date
    platform: str
    post_id: str


@dataclass(frozen=True)
class Unlabelled:
    url: str
    posts: int
    newest: date


@dataclass(frozen=True)
class Back:
    """Posts of an account that lead to the site, of those with any link off the networks in the last year."""

    key: str
    leading: int
    linking: int


@dataclass(frozen=True)
class Trouble:
    address: str
    why: str


@dataclass(frozen=True)
class Report:
    """`asked`: landing pages really asked for; `unsure`: those whose server proved nothing. `bare` of `labelled_of`
    links to the own site carry no label.
    """

    site: str
    integration: Integration
    forbidden: int
    left_over: int
    cut: int
    troubles: tuple[Trouble, ...]
    landing: tuple[Landing, ...]
    asked: int
    unsure: int
    unlabelled: tuple[Unlabelled, ...]
    bare: int
    labelled_of: int
    back: tuple[Back, ...]


def own_accounts(accounts: Iterable[Account]) -> list[Own]:
    """Accounts on networks, with every name an address may call them by."""
    return [_own(account) for account in accounts if account.platform in NETWORK_HOSTS]


def _own(account: Account) -> Own:
    server = ""
    names = {account.handle, account.account_id.removeprefix("local:")}
    if account.url:
        found = profile_of(account.url, claimed=True)
        names |= {found.name} if found else set()
        server = (urlsplit(account.url).hostname or "") if account.platform == "mastodon" else ""
    kept = frozenset(name.lower().removeprefix("@") for name in names if name and " " not in name)
    return Own(f"{account.platform}/{account.account_id}", account.platform, account.label, kept, server)


def likely_site(posts: Sequence[OwnPost]) -> str:
    """The host most posts lead to off the networks, as an address; "" where too few do."""
    hosts = Counter(host for post in posts for host in {link.host for link in outward(post.links)})
    best = max(hosts, key=lambda host: (hosts[host], host), default="")
    return f"https://{best}/" if best and hosts[best] >= OWN_POSTS else ""


def landing_links(posts: Sequence[OwnPost], site: str) -> dict[str, list[OwnPost]]:
    """Addresses of the site that posts lead to, newest first, with those posts, oldest first."""
    found: dict[str, list[OwnPost]] = {}
    for post in reversed(posts):
        for url in dict.fromkeys(post.links):
            if url.startswith(("http://", "https://")) and host_of(url) == site:
                found.setdefault(url, []).insert(0, post)
    return found


def report(visit: Visit, own: Sequence[Own], posts: Sequence[OwnPost], checks: Mapping[str, LinkCheck]) -> Report:
    """`checks`: answers of landing pages, by address; those not asked for are absent."""
    links = landing_links(posts, visit.site)
    known = {url: checks[url] for url in links if url in checks}
    bare = {url: by for url, by in links.items() if any(not link.labelled for link in outward((url,)))}
    pages = visit.read
    return Report(
        site=visit.site,
        integration=integration(pages, own),
        forbidden=visit.forbidden,
        left_over=visit.left_over,
        cut=sum(page.cut for page in pages),
        troubles=tuple(Trouble(met.address, met.why) for met in visit.pages if met.why)[:SHOWN],
        landing=tuple(_landing(check, links[url]) for url, check in known.items() if check.fails)[:SHOWN],
        asked=len(known),
        unsure=sum(check.state is LinkState.UNKNOWN for check in known.values()),
        unlabelled=tuple(Unlabelled(url, len(by), by[-1].on) for url, by in bare.items())[:SHOWN],
        bare=sum(len(by) for by in bare.values()),
        labelled_of=sum(len(by) for by in links.values()),
        back=tuple(_back(one, posts, visit.site) for one in own),
    )


def _landing(check: LinkCheck, by: Sequence[OwnPost]) -> Landing:
    last = by[-1]
    return Landing(check.url, check.state, check.why, len(by), last.on, last.platform, last.post_id)


def _back(own: Own, posts: Sequence[OwnPost], site: str) -> Back:
    mine = [post for post in posts if f"{post.platform}/{post.account_id}" == own.key]
    linking = [post for post in mine if any(outward(post.links))]
    leading = [post for post in linking if any(host_of(url) == site for url in post.links)]
    return Back(own.key, len(leading), len(linking))
