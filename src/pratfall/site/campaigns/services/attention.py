"""Put something aside on the Monday page: until a day, to a colleague, or because it is no problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from pratfall.errors import Refused
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.site.campaigns.models import Aside, AsideKind, Decision
from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership, Organisation, User
from pratfall.stats.shares import wilson

LONGEST_SNOOZE = timedelta(days=180)
FEWEST_JUDGED = 5  # below that a hit rate says nothing


@dataclass(frozen=True)
class Thing:
    """What is put aside: `key` is the same every day, `code` names what found it."""

    key: str
    code: str
    title: str


def snooze(
    *, organisation: Organisation, actor: User, things: Sequence[Thing], until: date, why: str, now: datetime
) -> None:
    """Not before `until`. Raises Refused."""
    if not why.strip():
        raise Refused("aside_needs_reason")
    if not now.date() < until <= (now + LONGEST_SNOOZE).date():
        raise Refused("snooze_day_wrong", latest=(now + LONGEST_SNOOZE).date())
    _put(organisation, actor, things, AsideKind.SNOOZED, now, why=why, until=until)


def dismiss(*, organisation: Organisation, actor: User, things: Sequence[Thing], why: str, now: datetime) -> None:
    """No problem, because: kept, and counted against what found it. Raises Refused."""
    if not why.strip():
        raise Refused("aside_needs_reason")
    _put(organisation, actor, things, AsideKind.NO_PROBLEM, now, why=why)


def assign(*, organisation: Organisation, actor: User, things: Sequence[Thing], to: User, now: datetime) -> None:
    """`to` looks after it. Raises Refused for somebody of another organisation."""
    if not Membership.objects.filter(organisation=organisation, user=to).exists():
        raise Refused("assigned_to_stranger")
    _put(organisation, actor, things, AsideKind.ASSIGNED, now, to=to)


def undo(*, organisation: Organisation, actor: User, keys: Iterable[str], now: datetime) -> int:
    """Whatever was put aside under `keys` needs a person again. Returns how many rows that were."""
    with transaction.atomic():
        found = Aside.objects.filter(organisation=organisation, key__in=list(keys), undone_at=None)
        rows = list(found)
        found.update(undone_at=now)
        for row in rows:
            record(actor=actor, organisation=organisation, act="aside_undone", subject=row)
    return len(rows)


def _put(
    organisation: Organisation,
    actor: User,
    things: Sequence[Thing],
    kind: AsideKind,
    now: datetime,
    *,
    why: str = "",
    until: date | None = None,
    to: User | None = None,
) -> None:
    """The newest of a kind holds; an assignment stands beside a snooze."""
    with transaction.atomic():
        keys = [thing.key for thing in things]
        Aside.objects.filter(organisation=organisation, key__in=keys, kind=kind, undone_at=None).update(undone_at=now)
        for thing in things:
            row = Aside.objects.create(
                organisation=organisation,
                kind=kind,
                key=thing.key,
                code=thing.code,
                title=thing.title[:300],
                why=why,
                until=until,
                to=to,
                by=actor,
                at=now,
            )
            after = {"key": thing.key, "until": until.isoformat() if until else None, "to": to.pk if to else None}
            record(actor=actor, organisation=organisation, act=f"aside_{kind.value}", subject=row, after=after)


@dataclass(frozen=True)
class Shelf:
    """What is put aside today, by key."""

    asleep: Mapping[str, Aside]
    dismissed: Mapping[str, Aside]
    assigned: Mapping[str, Aside]

    def hides(self, key: str) -> bool:
        return key in self.asleep or key in self.dismissed


def shelf(organisation: Organisation, today: date) -> Shelf:
    rows = list(Aside.objects.filter(organisation=organisation, undone_at=None).select_related("to", "by"))
    by_kind = {kind: {row.key: row for row in rows if row.kind == kind} for kind in AsideKind}
    asleep = {key: row for key, row in by_kind[AsideKind.SNOOZED].items() if row.until and row.until > today}
    return Shelf(asleep, by_kind[AsideKind.NO_PROBLEM], by_kind[AsideKind.ASSIGNED])


@dataclass(frozen=True)
class HitRate:
    """How often what `code` found was a problem, by what this organisation said of it."""

    code: str
    hits: int
    judged: int
    share: Estimate | NotEnoughData


def hit_rates(organisation: Organisation) -> list[HitRate]:
    """Of findings somebody judged: decided about is a hit, told to be no problem a miss. The most judged first.

    A decision to wait or to go on says nothing about the finding, so it counts as neither.
    """
    misses = Counter(
        Aside.objects.filter(organisation=organisation, kind=AsideKind.NO_PROBLEM, undone_at=None).values_list(
            "code", flat=True
        )
    )
    acted = Decision.objects.filter(
        organisation=organisation,
        about="finding",
        act__in=("pull", "optimise", "learn"),
        withdrawal__isnull=True,
        superseded_by__isnull=True,
    )
    hits = Counter(code for codes in acted.values_list("codes", flat=True) for code in codes)
    rates = [_rate(code, hits[code], hits[code] + misses[code]) for code in hits.keys() | misses.keys()]
    return sorted(rates, key=lambda rate: (-rate.judged, rate.code))


def _rate(code: str, hits: int, judged: int) -> HitRate:
    if judged < FEWEST_JUDGED:
        return HitRate(code, hits, judged, NotEnoughData(FEWEST_JUDGED, judged, "judged_findings"))
    low, high = wilson(hits, judged)
    return HitRate(code, hits, judged, Estimate(hits / judged, low, high, Unit.SHARE))
