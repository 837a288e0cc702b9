"""Why a number changed, in words: causes by their share of the change, what would change that verdict, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pratfall.records.advice import Act
from pratfall.records.causes import Cause, Diagnosis
from pratfall.records.charts import Part, WaterfallChart
from pratfall.records.findings import Finding
from pratfall.records.numbers import Estimate, NotEnoughData
from pratfall.records.slices import Slice

from . import amounts, wording
from .plain import plain
from .slice_words import slice_words
from .speech import Speech

LEAST_REST = 0.03  # of the change: less is told as nothing
CHANCE = "chance"  # no cause to be sized: what was found may be nothing
COUNTED = "count"  # method of talk, whose shares are of the talk and not of its rise
SLICE_HEAD = ("slice", "expected", "now", "slice_change", "slice_share")
# Up to this share the word holds; the steps are half-way between what the words say.
_SHARE_WORDS = (
    (-0.05, "against"),
    (0.05, "hardly"),
    (0.15, "little"),
    (0.29, "quarter"),
    (0.41, "third"),
    (0.58, "half"),
    (0.71, "two_thirds"),
    (0.85, "most"),
    (1.1, "nearly_all"),
)


@dataclass(frozen=True)
class SliceTold:
    """`number`: counted over all causes of the finding, names it in addresses. `numbers`: as SLICE_HEAD."""

    number: int
    name: str
    numbers: tuple[str, ...]
    posts: int

    @property
    def cells(self) -> tuple[str, ...]:
        return self.name, *self.numbers

    @property
    def change(self) -> str:
        return self.numbers[2]


@dataclass(frozen=True)
class CauseTold:
    code: str
    title: str
    sentence: str
    part: str  # "about half of the fall (between 30 % and 70 %)"
    basis: str
    mind: str
    step: str
    slices: tuple[SliceTold, ...]


@dataclass(frozen=True)
class DiagnosisTold:
    """`line`: all of it in one sentence. `suspects`: what was looked at without being found a cause.

    `rest`: what nobody can explain; beside suspects alone it only makes their parts add up. `step_head`: whether the
    step is next, or only for those who go on against the advice. `collect`: what would tell more, and is not in `line`.
    """

    verdict: str
    line: str
    causes: tuple[CauseTold, ...]
    suspects: tuple[CauseTold, ...]
    beside: tuple[CauseTold, ...]
    rest: str
    step_head: str
    step: str
    collect: tuple[str, ...]
    slice_head: tuple[str, ...]
    chart: WaterfallChart | None
    basis: str


def told_diagnosis(finding: Finding, words: Speech) -> DiagnosisTold | None:
    """None where nobody asked why."""
    diagnosis = finding.diagnosis
    if diagnosis is None:
        return None
    first = accumulate((len(cause.slices) for cause in diagnosis.causes), initial=1)
    told = [_told(cause, number, finding, words) for cause, number in zip(diagnosis.causes, first, strict=False)]
    claimed = [item for item, cause in zip(told, diagnosis.causes, strict=True) if cause.told and not cause.beside]
    beside_told = [item for item, cause in zip(told, diagnosis.causes, strict=True) if cause.beside and cause.told]
    beside = [item for item, cause in zip(told, diagnosis.causes, strict=True) if cause.beside]
    collect = tuple(words.say(f"collect.{key}") for key in diagnosis.collect)
    stopping = finding.advice is not None and finding.advice.act is Act.PULL
    return DiagnosisTold(
        verdict=diagnosis.verdict,
        line=_line(claimed, beside_told, collect, words),
        causes=tuple(claimed),
        suspects=tuple(item for item in told if item not in claimed and item not in beside),
        beside=tuple(beside),
        rest=_rest(diagnosis, change_of(finding, words), words),
        step_head=words.say("diagnosis.if_kept" if stopping else "diagnosis.next"),
        step=next((cause.step for cause in claimed if cause.step), ""),
        collect=collect if claimed or beside_told else collect[1:],
        slice_head=tuple(words.say(f"label.{name}") for name in SLICE_HEAD),
        chart=waterfall(diagnosis),
        basis=_basis(diagnosis, words),
    )


def _basis(diagnosis: Diagnosis, words: Speech) -> str:
    """What was compared, or of talk counted; nothing where no cause could be looked for."""
    if not diagnosis.causes and isinstance(diagnosis.unexplained, NotEnoughData):
        return ""
    if diagnosis.method == COUNTED:
        return words.say("diagnosis.basis_talk", n=diagnosis.n)
    return words.say("diagnosis.basis", n=diagnosis.n, method=words.name("method", diagnosis.method))


def slices_of(diagnosis: Diagnosis) -> tuple[Slice, ...]:
    """All slices of all causes, in the order their numbers count (from 1)."""
    return tuple(slice_ for cause in diagnosis.causes for slice_ in cause.slices)


def waterfall(diagnosis: Diagnosis) -> WaterfallChart | None:
    """The change part by part: what is told each by itself, suspects together. None where nothing is, and for talk."""
    effect, unexplained = diagnosis.effect, diagnosis.unexplained
    if isinstance(effect, NotEnoughData) or isinstance(unexplained, NotEnoughData) or diagnosis.method == COUNTED:
        return None
    change = effect.value - 1.0
    known = [(c.code, c.share, c.told) for c in diagnosis.causes if isinstance(c.share, Estimate) and not c.beside]
    parts = [_part(code, share, change) for code, share, told in known if told]
    if not parts:
        return None
    suspected = [share.value for _, share, told in known if not told]
    parts += [Part("suspects", change * sum(suspected))] if suspected else []
    return WaterfallChart(effect.value, (*parts, _part("unexplained", unexplained, change)))


def _part(name: str, share: Estimate, change: float) -> Part:
    low, high = sorted((change * share.low, change * share.high))
    return Part(name, change * share.value, low, high)


def _told(cause: Cause, first_slice: int, finding: Finding, words: Speech) -> CauseTold:
    facts = _facts(cause, finding, words)
    return CauseTold(
        code=cause.code,
        title=_title(cause.code, words),
        sentence=words.say(f"cause.{cause.code}", **facts),
        part=share_words(cause.share, change_of(finding, words), words),
        basis=words.say(f"basis.{cause.basis.value}"),
        mind=words.say(f"mind.{cause.changes_mind}", **facts),
        step=words.say(f"cause_step.{cause.step}", **facts) if cause.step else "",
        slices=tuple(_slice(number, item, words) for number, item in enumerate(cause.slices, first_slice)),
    )


def _title(code: str, words: Speech) -> str:
    key = f"cause.{code}.title"
    return words.say(key) if words.knows(key) else plain(code)


def _facts(cause: Cause, finding: Finding, words: Speech) -> Mapping[str, object]:
    """What the wording of a cause may ask for: the finding's facts, its own, and its share."""
    share = cause.share
    ends = {"share": share.value, "low": share.low, "high": share.high} if isinstance(share, Estimate) else {}
    return {**wording.facts_of(finding, words), **cause.facts, **ends, "change": change_of(finding, words)}


