"""Predictions against results: the team's, and for whoever asks their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from babel.numbers import format_decimal
from django.http import HttpResponse

from pratfall.learn.calibration import LEVEL, Calibration, OfKind, lean
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.reviews.render.details import Row
from pratfall.reviews.render.figures import Figure
from pratfall.reviews.render.speech import Speech
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.reliability import reliability
from pratfall.site.lessons.services import calibration as services
from pratfall.site.lessons.services.calibration import Foretold
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of

SAID = "learn.calibration."


@dataclass(frozen=True)
class Part:
    """What is said of one set of predictions. `lacking` stands alone: nothing else is said then."""

    lacking: str
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    figure: Figure | None = None
    kinds: tuple[Row, ...] = ()
    kinds_note: str = ""


@needs(Role.ANALYST)
def page(request: OrganisationRequest) -> HttpResponse:
    words = words_of(request)
    team = services.of_team(request.organisation)
    own = services.own(request.organisation, request.user)  # nobody's but whose request it is
    return in_library(
        request,
        "learn_calibration.html",
        team=part(team, words),
        own=part(own, words),
        how=[words.say(f"{SAID}how_{n}", level=LEVEL) for n in (1, 2, 3)],
        scale=_scale(team, words),
    )


def part(found: Foretold, words: Speech) -> Part:
    told = found.calibration
    if isinstance(told, NotEnoughData):
        lacking = words.say(f"{SAID}not_enough", needed=told.needed, got=told.got)
        return Part(lacking, notes=tuple(_left_out(found, words)))
    return Part(
        "",
        lines=tuple(_lines(told, words)),
        notes=(*_counted(found, told, words), *_left_out(found, words)),
        rows=tuple(_rows(told, words)),
        figure=reliability(told, words),
        kinds=tuple(_kind(kind, words) for kind in found.kinds),
        kinds_note=_kinds_note(found, words),
    )


def _lines(told: Calibration, words: Speech) -> Iterator[str]:
    came = told.came
    yield words.say(f"{SAID}compare", foretold=told.foretold, came=came.value, low=came.low, high=came.high)
    yield _leaning("optimism", told.optimism, words)
    yield _leaning("over", told.overconfidence, words)


def _leaning(question: str, found: Estimate, words: Speech) -> str:
    """What is claimed is told by its size, what is open with its sign."""
    way = lean(found)
    value, low, high = _points(found, way.value, words)
    return words.say(f"{SAID}{question}.{way.value}", points=value, low=low, high=high)


def _points(found: Estimate, way: str, words: Speech) -> tuple[str, str, str]:
    """Percentage points; of "less" the size, nearest to none first."""
    value, low, high = (100.0 * part for part in (found.value, found.low, found.high))
    if way == "less":
        value, low, high = -value, -high, -low
    return _whole(value, words), _whole(low, words), _whole(high, words)


def _whole(points: float, words: Speech) -> str:
    rounded = round(points)
    return f"\N{MINUS SIGN}{words.number(-rounded)}" if rounded < 0 else words.number(rounded)


def _rows(told: Calibration, words: Speech) -> Iterator[Row]:
    score, parts, bins = told.brier, told.parts, told.murphy
    value, low, high = (_three(part, words) for part in (score.value, score.low, score.high))
    yield Row(words.say(f"{SAID}score"), words.say(f"{SAID}score_value", value=value, low=low, high=high))
    yield Row(words.say(f"{SAID}miscalibration"), _three(parts.reliability, words))
    yield Row(words.say(f"{SAID}discrimination"), _three(parts.resolution, words))
    yield Row(words.say(f"{SAID}uncertainty"), _three(parts.uncertainty, words))
    older = {"reliability": _three(bins.reliability, words), "resolution": _three(bins.resolution, words)}
    yield Row(words.say(f"{SAID}murphy"), words.say(f"{SAID}murphy_value", **older))


def _three(value: float, words: Speech) -> str:
    """Parts that add up must not be rounded to one digit."""
    return str(format_decimal(value, format="0.000", locale=words.locale))


def _counted(found: Foretold, told: Calibration, words: Speech) -> Iterator[str]:
    if found.window:
        facts = {"predictions": told.predictions, "campaigns": told.campaigns}
        yield words.say(f"{SAID}counted", **facts, start=found.window.start, end=found.window.end)


def _left_out(found: Foretold, words: Speech) -> Iterator[str]:
    if found.left_out:
        yield words.say(f"{SAID}left_out", n=found.left_out)


def _scale(found: Foretold, words: Speech) -> str:
    told = found.calibration
    if isinstance(told, NotEnoughData):
        return ""
    return words.say(f"{SAID}scale", base=_three(told.parts.uncertainty, words))


def _kind(kind: OfKind, words: Speech) -> Row:
    name = words.say(f"{SAID}kind.{kind.family}", code=kind.code)
    found = kind.optimism
    if isinstance(found, NotEnoughData):
        return Row(name, words.say(f"{SAID}kind.few", needed=found.needed, got=found.got))
    way = lean(found).value
    value, low, high = _points(found, way, words)
    return Row(name, words.say(f"{SAID}kind.{way}", points=value, low=low, high=high))


def _kinds_note(found: Foretold, words: Speech) -> str:
    levels = [kind.optimism.level for kind in found.kinds if isinstance(kind.optimism, Estimate)]
    return words.say(f"{SAID}kinds_note", level=levels[0]) if levels and levels[0] > LEVEL else ""
