"""Campaigns whose last day lies in the period: what came of each, against what was agreed before it began."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pratfall.records.goals import GoalUnit
from pratfall.reviews.campaign_numbers import campaign_numbers
from pratfall.reviews.render.speech import Speech
from pratfall.site.campaigns import goals, plan
from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.campaigns.plan import Plan
from pratfall.site.campaigns.saying import amount_words

from .gathered import Gathered
from .sections import Line


class Outcome(StrEnum):
    REACHED = "reached"
    MISSED = "missed"
    PULLED = "pulled"  # stopped before its end
    UNKNOWN = "unknown"  # no file says what it brought, or nothing was agreed


FAILED = (Outcome.MISSED.value, Outcome.PULLED.value, Outcome.UNKNOWN.value)
WORKED = (Outcome.REACHED.value,)


def campaigns_over(look: Gathered, outcomes: tuple[str, ...]) -> list[dict[str, Any]]:
    """By number, those of one of the `outcomes`."""
    within = look.period.start, look.period.end
    ended = [one for one in goals.launched(look.organisation) if within[0] <= one.goal.window.end <= within[1]]
    known = Campaign.objects.in_bulk([one.number for one in ended])
    told = (_told(look, launched, known[launched.number]) for launched in ended)
    return [one for one in told if one["outcome"] in outcomes]


def _told(look: Gathered, launched: goals.Launched, campaign: Campaign) -> dict[str, Any]:
    numbers, agreed = campaign_numbers(look.scene, launched.goal, launched.judged), plan.read(campaign)
    return {
        "number": campaign.pk,
        "name": agreed.name,
        "unit": agreed.unit.value,
        "currency": agreed.currency,
        "target": _text(agreed.target),
        "result": _text(numbers.result),
        "outcome": _outcome(campaign.state == State.PULLED, numbers.result, agreed.target).value,
    }


def _outcome(pulled: bool, result: Decimal | None, target: Decimal | None) -> Outcome:
    if pulled:
        return Outcome.PULLED
    if result is None or target is None:
        return Outcome.UNKNOWN
    return Outcome.REACHED if result >= target else Outcome.MISSED


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def lines(campaigns: list[dict[str, Any]], words: Speech) -> Iterator[Line]:
    for one in campaigns:
        shape = Plan(name=one["name"], unit=GoalUnit(one["unit"]), currency=one["currency"])
        result, target = (None if one[key] is None else Decimal(one[key]) for key in ("result", "target"))
        said = words.say(
            f"regular.campaign.{one['outcome']}",
            result=words.say("word.unknown")
            if result is None
            else amount_words(shape, result.quantize(Decimal(1)), words),
            target=words.say("word.unknown") if target is None else amount_words(shape, target, words),
        )
        yield Line(words.say("regular.campaign", name=one["name"]), said, href=f"/plans/{one['number']}/")
