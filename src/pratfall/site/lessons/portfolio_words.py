"""Effort and failures against their bands, in sentences: for the page, and for reports."""

from __future__ import annotations

from collections.abc import Iterator

from pratfall.learn.portfolio import By, Effort, Failure, OfLevel, Stands
from pratfall.records.numbers import NotEnoughData
from pratfall.reviews.render.details import Row
from pratfall.reviews.render.speech import Speech

from .shares_against_band import group_said

SAID = "learn.portfolio."


def effort_said(effort: Effort, words: Speech) -> Iterator[str]:
    """Each group against its band, and what was counted; or how much is missing."""
    if isinstance(effort.groups, NotEnoughData):
        yield words.say(f"{SAID}few_begun", needed=effort.groups.needed, got=effort.groups.got)
    else:
        yield from (group_said(group, words) for group in effort.groups)
        n = effort.begun - effort.unnamed
        by = "by_hours" if effort.by is By.HOURS else "by_number"
        yield words.say(f"{SAID}{by}", n=n, unknown=effort.hours_unknown)
    if effort.unnamed:
        yield words.say(f"{SAID}unnamed", n=effort.unnamed)


def level_row(level: OfLevel, by: By, words: Speech) -> Row:
    """How many, how much of the effort, and the hours known."""
    form = "level_hours" if by is By.HOURS else "level" if level.hours is None else "level_some_hours"
    value = words.say(f"{SAID}{form}", n=level.n, share=level.share, hours=level.hours)
    return Row(words.say(f"plan.boldness.{level.level}"), value)


def failures_said(failure: Failure, words: Speech) -> Iterator[str]:
    """How much of genuine tests fails, against the band; or how much is missing."""
    rate, (low, high) = failure.rate, failure.band
    if isinstance(rate, NotEnoughData):
        yield words.say(f"{SAID}rate_few", needed=rate.needed, got=rate.got, failed=failure.failed)
    else:
        n = failure.failed + failure.worked
        yield words.say(f"{SAID}rate", n=n, failed=failure.failed, share=rate.value, low=rate.low, high=rate.high)
        yield words.say(f"{SAID}rate.{(failure.stands or Stands.OPEN).value}", low=low, high=high)
    if failure.undecided:
        yield words.say(f"{SAID}undecided", n=failure.undecided)
    if failure.running:
        yield words.say(f"{SAID}running", n=failure.running)
