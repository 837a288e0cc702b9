"""What something has cost: hours behind its posts, money spent on it. Never likes turned into money.

    hours   posts of the subject in the window times the hours their kinds take (editable defaults)
    money   hours at the team's hourly rate, if it gave one, plus advertising spend that belongs to the subject

Spend belongs to a campaign by its label, to an account or network by its platform where that platform has one
account only, and to the organisation always. What belongs to nobody in particular is not spread: unknown stays
None. Spend reported for a span of days counts by the days of the span inside the window. Currencies stay apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from pratfall.records.numbers import Cost, Money, Window
from pratfall.records.review import Income
from pratfall.records.scene import Scene
from pratfall.records.subjects import ADVERTISED_ON, Subject, SubjectKind

Array = Any
CENT = Decimal("0.01")


@dataclass(frozen=True)
class _Rows:
    """Post rows of one subject in order of publication, with their instants."""

    rows: Array
    published: Array

    def within(self, window: Window) -> Array:
        start = np.datetime64(window.start, "s")
        end = np.datetime64(window.end + timedelta(days=1), "s")
        return self.rows[np.searchsorted(self.published, start) : np.searchsorted(self.published, end)]


def cost_of(scene: Scene) -> Callable[[Subject, Window], Cost]:
    """A function that prices any subject of the scene over a window."""
    groups = {group.subject: _dated(scene, group.rows) for group in scene.groups}
    everything = _dated(scene, np.arange(len(scene.posts)))
    by_id: dict[tuple[str, str, str], int] = {}

    def rows_of(subject: Subject) -> _Rows | None:
        if subject.kind is SubjectKind.ORGANISATION:
            return everything
        if subject.kind is SubjectKind.POST:
            if not by_id:
                by_id.update(_post_rows(scene))
            row = by_id.get((subject.platform, subject.account_id, subject.id))
            return _dated(scene, np.array([row])) if row is not None else None
        return groups.get(subject)

    def cost(subject: Subject, window: Window) -> Cost:
        found = rows_of(subject)
        rows = found.within(window) if found else np.array([], dtype=int)
        hours = scene.settings.hours_for(scene.posts.format[rows].tolist()) if len(rows) else None
        return Cost(hours=hours, money=_money(scene, subject, window, hours))

    return cost


def income(scene: Scene) -> tuple[Income, ...]:
    """Donations and sales, each counted once, by campaign label, else by source; largest first within a currency."""
    gifts = scene.gifts
    labels = [campaign or source for campaign, source in zip(gifts.campaign, gifts.source, strict=True)]
    totals: dict[tuple[str, str], Decimal] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for label, currency, net in zip(labels, gifts.currency, gifts.net, strict=True):
        if net is None:
            continue
        totals[label, currency] = totals.get((label, currency), Decimal(0)) + net
        counts[label, currency] += 1
    rows = (
        Income(label, counts[label, currency], Money(total, currency)) for (label, currency), total in totals.items()
    )
    return tuple(sorted(rows, key=lambda i: (i.money.currency, -i.money.amount, i.label)))


def _dated(scene: Scene, rows: Array) -> _Rows:
    published = scene.posts.published[rows]
    known = ~np.isnat(published)
    rows, published = rows[known], published[known]
    order = np.argsort(published, kind="stable")
    return _Rows(rows[order], published[order])


def _post_rows(scene: Scene) -> dict[tuple[str, str, str], int]:
    posts, accounts = scene.posts, scene.accounts
    owners = [(accounts[a].platform, accounts[a].account_id) for a in posts.account.tolist()]
    return {(*owner, post_id): row for row, (owner, post_id) in enumerate(zip(owners, posts.id, strict=True))}


def _money(scene: Scene, subject: Subject, window: Window, hours: Decimal | None) -> tuple[Money, ...] | None:
    totals: dict[str, Decimal] = {}
    settings = scene.settings
    if hours is not None and settings.hourly_rate is not None:
        totals[settings.currency] = hours * settings.hourly_rate
    for row in np.flatnonzero(_belongs(scene, subject) & _meets(scene, window)).tolist():
        if scene.spends.amount[row] is not None:
            currency = scene.spends.currency[row]
            spent = scene.spends.amount[row] * _share_inside(scene, row, window)
            totals[currency] = totals.get(currency, Decimal(0)) + spent
    return tuple(Money(amount.quantize(CENT), currency) for currency, amount in sorted(totals.items())) or None


def _belongs(scene: Scene, subject: Subject) -> Array:
    """(spends,) bool: which rows of spend are this subject's."""
    spends = scene.spends
    if subject.kind is SubjectKind.ORGANISATION:
        return np.ones(len(spends.platform), dtype=bool)
    if subject.kind is SubjectKind.CAMPAIGN:
        return np.asarray(spends.campaign == subject.id, dtype=bool)
    if subject.kind in (SubjectKind.ACCOUNT, SubjectKind.NETWORK):
        theirs = [p for p in set(spends.platform.tolist()) if _alone(scene, subject, p)]
        return np.isin(spends.platform.astype(str), theirs)
    return np.zeros(len(spends.platform), dtype=bool)


def _alone(scene: Scene, subject: Subject, platform: str) -> bool:
    """Adverts of `platform` can only be for this subject: no other account or network of ours is advertised there."""
    places = ADVERTISED_ON.get(platform, frozenset({platform}))
    ours = {(a.platform, a.account_id) for a in scene.accounts if a.platform in places}
    if subject.kind is SubjectKind.NETWORK:
        return {p for p, _ in ours} == {subject.platform}
    return ours == {(subject.platform, subject.account_id)}


def _meets(scene: Scene, window: Window) -> Array:
    """(spends,) bool: some day of the row lies inside the window; False where its days are unknown."""
    start, end = scene.spends.start, np.maximum(scene.spends.end, scene.spends.start)
    return (start <= np.datetime64(window.end, "D")) & (end >= np.datetime64(window.start, "D"))


def _share_inside(scene: Scene, row: int, window: Window) -> Decimal:
    """Part of the days of one row of spend that lie inside the window."""
    first: date = scene.spends.start[row].astype(object)
    days = Window(first, max(scene.spends.end[row].astype(object), first))
    return Decimal(days.shared_days(window)) / days.days
