"""What belongs to a campaign, and what it has cost and brought so far: for its page, its stop criteria, its end.

A post or mailing belongs by the label its export carries, by the utm_campaign of a link in it, or by a hashtag; adverts
and gifts by their label. What somebody confirmed or refused by hand wins over all of these. Sums are over the posts of
the campaign's days; reach and other numbers of different people are never added. What no file speaks of is absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np

from pratfall.records.goals import CampaignGoal, GoalUnit
from pratfall.records.instants import instant
from pratfall.records.numbers import Money
from pratfall.records.scene import Scene
from pratfall.records.tables import NOT_ADDITIVE

Array = Any
Key = tuple[str, str, str]  # kind, platform, reference
EMAIL = "email"
NETWORK_OF = {"mailchimp": EMAIL}  # where a platform's posts are mailings
# How links name their network in utm_source, where not by its own name.
SOURCES = {"fb": "facebook", "ig": "instagram", "twitter": "x", "newsletter": EMAIL, "mailchimp": EMAIL, "mail": EMAIL}
LABEL = 120
SHOWN = 300  # pieces of one kind


@dataclass(frozen=True)
class Piece:
    """`how`: "label", "link", "tag" or "hand". `n`: gifts of a form, otherwise 1."""

    kind: str
    platform: str
    ref: str
    label: str
    how: str
    day: date | None = None
    n: int = 1
    confirmed: bool = False
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class CampaignNumbers:
    """`result`: in the goal's unit; None where no gift since its start was exported. `grown`: what had come in by the
    end of each day with a gift. `networks`: sums by network and metric.
    """

    name: str
    as_of: datetime
    gifts_until: datetime | None
    result: Decimal | None
    gifts: int
    spent: tuple[Money, ...] | None
    hours: Decimal | None
    grown: tuple[tuple[date, Decimal], ...] = ()
    networks: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    pieces: tuple[Piece, ...] = ()

    def result_by(self, day: date) -> Decimal | None:
        """What had come in by the end of `day`; None where gifts are not known so far."""
        if self.result is None or self.gifts_until is None or self.gifts_until.date() < day:
            return None
        return next((value for known, value in reversed(self.grown) if known <= day), Decimal(0))


def campaign_numbers(scene: Scene, goal: CampaignGoal, judged: Mapping[Key, bool] | None = None) -> CampaignNumbers:
    """`judged`: what somebody said belongs (True) or does not (False)."""
    judged = judged or {}
    rows, how = _posts(scene, goal, judged)
    gifts = _gifts(scene, goal, judged)
    adverts = _adverts(scene, goal, judged)
    known = scene.gifts.occurred[~np.isnat(scene.gifts.occurred)]
    until = instant(known.max()) if len(known) else None
    begun = until is not None and until.date() >= goal.window.start
    return CampaignNumbers(
        name=goal.name,
        as_of=scene.now,
        gifts_until=until,
        result=_result(scene, goal, gifts) if begun else None,
        gifts=len(gifts),
        spent=_spent(scene, adverts),
        hours=scene.settings.hours_for(scene.posts.format[rows].tolist()) if len(rows) else None,
        grown=_grown(scene, goal, gifts),
        networks=_networks(scene, goal, rows, gifts),
        pieces=(
            *_post_pieces(scene, rows, how, judged),
            *_link_pieces(scene, goal, rows, judged),
            *_label_pieces("ad", scene.spends.campaign, adverts, judged),
            *_label_pieces("form", scene.gifts.campaign, gifts, judged),
        ),
    )


def _posts(scene: Scene, goal: CampaignGoal, judged: Mapping[Key, bool]) -> tuple[Array, list[str]]:
    """Rows of the campaign's posts, and how each was recognised."""
    posts = scene.posts
    start = np.datetime64(goal.window.start, "s")
    end = np.datetime64(goal.window.end + timedelta(days=1), "s")
    tags = {_squeezed(label) for label in goal.labels}
    rows, how = [], []
    # A campaign's days hold few posts, whatever the history: the loop is over those.
    for row in np.flatnonzero((posts.published >= start) & (posts.published < end)).tolist():
        found = _recognised(posts, row, goal.labels, tags)
        said = judged.get(_post_key(scene, row))
        if said or (found and said is None):
            rows.append(row)
            how.append(found or "hand")
    return np.array(rows, dtype=int), how


def _recognised(posts: Any, row: int, labels: frozenset[str], tags: set[str]) -> str:
    if _utm(posts.links[row]) & labels:
        return "link"
    if str(posts.campaign[row]).casefold() in labels:
        return "label"
    return "tag" if any(_squeezed(tag) in tags for tag in posts.hashtags[row]) else ""


def _utm(links: tuple[str, ...]) -> set[str]:
    return {name.casefold() for link in links for name in parse_qs(urlsplit(link).query).get("utm_campaign", ())}


def _squeezed(label: str) -> str:
    return "".join(c for c in label.casefold() if c.isalnum())


def _post_key(scene: Scene, row: int) -> Key:
    platform = scene.accounts[int(scene.posts.account[row])].platform
    return "mailing" if platform in NETWORK_OF else "post", platform, str(scene.posts.id[row])


