"""What an organisation's decisions turned out to be worth, by the numbers of today's review. Writes nothing."""

from __future__ import annotations

from datetime import datetime

from pratfall.decide.afterwards import Later, Verdict
from pratfall.decide.basis import DecisionBasis
from pratfall.learn.worth import Decided, Worth, days_since
from pratfall.learn.worth import worth as worth_of
from pratfall.records.advice import Act
from pratfall.records.numbers import Window
from pratfall.reviews import settings
from pratfall.site.campaigns import frozen
from pratfall.site.campaigns.models import Decision
from pratfall.site.campaigns.services import decisions
from pratfall.site.people.models import Organisation
from pratfall.site.today import desk


def worth(organisation: Organisation, now: datetime, window: Window | None = None) -> Worth | None:
    """Of decisions about findings that hold, signed in `window` (all of them where None); None without any."""
    current = desk.current(organisation, now)
    later = current.later if current else {}
    if not later:
        return None
    floor = settings.load(settings.home()).benchmarks["worth_keeping_ratio"]
    found = decisions.standing(organisation).filter(pk__in=later)
    if window is not None:
        found = found.filter(at__date__gte=window.start, at__date__lte=window.end)
    told = [one for decision in found if (one := decided(decision, later[decision.pk], floor=floor, now=now))]
    return worth_of(told) if told else None


def decided(decision: Decision, later: Later, *, floor: float, now: datetime) -> Decided | None:
    """A decision as learn/worth.py looks at it; None where it was taken on no finding."""
    basis, after = frozen.basis_in(decision), frozen.afterwards(decision, later, floor=floor)
    if basis is None or after is None:
        return None
    said = max(decision.revisits.all(), key=lambda revisit: (revisit.at, revisit.pk), default=None)
    return Decided(
        number=decision.pk,
        act=Act(decision.act),
        subject=basis.subject,
        verdict=after.verdict.value,
        judged=said.judgement if said else "",
        saved=later.saved,
        counted=basis.n if after.verdict is not Verdict.IGNORED else 0,
        hours_a_post=_hours_a_post(basis),
        since=later.posts,
        days=days_since(decision.at.date(), now.date()),
    )


def _hours_a_post(basis: DecisionBasis) -> float | None:
    return float(basis.cost.hours) / basis.n if basis.cost.hours is not None and basis.n > 0 else None
