"""A measured way back in words and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from pratfall.learn.comeback import Return, WayBack
from pratfall.records.charts import StreamBin, StreamChart
from pratfall.records.numbers import Estimate
from pratfall.records.streams import MINUTES_PER_DAY
from pratfall.reviews.recovery import LAST_YEAR, OTHERS, Measured, Recovery, day_of
from pratfall.reviews.render import amounts
from pratfall.reviews.render.details import Row
from pratfall.reviews.render.speech import Speech

from .models import Setback
from .services.comebacks import leading, newest_of, recovery

LEVEL = 0.95
GROUNDS = (LAST_YEAR, OTHERS)
_ON_A_NETWORK = re.compile(r"(.*) \((\w+)\)", re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """One number of a comeback. `chart`: None where there is nothing to draw."""

    code: str
    name: str
    standing: str
    sentence: str
    notes: tuple[str, ...]
    rows: tuple[Row, ...]
    chart: StreamChart | None


def headline(found: Recovery, words: Speech) -> str:
    """One sentence for a list: the number that matters most, by name."""
    first = leading(found)
    if first is None:
        return words.say("comeback.nothing_yet")
    name = words.say(f"comeback.measure.{first.measure.value}")
    return words.say("comeback.headline", name=name, sentence=sentence(first, words))


def newest_lines(setbacks: Iterable[Setback], words: Speech) -> dict[int, str]:
    """What was measured last of each setback, in one sentence, by its number; those never measured are absent."""
    newest = newest_of(setbacks)
    return {number: headline(recovery(row), words) for number, row in newest.items()}


def shown(found: Recovery, words: Speech) -> list[Shown]:
    """Every number, in the order of the record."""
    return [_shown(one, found, words) for one in found.measured]


def sentence(one: Measured, words: Speech) -> str:
    """Where it stands, with its interval."""
    if not isinstance(one.way, WayBack):
        return f"{amounts.amount(one.way, words)}."
    way = one.way
    facts = {**_change(way.now.ratio, words), "weeks": way.weeks, "loss": way.smallest_loss, **_returned(way.back)}
    return words.say(f"comeback.{way.standing.value}", **facts)


def account_said(name: str, words: Speech) -> str:
    """ "The Long Table (facebook)", as a measurement keeps it, with the network by its own name."""
    found = _ON_A_NETWORK.fullmatch(name)
    return f"{found[1]} ({words.name('network', found[2])})" if found else name


def _begun(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}"


def _change(ratio: Estimate, words: Speech) -> dict[str, str]:
    named = {"change": ratio.value, "low": ratio.low, "high": ratio.high}
    return {name: amounts.signed(value - 1, words) for name, value in named.items()}


def _returned(back: Return | None) -> dict[str, int | None]:
    return {"back": back.weeks, "earliest": back.earliest, "latest": back.latest} if back else {}


def _shown(one: Measured, found: Recovery, words: Speech) -> Shown:
    way = one.way
    told = isinstance(way, WayBack)
    return Shown(
        code=one.measure.value,
        name=words.say(f"comeback.measure.{one.measure.value}"),
        standing=words.say(f"comeback.standing.{way.standing.value}") if isinstance(way, WayBack) else "",
        sentence=_begun(sentence(one, words)),
        notes=tuple(words.say(f"comeback.note.{code}") for code in way.warnings) if isinstance(way, WayBack) else (),
        rows=tuple(_rows(one, way, words)) if isinstance(way, WayBack) else (),
        chart=chart(one, found) if told else None,
    )


def _rows(one: Measured, way: WayBack, words: Speech) -> Iterator[Row]:
    against = [
        words.say(f"comeback.against.{name}") if name in GROUNDS else account_said(name, words) for name in one.against
    ]
    yield Row(words.say("comeback.row.seen"), words.number(way.seen))
    yield Row(words.say("comeback.row.foretold"), words.number(way.foretold))
    if way.deepest is not None:
        change = words.say(
            "comeback.row.deepest_said", **_change(way.deepest.ratio, words), first=way.deepest.first + 1
        )
        yield Row(words.say("comeback.row.deepest"), change)
    if way.back is not None and way.back.latest is None:
        yield Row(words.say("comeback.row.not_before"), words.count("weeks", way.back.earliest))
    yield Row(
        words.say("comeback.row.against"), words.listed(against) if against else words.say("comeback.against.own")
    )
    yield Row(words.say("comeback.row.before"), words.count("weeks", way.before))


def chart(one: Measured, found: Recovery) -> StreamChart:
    """Weeks before, and those since with what would have been beside them; weeks nobody knows stay empty."""
    after = {week.week: week for week in one.after}
    before = dict(one.before)
    span = range(min(before, default=0), max(after, default=-1) + 1)
    bins = []
    for week in span:
        at = datetime.combine(day_of(week, found.onset), time(), UTC)
        seen = after.get(week)
        if seen is not None:
            bins.append(StreamBin(at, seen.seen, seen.foretold, max(seen.low, 0.0), seen.high))
        else:
            bins.append(StreamBin(at, before.get(week), None, None, None))
    return StreamChart(f"weekly_{one.measure.value}", 7 * MINUTES_PER_DAY, LEVEL, tuple(bins), ())