def _gifts(scene: Scene, goal: CampaignGoal, judged: Mapping[Key, bool]) -> Array:
    gifts = scene.gifts
    start = np.datetime64(goal.window.start, "s")
    end = np.datetime64(goal.window.end + timedelta(days=1), "s")
    inside = _labelled("form", gifts.campaign, goal, judged) & (gifts.occurred >= start) & (gifts.occurred < end)
    signup = np.asarray(gifts.type == "signup", dtype=bool)
    inside &= signup if goal.unit is GoalUnit.SIGNUPS else ~signup
    if goal.unit is GoalUnit.MONEY:
        inside &= np.asarray(gifts.currency == goal.currency, dtype=bool)
    return np.flatnonzero(inside)


def _adverts(scene: Scene, goal: CampaignGoal, judged: Mapping[Key, bool]) -> Array:
    spends = scene.spends
    started = (spends.start >= np.datetime64(goal.window.start, "D")) & (
        spends.start <= np.datetime64(goal.window.end, "D")
    )
    return np.flatnonzero(_labelled("ad", spends.campaign, goal, judged) & started)


def _labelled(kind: str, column: Array, goal: CampaignGoal, judged: Mapping[Key, bool]) -> Array:
    """(n,) bool. There may be a million rows, and few labels."""
    words = column.tolist()
    own = {word for word in set(words) if word and judged.get((kind, "", word), word.casefold() in goal.labels)}
    return np.fromiter(map(own.__contains__, words), dtype=bool, count=len(words))


def _result(scene: Scene, goal: CampaignGoal, rows: Array) -> Decimal:
    if goal.unit is not GoalUnit.MONEY:
        return Decimal(len(rows))
    return sum((net for net in scene.gifts.net[rows].tolist() if net is not None), Decimal(0))


def _grown(scene: Scene, goal: CampaignGoal, rows: Array) -> tuple[tuple[date, Decimal], ...]:
    days = scene.gifts.occurred[rows].astype("datetime64[D]")
    total, grown = Decimal(0), []
    for day in np.unique(days):
        total += _result(scene, goal, rows[days == day])
        grown.append((day.astype(object), total))
    return tuple(grown)


def _spent(scene: Scene, rows: Array) -> tuple[Money, ...] | None:
    totals: dict[str, Decimal] = {}
    for row in rows.tolist():
        if scene.spends.amount[row] is not None:
            currency = str(scene.spends.currency[row])
            totals[currency] = totals.get(currency, Decimal(0)) + scene.spends.amount[row]
    return tuple(Money(amount, currency) for currency, amount in sorted(totals.items())) or None


def _networks(scene: Scene, goal: CampaignGoal, rows: Array, gifts: Array) -> dict[str, dict[str, float]]:
    posts = scene.posts
    platform = np.array([a.platform for a in scene.accounts] or [""], dtype=object)[posts.account[rows]]
    found: dict[str, dict[str, float]] = {}
    for name in sorted(set(platform.tolist())):
        own = rows[platform == name]
        sums = {metric: values[own] for metric, values in posts.metrics.items() if metric not in NOT_ADDITIVE}
        known = {metric: float(np.nansum(v)) for metric, v in sums.items() if np.isfinite(v).any()}
        found[NETWORK_OF.get(name, name)] = {"posts": float(len(own)), **known}
    _add_gifts(scene, goal, gifts, found)
    return found


def _add_gifts(scene: Scene, goal: CampaignGoal, gifts: Array, found: dict[str, dict[str, float]]) -> None:
    """What came from each network, by utm_source. None is known where no gift of the campaign names its source."""
    source = [SOURCES.get(str(s), str(s)) for s in scene.gifts.source[gifts].tolist()]
    if not any(source):
        return
    for name in {*found, *(s for s in source if s)}:
        own = gifts[np.array([s == name for s in source], dtype=bool)]
        brought = found.setdefault(name, {})
        brought["gifts"] = float(len(own))
        if goal.unit is GoalUnit.MONEY:
            brought["income"] = float(_result(scene, goal, own))


def _post_pieces(scene: Scene, rows: Array, how: list[str], judged: Mapping[Key, bool]) -> list[Piece]:
    posts = scene.posts
    pieces = []
    for row, found in list(zip(rows.tolist(), how, strict=True))[-SHOWN:]:
        key = _post_key(scene, row)
        text, day = str(posts.text[row])[:LABEL], posts.published[row].astype("datetime64[D]").astype(object)
        pieces.append(Piece(*key, text, found, day, confirmed=bool(judged.get(key)), url=str(posts.url[row])))
    return pieces


def _link_pieces(scene: Scene, goal: CampaignGoal, rows: Array, judged: Mapping[Key, bool]) -> list[Piece]:
    counts: dict[str, int] = {}
    for row in rows.tolist():
        for link in scene.posts.links[row]:
            if _utm((link,)) & goal.labels:
                counts[link] = counts.get(link, 0) + 1
    pieces = [Piece("link", "", link, link[:LABEL], "link", None, n) for link, n in sorted(counts.items())]
    return [_marked(piece, judged) for piece in pieces[:SHOWN] if judged.get(("link", "", piece.ref)) is not False]


def _label_pieces(kind: str, column: Array, rows: Array, judged: Mapping[Key, bool]) -> list[Piece]:
    words, counts = (found.tolist() for found in np.unique(column[rows].astype(str), return_counts=True))
    pieces = [Piece(kind, "", word, word[:LABEL], "label", None, n) for word, n in zip(words, counts, strict=True)]
    return [_marked(piece, judged) for piece in pieces[:SHOWN]]


def _marked(piece: Piece, judged: Mapping[Key, bool]) -> Piece:
    said = judged.get((piece.kind, piece.platform, piece.ref))
    return replace(piece, confirmed=bool(said))