def change_of(finding: Finding, words: Speech) -> str:
    """ "the fall", "the rise", or "the talk"."""
    effect = finding.diagnosis.effect if finding.diagnosis else None
    if finding.diagnosis and finding.diagnosis.method == COUNTED:
        return words.say("diagnosis.talk")
    if not isinstance(effect, Estimate):
        return words.say("diagnosis.change")
    return words.say("diagnosis.fall" if effect.value < 1 else "diagnosis.rise")


def share_words(share: Estimate | NotEnoughData, change: str, words: Speech) -> str:
    """A cause's share with its interval: "about half of the fall (between 30 % and 70 %)"."""
    if isinstance(share, NotEnoughData):
        return amounts.amount(share, words)
    name = next((name for limit, name in _SHARE_WORDS if share.value <= limit), "more_than_all")
    part = words.say(f"share_of.{name}", change=change)
    interval = amounts.between(share, words)
    return words.say("amount.with_range", amount=part, range=interval) if interval else part


def _line(claimed: Sequence[CauseTold], beside: Sequence[CauseTold], collect: Sequence[str], words: Speech) -> str:
    """The first cause in a sentence; else what is known from another side; else why there is none, and what to do."""
    if claimed:
        first = claimed[0]
        if first.code == CHANCE:
            return words.say("diagnosis.chance")
        return words.say("diagnosis.first", title=first.title, part=first.part, basis=first.basis)
    if beside:
        return words.say("diagnosis.only_beside", title=beside[0].title, part=beside[0].part)
    return " ".join([words.say("diagnosis.cannot_tell"), *collect[:1]])


def _rest(diagnosis: Diagnosis, change: str, words: Speech) -> str:
    share = diagnosis.unexplained
    if isinstance(share, NotEnoughData) or not diagnosis.causes:
        return ""
    key = "diagnosis.rest" if share.value >= LEAST_REST else "diagnosis.no_rest"
    key = "diagnosis.talk_elsewhere" if diagnosis.method == COUNTED else key
    return words.say(key, share=share.value, change=change, range=amounts.between(share, words))


def _slice(number: int, found: Slice, words: Speech) -> SliceTold:
    return SliceTold(number, slice_words(found.where, words), tuple(_numbers(found, words)), len(found.posts))


def _numbers(found: Slice, words: Speech) -> Iterator[str]:
    yield words.number(found.expected)
    yield words.number(found.actual)
    low, high = (amounts.signed(end, words) for end in (found.low, found.high))
    between = words.say("range.plain", low=low, high=high)
    yield words.say("amount.with_range", amount=amounts.signed(found.effect, words), range=between)
    yield words.share(found.share) if found.share is not None else ""
