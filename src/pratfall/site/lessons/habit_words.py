"""The audit of habits in sentences: what holds a team back, whether it moved, what changed since the audit before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import assert_never

from pratfall.learn.habit_trend import NO_EARLIER, HabitTrend, Move, Trend, is_fact
from pratfall.records.habit_readings import HabitReading
from pratfall.records.numbers import Estimate, NotEnoughData, Unit
from pratfall.reviews.render import amounts
from pratfall.reviews.render.figures import Figure
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.story import subject_href

from .habit_lines import line
from .services.audits import FAULTS, HabitAudit, Since

SAID = "learn.habits."


@dataclass(frozen=True)
class Told:
    """One habit of one account. `number`: as it is; `moved`: whether it did; `since`: "" without an audit before."""

    reading: HabitReading
    name: str
    network: str
    badge: str
    number: str
    basis: str
    moved: str
    year: str
    since: str
    href: str
    figure: Figure | None

    @property
    def fault(self) -> bool:
        return self.reading.status in FAULTS

    @property
    def slug(self) -> str:
        """How a form names it."""
        return "|".join(self.reading.key)


@dataclass(frozen=True)
class Page:
    """`sentences` first; then faults, what is no fault, and what cannot be counted."""

    sentences: tuple[str, ...]
    faults: tuple[Told, ...]
    fine: tuple[Told, ...]
    uncounted: tuple[Told, ...]


def told(audit: HabitAudit, words: Speech) -> Page:
    """Everything the page of habits says."""
    rows = [_told(one, audit, words) for one in audit.trends]
    faults = [row for row in rows if row.reading.status in FAULTS]
    others = [row for row in rows if row.reading.status not in FAULTS]
    uncounted = [row for row in others if isinstance(row.reading.estimate, NotEnoughData)]
    fine = [row for row in others if row not in uncounted]
    return Page(tuple(_sentences(audit, len(faults), words)), tuple(faults), tuple(fine), tuple(uncounted))


def name(code: str, words: Speech) -> str:
    """What a habit counts, without saying whether that is good."""
    return words.say(f"{SAID}name.{code}")


def _sentences(audit: HabitAudit, faults: int, words: Speech) -> list[str]:
    moves, n = audit.moves, len(audit.trends)
    said = [words.plural(f"{SAID}faults", faults) if faults else words.say(f"{SAID}no_faults")]
    counted = {move.value: moves[move] for move in Move}
    said.append(words.say(f"{SAID}moves", n=n, **counted))
    if audit.before is not None:
        changed = Counter(audit.since.values())
        facts = {"day": audit.before.on, "new": changed[Since.NEW], "gone": changed[Since.GONE]}
        said.append(words.say(f"{SAID}changed", **facts))
    return said


def _told(one: HabitTrend, audit: HabitAudit, words: Speech) -> Told:
    now = one.now
    fault = now.status in FAULTS or one.move in (Move.BETTER, Move.WORSE)
    since = audit.since.get(now.key)
    return Told(
        reading=now,
        name=name(now.code, words),
        network=words.name("network", now.subject.platform) if now.subject.platform else "",
        badge=words.say(f"{SAID}status.{now.status.value if now.status else 'none'}"),
        number=_number(now, words),
        basis=words.say(f"{SAID}basis", n=now.n, window=amounts.window(now.window, words)),
        moved=moved(one.trend, words),
        year=moved(one.year, words) if one.year else "",
        since=_since(since, audit, words),
        href=subject_href(now.subject),
        figure=line(audit.history, now, words) if fault else None,
    )


def _number(now: HabitReading, words: Speech) -> str:
    if isinstance(now.estimate, NotEnoughData):
        return lacking(now.estimate, words)
    if now.estimate is None:
        return words.say(f"{SAID}fact.{'missing' if now.status else 'there'}")
    return amounts.amount(now.estimate, words)


def lacking(missing: NotEnoughData, words: Speech) -> str:
    """How much is there and how much is needed."""
    return words.say(f"{SAID}lacking", needed=missing.needed, got=missing.got, of=amounts.of(missing, words))


def moved(trend: Trend | NotEnoughData, words: Speech) -> str:
    """Whether the number moved, with both numbers and the interval of the difference."""
    if isinstance(trend, NotEnoughData) and trend.of == NO_EARLIER:
        return words.say(f"{SAID}no_earlier")
    if isinstance(trend, NotEnoughData):
        return words.say(f"{SAID}move_lacking", lacking=lacking(trend, words))
    move = trend.move.value
    if is_fact(trend.after):
        return words.say(f"{SAID}fact.{move}", day=trend.before.window.end)
    said = {"before": _value(trend.before, words), "after": _value(trend.after, words)}
    days = {"until": trend.before.window.end, "end": trend.after.window.end}
    return words.say(f"{SAID}move.{move}", change=change(trend.change, words), **said, **days)


def change(given: Estimate | None, words: Speech) -> str:
    """The interval of a difference: percentage points, or posts a week."""
    if given is None:
        return words.say("word.unknown")
    points = given.unit is Unit.SHARE
    low, high = (_signed(value * 100 if points else value, points, words) for value in (given.low, given.high))
    return words.say(f"{SAID}change.{'points' if points else 'per_week'}", low=low, high=high)


def _signed(value: float, whole: bool, words: Speech) -> str:
    rounded = float(round(value) if whole else round(value, 1))
    sign = "+" if rounded > 0 else "\N{MINUS SIGN}" if rounded < 0 else ""
    return f"{sign}{words.number(abs(rounded))}"


def _value(reading: HabitReading, words: Speech) -> str:
    estimate = reading.estimate
    return amounts.single(estimate.value, estimate.unit, words) if isinstance(estimate, Estimate) else ""


def _since(since: Since | None, audit: HabitAudit, words: Speech) -> str:
    if since is None or audit.before is None:
        return ""
    match since:
        case Since.NEW | Since.GONE | Since.STILL:
            return words.say(f"{SAID}since.{since.value}", day=audit.before.on)
        case Since.NEVER | Since.UNKNOWN:
            return ""
        case _:
            assert_never(since)
