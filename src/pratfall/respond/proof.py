"""Is it proved that it will not happen again? Verdicts on promised actions; what nobody can know proves nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from pratfall.records.measures import Measure
from pratfall.records.numbers import NotEnoughData

LOOK_EVERY = timedelta(days=14)  # a longer hole between two looks, and nobody knows what was found meanwhile
FEWEST_WEEKS = 2


class Verdict(StrEnum):
    PROVED = "proved"
    NOT_YET = "not_yet"
    CANNOT_TELL = "cannot_tell"


class Side(StrEnum):
    """On which side of the bar a number has to come to lie."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True)
class Answer:
    """`reason`: a code; `facts`: the numbers and days its wording needs."""

    verdict: Verdict
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """One day's review looked for a finding. `believable`: the data could have shown it."""

    on: date
    found: bool
    believable: bool


def of_number(measure: Measure | None, *, side: Side, bar: float, promised_at: datetime) -> Answer:
    """Whether a number has come to lie beyond `bar`, its whole interval with it, on days after the promise."""
    if measure is None:
        return Answer(Verdict.CANNOT_TELL, "nothing_read")
    estimate = measure.estimate
    if isinstance(estimate, NotEnoughData):
        return Answer(Verdict.CANNOT_TELL, "too_few", {"needed": estimate.needed, "got": estimate.got})
    if measure.freshness.stale or measure.freshness.newest is None:
        return Answer(Verdict.CANNOT_TELL, "stale", {"newest": measure.freshness.newest})
    read = {"value": estimate.value, "low": estimate.low, "high": estimate.high}
    if measure.window is None or measure.window.start < promised_at.date():
        days = measure.window.days if measure.window else 0
        return Answer(Verdict.NOT_YET, "too_early", {**read, "day": (promised_at + timedelta(days=days)).date()})
    if not _beyond(estimate.value, side, bar):
        return Answer(Verdict.NOT_YET, "not_moved", read)
    if not _beyond(estimate.high if side is Side.AT_MOST else estimate.low, side, bar):
        return Answer(Verdict.NOT_YET, "within_doubt", read)
    return Answer(Verdict.PROVED, "moved", read)


def is_there_already(value: float, *, side: Side, bar: float) -> bool:
    """A number that lies beyond the bar already has nowhere to move."""
    return _beyond(value, side, bar)


def _beyond(value: float, side: Side, bar: float) -> bool:
    return value <= bar if side is Side.AT_MOST else value >= bar


def of_absence(looks: Sequence[Look], *, weeks: int, promised_at: datetime, today: date) -> Answer:
    """Whether a finding has stayed away for `weeks`, seen by looks without a long hole. `looks`: in order of days.

    Looks that could not have shown it count as none; so do those of before the promise.
    """
    seen = [look for look in looks if look.believable and look.on >= promised_at.date()]
    if not seen or today - seen[-1].on > LOOK_EVERY:
        return Answer(Verdict.CANNOT_TELL, "not_looked")
    away = _away(seen)
    if not away:
        return Answer(Verdict.NOT_YET, "still_found", {"day": seen[-1].on})
    since = away[0].on
    enough = since + timedelta(weeks=weeks)
    if away[-1].on < enough:
        return Answer(Verdict.NOT_YET, "gone_since", {"since": since, "day": enough})
    return Answer(Verdict.PROVED, "stayed_away", {"since": since, "weeks": weeks})


def _away(seen: Sequence[Look]) -> list[Look]:
    """The newest looks that did not find it, as far back as they hang together."""
    away: list[Look] = []
    for look in reversed(seen):
        if look.found or (away and away[-1].on - look.on > LOOK_EVERY):
            break
        away.append(look)
    return away[::-1]


def of_shown(*, shown_by: int | None, confirmed_by: int | None) -> Answer:
    """Somebody shows that it is done, and somebody else agrees. Both by their numbers."""
    if shown_by is None:
        return Answer(Verdict.NOT_YET, "nothing_shown")
    if confirmed_by is None or confirmed_by == shown_by:
        return Answer(Verdict.NOT_YET, "waits_for_second")
    return Answer(Verdict.PROVED, "confirmed")


def of_check(*, ticked: bool, launched: bool, waived: bool) -> Answer:
    """A check is proved where a campaign was launched with it ticked. Of the campaign that went furthest."""
    if ticked and launched:
        return Answer(Verdict.PROVED, "launched_with_it")
    if ticked:
        return Answer(Verdict.NOT_YET, "ticked_not_launched")
    return Answer(Verdict.NOT_YET, "waived_only" if waived else "no_campaign_yet")
