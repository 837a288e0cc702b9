"""What to do about a finding, in words: the act and its reason, both errors and their costs, when to look again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pratfall.records.advice import Advice
from pratfall.records.findings import Finding
from pratfall.records.numbers import Cost, Estimate, NotEnoughData

from . import amounts
from .details import Row
from .speech import Speech


@dataclass(frozen=True)
class AdviceTold:
    """`line`: the act with its reason and the day to look again. `rows`: what either error would cost, how likely."""

    act: str
    name: str
    sentence: str
    again: str
    rows: tuple[Row, ...]

    @property
    def line(self) -> str:
        return f"{self.name}. {self.sentence} {self.again}"


def told_advice(finding: Finding, words: Speech) -> AdviceTold | None:
    """None where nothing was advised."""
    given = finding.advice
    if given is None:
        return None
    facts = dict(given.facts)
    if given.change is not None:
        facts["change"] = words.say(f"cause.{given.change}.title", **finding.facts)
    return AdviceTold(
        act=given.act.value,
        name=words.say(f"act.{given.act.value}"),
        sentence=words.say(f"advice.{given.reason}", **facts),
        again=words.say("advice.again", day=given.look_again),
        rows=tuple(_rows(given, words)),
    )


def _rows(given: Advice, words: Speech) -> Iterator[Row]:
    if _known(given.saving):
        value = words.say("advice.until", cost=amounts.cost(given.saving, words), day=given.horizon)
        yield Row(words.say("label.saved_by_stopping"), value)
    yield from _mistakes(given, words)
    yield Row(words.say("label.look_again"), words.day(given.look_again))
    yield Row(words.say("label.rule"), words.name("rule", given.rule))


def _mistakes(given: Advice, words: Speech) -> Iterator[Row]:
    """Both errors; in one row where neither is known."""
    if isinstance(given.wrong_if_pulled, NotEnoughData) and isinstance(given.wrong_if_kept, NotEnoughData):
        yield Row(words.say("label.advised_wrongly"), words.say("advice.chance_unknown"))
        return
    yield Row(words.say("label.stopped_wrongly"), _error(given.wrong_if_pulled, given.too_early, words))
    yield Row(words.say("label.kept_wrongly"), _error(given.wrong_if_kept, given.too_late, words))


def _error(chance: Estimate | NotEnoughData, loss: Cost, words: Speech) -> str:
    if isinstance(chance, NotEnoughData):
        return words.say("advice.chance_unknown")
    said = words.say("advice.chance", chance=chance.value, range=amounts.between(chance, words))
    if chance.low == chance.high:
        said = words.say("advice.chance_alone", chance=chance.value)
    if not _known(loss):
        return said
    return words.say("advice.chance_and_loss", chance=said, loss=amounts.cost(loss, words))


def _known(cost: Cost) -> bool:
    return cost.hours is not None or bool(cost.money)
