"""What works on an account, in words: a line per kind of post, and what the lines rest on."""

from __future__ import annotations

from dataclasses import dataclass

from pratfall.diagnose.measures import HOURS
from pratfall.records.drivers import Driver, Drivers, Verdict
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.records.review import Review
from pratfall.records.subjects import Subject

from . import amounts
from .plain import plain
from .speech import Speech

SHOWN = 8


@dataclass(frozen=True)
class DriversTold:
    title: str
    lines: tuple[str, ...]  # one per kind of post, or one that says why there is none
    basis: str


def told_drivers(review: Review, subject: Subject, words: Speech) -> DriversTold | None:
    """Of one account; None where its posts have no numbers to go by."""
    found = next((drivers for drivers in review.drivers if drivers.subject == subject), None)
    if found is None:
        return None
    lines = tuple(driver_line(driver, words) for driver in found.drivers[:SHOWN]) or (_why_none(found, words),)
    return DriversTold(words.say("drivers.title"), lines, _basis(found, words))


def driver_line(driver: Driver, words: Speech) -> str:
    kinds = ", ".join(_kind(feature, kind, words) for feature, kind in driver.where.items())
    ratio = driver.ratio
    facts = {"ratio": ratio.value, "low": ratio.low, "high": ratio.high, "n": driver.n}
    return words.say("drivers.line", what=kinds[:1].upper() + kinds[1:], **facts)


def _kind(feature: str, kind: str, words: Speech) -> str:
    match feature:
        case "hour":
            return words.say("driver.hour", start=int(kind), end=int(kind) + HOURS)
        case "language":
            return words.say("driver.language", name=str(words.locale.languages.get(kind, plain(kind))))
        case "topic" if kind != "-":
            return words.say("driver.series", name=plain(kind, limit=60))
        case "format":
            return words.say("driver.format", kind=words.name("format", kind))
        case _:
            return words.say(f"driver.{feature}.{kind}")


def _why_none(found: Drivers, words: Speech) -> str:
    if isinstance(found.gain, NotEnoughData):
        return words.say("drivers.too_few", got=found.gain.got, needed=found.gain.needed)
    key = "drivers.no_help" if found.verdict is Verdict.NO_HELP else "drivers.nothing"
    return words.say(key, tested=found.tested)


def _basis(found: Drivers, words: Speech) -> str:
    if not isinstance(found.gain, Estimate) or found.window is None or found.verdict is not Verdict.TOLD:
        return ""
    facts = {"n": found.n, "start": found.window.start, "end": found.window.end, "tested": found.tested}
    saved = {"gain": found.gain.value, "range": amounts.between(found.gain, words)}
    return words.say("drivers.basis", **facts, **saved, right=found.ranked_right)
