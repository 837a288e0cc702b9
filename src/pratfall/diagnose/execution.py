"""Execution: were posts late, doubled, in the wrong language, without their picture, or did they link nowhere?

What is usual is learnt from the posts before the change; a fault is a post that breaks a rule nearly all of those
kept:

    dead_page       a link that leads nowhere (really asked for, by `pratfall review --check-links`)
    wrong_link      leads only to sites that hardly any of the usual posts led to
    wrong_language  a language hardly any of the usual posts was in
    missing_media   words alone, where nearly every usual post had a picture or a film
    late            more than 3 hours after the usual hour, where four in five kept to it within an hour and a half
    double_post     the same text again within two days
    broken_label    a campaign label in a link that counts nothing: empty, unfilled, behind a second question mark

A column of 0 and 1 per fault that became more frequent. That a post has the fault is observed; what the fault costs
is learnt from posts with and without it within one period. Where every post since the change has it, that cannot be
told apart from anything else that changed: the fault is then shown without a share, or with one whose interval holds
0.

Limits: links die later than they are posted, and only those somebody asked about are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from pratfall.records.causes import Basis
from pratfall.records.evidence import of_posts as evidence_of
from pratfall.records.scene import Scene
from pratfall.records.tables import PostType
from pratfall.text.language import find_languages
from pratfall.text.links import SHORTENERS, broken_label, outward, parted

from .case import Answer, Case, Explanation
from .measures import DOUBLE_DAYS, FeedOf, SameText, could_matter, counted_before, filled, of_posts

Array = Any
CODE = "execution"
PLAUSIBLE = 1.0  # log: a fault may cost two thirds of what a post gets, or nothing
RULE, RARE = 0.9, 0.02  # a rule is what nine in ten usual posts keep; what fewer than 2 % did breaks it
FEWEST = 10  # usual posts before any rule is believed
SOME, CLEARLY = 2, 2.0  # posts after the change, and standard errors, from which a fault counts as more frequent
PUNCTUAL, PUNCTUAL_HOURS, LATE_HOURS = 0.8, 1.5, 3.0
WORDS_ALONE = (PostType.TEXT.value, PostType.LINK.value)
SHOWN = 20


@dataclass(frozen=True)
class Doubled:
    """(m,) 1 for a post whose text stood in the feed within two days before."""

    account: int

    def __call__(self, scene: Scene) -> Array:
        feed = scene.once(FeedOf(self.account))
        return (counted_before(feed.seconds, scene.once(SameText(self.account)), DOUBLE_DAYS) > 0).astype(float)


@dataclass(frozen=True)
class Languages:
    """(m,) number of a post's language, NaN where it is unclear."""

    account: int

    def __call__(self, scene: Scene) -> Array:
        rows = scene.once(FeedOf(self.account)).rows
        found = find_languages(scene.posts.text[rows].tolist(), given=scene.posts.lang[rows].tolist())
        return np.array([float(int.from_bytes(code.encode(), "big")) if code else np.nan for code in found])


def explain(case: Case) -> Iterator[Answer]:
    faults = {name: found for name, fault in FAULTS.items() if (found := fault(case)) is not None}
    worse = {name: found for name, found in faults.items() if _more_frequent(case, found)}
    if not worse:
        return
    full = {name: column for name, found in worse.items() if (column := filled(case, found)) is not None}
    columns = np.column_stack(list(full.values())) if full else np.zeros((len(case.rows), 0))
    prior = (PLAUSIBLE,) * columns.shape[1]
    measurable = bool(full) and could_matter(case, columns, prior)
    worst = max(worse, key=lambda name: (_share(worse[name], case.after), name))
    hit = case.rows[case.after & (np.nan_to_num(worse[worst]) > 0)]
    yield Explanation(
        code=CODE,
        basis=Basis.OBSERVED,
        changes_mind="links_tried" if worst == "dead_page" else "fault_mended",
        columns=columns if measurable else None,
        prior_sd=prior if measurable else (),
        step=f"mend_{worst}",
        facts={
            "fault": worst,
            "faults": tuple(sorted(worse)),
            "posts": len(hit),
            "before": _known_share(worse[worst], case.before),
            "after": _known_share(worse[worst], case.after),
            **({"asked": _last_tried(case, hit)} if worst == "dead_page" else {}),
        },
        evidence=evidence_of(case.posts, hit[::-1][:SHOWN]),
    )


def _more_frequent(case: Case, fault: Array) -> bool:
    """Clearly: reading errors, and a slip among hundreds of posts, are as old as the account."""
    known = ~np.isnan(fault)
    hits = float(fault[case.after & known].sum())
    sizes = [max(int((side & known).sum()), 1) for side in (case.before, case.after)]
    pooled = float(fault[(case.before | case.after) & known].sum()) / sum(sizes)
    error = np.sqrt(pooled * (1.0 - pooled) * (1.0 / sizes[0] + 1.0 / sizes[1]))
    return hits >= SOME and _share(fault, case.after) - _share(fault, case.before) > CLEARLY * error


def _known_share(fault: Array, side: Array) -> float | None:
    """Of the posts of a side for which it is known; None where it is known of none."""
    known = fault[side & ~np.isnan(fault)]
    return float(known.mean()) if len(known) else None


