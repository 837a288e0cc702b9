"""Where the minutes of a drill went: how long until each thing was done, from the rows it left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pratfall.respond.drills import Event, Scenario, scenarios
from pratfall.respond.severity import TWO_PEOPLE_FROM

from .models import Approval, Setback, Statement, Step
from .services.statements import FEWEST, LANGUAGES

CODE = "drill:"  # before the scenario's name, in a setback's `code`
FIRST_WORD_MINUTES = 60


@dataclass(frozen=True)
class Lap:
    """`code`: what was done; `minutes` after the start, None while it is not done; `spent` since the lap before."""

    code: str
    minutes: float | None
    spent: float | None = None


def scenario_of(setback: Setback) -> Scenario | None:
    """None for a drill the team made up itself."""
    return scenarios().get(setback.code.removeprefix(CODE)) if setback.code.startswith(CODE) else None


def heard(setback: Setback, now: datetime) -> tuple[Event, ...]:
    """What has come in by now, the newest first; nothing more once it is over."""
    scenario = scenario_of(setback)
    until = min(now, setback.closed_at) if setback.closed_at else now
    return scenario.heard((until - setback.opened_at) / timedelta(minutes=1)) if scenario else ()


def milestones(setback: Setback) -> list[Lap]:
    """Draft, text in each language, approval, first word, end: in this order, whatever came first."""
    statements = list(setback.statements.prefetch_related("approvals").order_by("drafted_at", "pk"))
    moments = {
        "draft": min((s.drafted_at for s in statements), default=None),
        **{f"text_{lang}": _text_at(statements, lang) for lang in LANGUAGES},
        "approved": min((at for s in statements if (at := _approved_at(setback, s))), default=None),
        "first_word": setback.first_word_at,
        "end": setback.closed_at,
    }
    return _spent([Lap(code, _minutes(setback, at)) for code, at in moments.items()])


def step_laps(setback: Setback) -> list[tuple[Step, Lap]]:
    """Each step that was done, in the order of doing; then those that were not. What was left out is neither."""
    steps = [step for step in setback.steps.all() if not step.left_out]
    timed = sorted((minutes, step.pk) for step in steps if (minutes := _minutes(setback, step.done_at)) is not None)
    by_number = {step.pk: step for step in steps}
    laps = _spent([Lap("step", minutes) for minutes, _ in timed])
    done = [(by_number[number], lap) for (_, number), lap in zip(timed, laps, strict=True)]
    return done + [(step, Lap("step", None)) for step in steps if step.done_at is None]


def earlier(setback: Setback) -> list[Setback]:
    """The organisation's drills that are over, this one apart, the newest first."""
    return list(
        Setback.objects.filter(organisation=setback.organisation, drill=True)
        .exclude(pk=setback.pk)
        .exclude(closed_at=None)
        .order_by("-opened_at", "-pk")[:10]
    )


def _text_at(statements: Sequence[Statement], lang: str) -> datetime | None:
    """Since when there is a text: of the first statement that has one. A later edit is not known apart."""
    return next((s.drafted_at for s in statements if getattr(s, f"text_{lang}").strip()), None)


def _approved_at(setback: Setback, statement: Statement) -> datetime | None:
    """When the first wording had all it needed: one person, in a severe case two, or one who signed why."""
    by_words: defaultdict[str, list[Approval]] = defaultdict(list)
    for approval in sorted(statement.approvals.all(), key=lambda a: a.at):
        by_words[approval.digest].append(approval)
    ready = (at for approvals in by_words.values() if (at := _enough(approvals, setback.severity)))
    return min(ready, default=None)


def _enough(approvals: Iterable[Approval], severity: int) -> datetime | None:
    people: set[int] = set()
    for approval in approvals:
        people.add(approval.by_id)
        if severity < TWO_PEOPLE_FROM or approval.alone_because or len(people) >= FEWEST:
            return approval.at
    return None


def _minutes(setback: Setback, at: datetime | None) -> float | None:
    return max((at - setback.opened_at) / timedelta(minutes=1), 0.0) if at is not None else None


def _spent(laps: Sequence[Lap]) -> list[Lap]:
    """Minutes since whatever was done last before; in the order given."""
    done = sorted({lap.minutes for lap in laps if lap.minutes is not None})
    before = dict(zip(done, [0.0, *done], strict=False))
    return [
        lap if lap.minutes is None else Lap(lap.code, lap.minutes, lap.minutes - before[lap.minutes]) for lap in laps
    ]
