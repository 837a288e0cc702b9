"""How bold a team's work is against the band it chose, what fails of its tests, and which of them count."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from pratfall.decide.ideas import Kind
from pratfall.errors import Refused
from pratfall.learn import portfolio as learnt
from pratfall.learn.genuine import CAMPAIGN
from pratfall.learn.portfolio import DEFAULT, LEVELS, Portfolio, Range
from pratfall.records.numbers import Window
from pratfall.site.campaigns.models import Campaign, Idea, IdeaState
from pratfall.site.lessons import tried
from pratfall.site.lessons.models import Band, Genuine
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services.keeping import storable
from pratfall.site.today import desk

YEAR_DAYS = 365
WHY = 2000
Shares = Mapping[tuple[str, ...], Range]


def portfolio(organisation: Organisation, now: datetime, window: Window | None = None) -> Portfolio:
    """`window`: the year that ends with `now`, where none is given."""
    window = window or Window(now.date() - timedelta(days=YEAR_DAYS - 1), now.date())
    campaigns = Campaign.objects.filter(organisation=organisation, launched_at__isnull=False)
    ideas = list(Idea.objects.filter(organisation=organisation, started_at__isnull=False))
    return learnt.portfolio(
        [
            *tried.of_campaigns(campaigns.prefetch_related("predictions"), now),
            *tried.of_ideas(ideas, now, _posts(organisation, ideas, now)),
        ],
        window=window,
        band=band_of(organisation, now),
        judged={key: row.genuine for key, row in judgements(organisation, now).items()},
    )


def band_of(organisation: Organisation, now: datetime) -> learnt.Band:
    """The one in force, or the default where nobody chose one."""
    row = chosen(organisation, now)
    return read_band(row) if row else DEFAULT


def chosen(organisation: Organisation, now: datetime) -> Band | None:
    known = Band.objects.filter(organisation=organisation, at__lte=now).select_related("by")
    return known.order_by("-at", "-pk").first()


def read_band(row: Band) -> learnt.Band:
    shares = {tuple(name.split("+")): (float(low), float(high)) for name, (low, high) in row.shares.items()}
    return learnt.Band(shares, (float(row.failures[0]), float(row.failures[1])))


def judgements(organisation: Organisation, now: datetime) -> dict[tuple[str, int], Genuine]:
    """What a person said over the rules, the newest word on each test."""
    said = Genuine.objects.filter(organisation=organisation, at__lte=now).select_related("by").order_by("at", "pk")
    return {(row.origin, row.number): row for row in said}


def set_band(
    *,
    organisation: Organisation,
    actor: User,
    shares: Shares,
    failures: Range,
    why: str,
    now: datetime,
    seen: int | None = None,
) -> Band:
    """The shares of effort the team wants, by group of levels, and of genuine tests that fail.

    `seen`: the number of the band its form was filled from, 0 for none; None where nobody looked. Raises Refused, also
    where another was set since.
    """
    require(actor, organisation, Role.MANAGER)
    why = _why(why)
    _possible(shares, failures)
    written = {"+".join(levels): list(limits) for levels, limits in shares.items()}
    with transaction.atomic():
        _alone(organisation)
        if seen is not None and seen != newest(Band.objects.filter(organisation=organisation)):
            raise Refused("band_changed")
        made = Band.objects.create(
            organisation=organisation, shares=written, failures=list(failures), why=why, by=actor, at=now
        )
        after = {"shares": written, "failures": list(failures)}
        record(actor=actor, organisation=organisation, act="band_set", subject=made, after=after)
    return made


def judge(
    *,
    organisation: Organisation,
    actor: User,
    origin: str,
    number: int,
    genuine: bool,
    why: str,
    now: datetime,
    seen: int | None = None,
) -> Genuine:
    """A manager's word, signed, on whether a test could have failed; it holds over the rules.

    `seen`: the number of the word it answers, 0 for none; None where nobody looked. Raises Refused, also where somebody
    has spoken since.
    """
    require(actor, organisation, Role.MANAGER)
    why = _why(why)
    if not _begun(organisation, origin, number):
        raise Refused("no_such_test")
    with transaction.atomic():
        _alone(organisation)
        said = Genuine.objects.filter(organisation=organisation, origin=origin, number=number)
        if seen is not None and seen != newest(said):
            raise Refused("test_judged_meanwhile")
        made = Genuine.objects.create(
            organisation=organisation, origin=origin, number=number, genuine=genuine, why=why, by=actor, at=now
        )
        record(actor=actor, organisation=organisation, act="test_judged", subject=f"{origin}:{number}",
               after={"genuine": genuine})  # fmt: skip
    return made


def newest(rows: QuerySet[Band] | QuerySet[Genuine]) -> int:
    """The number of the newest of rows that are only ever added; 0 for none."""
    number: int | None = rows.order_by("-at", "-pk").values_list("pk", flat=True).first()
    return number or 0


def _alone(organisation: Organisation) -> None:
    """Two who write at once take their turns."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def _begun(organisation: Organisation, origin: str, number: int) -> bool:
    if origin == CAMPAIGN:
        launched = Campaign.objects.filter(organisation=organisation, pk=number, launched_at__isnull=False)
        return launched.exclude(boldness=LEVELS[0]).exists()
    if origin != tried.IDEA:
        return False
    return Idea.objects.filter(organisation=organisation, pk=number).exclude(state=IdeaState.DRAFT).exists()


def _posts(organisation: Organisation, ideas: list[Idea], now: datetime) -> Path | None:
    """Past posts are read only where a bar is to be held against them."""
    if not any(idea.kind == Kind.AGAINST_BAR and idea.platform for idea in ideas):
        return None
    current = desk.current(organisation, now)
    return current.posts if current else None


def _why(text: str) -> str:
    text = storable(text.replace("\0", "")).strip()
    if not text:
        raise Refused("portfolio_why")
    return text[:WHY]


def _possible(shares: Shares, failures: Range) -> None:
    levels = sorted(level for group in shares for level in group)
    if levels != sorted(LEVELS):
        raise Refused("band_levels")
    for low, high in (*shares.values(), failures):
        if not (math.isfinite(low) and math.isfinite(high) and 0.0 <= low < high <= 1.0):
            raise Refused("band_limits")
    lows, highs = (math.fsum(limits[end] for limits in shares.values()) for end in (0, 1))
    if lows > 1.0 + 1e-9 or highs < 1.0 - 1e-9:
        raise Refused("band_sum")