def _share(fault: Array, side: Array) -> float:
    """To compare with: a fault nobody has seen yet counts as none."""
    return _known_share(fault, side) or 0.0


def _dead_page(case: Case) -> Array | None:
    """(n,) 1 where a link fails, 0 where all that were asked answered, or there is none; NaN where nobody asked."""
    tried = case.scene.links
    if not tried:
        return None
    found = np.full(len(case.rows), np.nan)
    for i, links in enumerate(case.posts.links[case.rows]):
        checks = [tried[url] for url in links if url in tried]
        if any(check.fails for check in checks):
            found[i] = 1.0
        elif checks or not links:
            found[i] = 0.0
    return found


def _last_tried(case: Case, rows: Array) -> date:
    """When the links of these posts were asked for, the last of them."""
    tried = case.scene.links
    return max(tried[url].asked.date() for links in case.posts.links[rows] for url in links if url in tried)


def _wrong_link(case: Case) -> Array | None:
    """(n,) NaN for posts whose links visibly lead nowhere off the network."""
    hosts = [_hosts(case, links) for links in case.posts.links[case.rows]]
    named = np.array([bool(own) for own in hosts])
    usual = [own for own, is_usual in zip(hosts, case.before & named, strict=True) if is_usual]
    if len(usual) < FEWEST:
        return None
    counts: dict[str, int] = {}
    for own in usual:
        for host in own:
            counts[host] = counts.get(host, 0) + 1
    rule = {host for host, k in counts.items() if k > RARE * len(usual) and k > 1}
    if sum(bool(own & rule) for own in usual) < RULE * len(usual):
        return None
    return np.where(named, np.array([not own & rule for own in hosts], dtype=float), np.nan)


def _hosts(case: Case, links: tuple[str, ...]) -> frozenset[str]:
    """Where the links of a post lead off the networks; short links only where somebody followed them."""
    tried = case.scene.links
    landed = [tried[url].landed for url in links if parted(url)[0] in SHORTENERS and url in tried]
    return frozenset(link.host for link in outward((*links, *landed)))


def _wrong_language(case: Case) -> Array | None:
    return _against_rule(case, of_posts(case, Languages))


def _missing_media(case: Case) -> Array | None:
    kind = case.posts.format[case.rows].astype(str)
    bare = np.where(kind == PostType.UNKNOWN.value, np.nan, np.isin(kind, WORDS_ALONE).astype(float))
    usual = bare[case.before & ~np.isnan(bare)]
    return bare if len(usual) >= FEWEST and 1.0 - usual.mean() >= RULE else None


def _against_rule(case: Case, value: Array) -> Array | None:
    """(n,) 1 for a value that hardly any of the usual posts had, where the others cover nearly all of them."""
    usual = value[case.before & ~np.isnan(value)]
    if len(usual) < FEWEST:
        return None
    names, counts = np.unique(usual, return_counts=True)
    rule = names[(counts > RARE * len(usual)) & (counts > 1)]
    if np.isin(usual, rule).mean() < RULE:
        return None
    return np.where(np.isnan(value), np.nan, ~np.isin(value, rule))


def _late(case: Case) -> Array | None:
    timed = case.posts.has_time[case.rows]
    hour = (case.published - case.published.astype("datetime64[D]")) / np.timedelta64(3600, "s")
    usual = hour[case.before & timed]
    if len(usual) < FEWEST:
        return None
    centre = _usual_hour(usual)
    behind = (hour - centre + 12.0) % 24.0 - 12.0
    if (np.abs(behind[case.before & timed]) <= PUNCTUAL_HOURS).mean() < PUNCTUAL:
        return None
    late = np.where(timed, behind > LATE_HOURS, np.nan)
    # A series that moved as a whole is not late: it has other hours (see timing).
    return late if _share(late, case.after) <= 1.0 - PUNCTUAL else None


def _usual_hour(hours: Array) -> float:
    """The hour of the day nearest to all others on the clock's circle; the first of several equally near."""
    day = 24 * 3600
    seconds = np.rint(hours * 3600).astype(np.int64)
    unrolled = np.sort(np.concatenate([seconds - day, seconds, seconds + day]))
    sums = np.concatenate([[0], np.cumsum(unrolled)])
    first = np.searchsorted(unrolled, seconds - day // 2)  # half a day before each, and half a day after: n of them
    middle = np.searchsorted(unrolled, seconds)
    last = first + len(seconds)
    before = seconds * (middle - first) - (sums[middle] - sums[first])
    after = (sums[last] - sums[middle]) - seconds * (last - middle)
    return float(hours[(before + after).argmin()])


def _double_post(case: Case) -> Array | None:
    return of_posts(case, Doubled)


def _broken_label(case: Case) -> Array | None:
    """(n,) 0 for posts without links too: nothing in them is broken."""
    return np.array([float(any(map(broken_label, links))) for links in case.posts.links[case.rows]])


FAULTS: dict[str, Callable[[Case], Array | None]] = {
    "dead_page": _dead_page,
    "wrong_link": _wrong_link,
    "wrong_language": _wrong_language,
    "missing_media": _missing_media,
    "late": _late,
    "double_post": _double_post,
    "broken_label": _broken_label,
}
