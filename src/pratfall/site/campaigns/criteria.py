"""Has what was agreed before the launch happened? A number nobody has exported is unknown, never zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pratfall.reviews.campaign_numbers import CampaignNumbers

from .plan import Failure, Milestone, Plan, Stop, StopKind


class Met(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    NOT_YET = "not_yet"  # its day has not come
    NO_LONGER = "no_longer"  # the campaign ended before its day
    UNKNOWN = "unknown"  # the numbers that would tell are missing
    ASK = "ask"  # a person must look


@dataclass(frozen=True)
class Judged:
    met: Met
    value: Decimal | None = None


def stop_now(stop: Stop, plan: Plan, numbers: CampaignNumbers | None, reach: float | None, today: date) -> Judged:
    """`reach`: the chance (0 to 1) of reaching the target, where it can be told."""
    if stop.day is not None and (today < stop.day or (stop.kind is StopKind.RESULT_BELOW and today == stop.day)):
        return Judged(Met.NOT_YET)
    match stop.kind:
        case StopKind.BY_HAND:
            return Judged(Met.ASK)
        case StopKind.CHANCE_BELOW:
            return _below(Decimal(str(round(reach, 4))) if reach is not None else None, stop.value)
        case StopKind.SPEND_ABOVE:
            spent = spent_of(plan, numbers)
            if spent is None or stop.value is None:
                return Judged(Met.UNKNOWN)
            return Judged(Met.MET if spent > stop.value else Met.NOT_MET, spent)
        case StopKind.RESULT_BELOW:
            return _below(numbers.result_by(stop.day) if numbers and stop.day else None, stop.value)


def failure_now(failure: Failure, plan: Plan, numbers: CampaignNumbers | None, today: date) -> Judged:
    """Judged when the campaign is over; until then what there is so far."""
    sums = numbers.networks.get(failure.network, {}) if numbers else {}
    value = sums.get(failure.metric)
    so_far = None if value is None else Decimal(str(round(value, 2)))
    if plan.end is None or today <= plan.end:
        return Judged(Met.NOT_YET, so_far)
    return _below(so_far, failure.under)


def milestone_now(milestone: Milestone, numbers: CampaignNumbers | None, today: date) -> Judged:
    """MET: as much as was wanted by then had come in."""
    if today <= milestone.day:
        return Judged(Met.NOT_YET, numbers.result if numbers else None)
    had = numbers.result_by(milestone.day) if numbers else None
    if had is None:
        return Judged(Met.UNKNOWN)
    return Judged(Met.MET if had >= milestone.value else Met.NOT_MET, had)


def spent_of(plan: Plan, numbers: CampaignNumbers | None) -> Decimal | None:
    """Spent on adverts, in the plan's currency."""
    spent = {money.currency: money.amount for money in (numbers.spent if numbers else None) or ()}
    return spent.get(plan.currency)


def _below(value: Decimal | None, limit: Decimal | None) -> Judged:
    if value is None or limit is None:
        return Judged(Met.UNKNOWN)
    return Judged(Met.MET if value < limit else Met.NOT_MET, value)
