"""How bad a setback is: what was answered, what follows from it, and a person's own word over the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from pratfall.errors import Refused
from pratfall.respond.severity import HIGHEST, QUESTIONS, Answer, Judgement, judge, measured
from pratfall.reviews import settings
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from ..models import Setback
from ..rights import require
from . import steps

OVERRULED = "overruled"
WHY = 500


def at_first(setback: Setback, facts: Mapping[str, Any]) -> None:
    """Before it is saved: what the finding's `facts` answer is filled in, everything else is unknown."""
    setback.answers = {code: answer.value for code, answer in measured(facts.get("severity_reasons")).items()}
    level = facts.get("severity")
    if isinstance(level, int) and 1 <= level <= HIGHEST:
        setback.answers["finding_level"] = level
    for name, value in _columns(_judged(setback.answers)).items():
        setattr(setback, name, value)


@transaction.atomic
def answer(*, setback: Setback, actor: User, answers: Mapping[str, str], seen: int, now: datetime) -> None:
    """Everything answered, in place of before; the level follows. Raises Refused, and Conflict."""
    _must_run(setback, actor)
    if any(code not in QUESTIONS or said not in set(Answer) for code, said in answers.items()):
        raise Refused("answer_unknown")
    kept = {key: value for key, value in setback.answers.items() if key == "finding_level"}
    before = {"severity": setback.severity, "answers": setback.answers}
    new = {**kept, **answers}
    change(setback, version=seen, answers=new, **_columns(_judged(new)))
    steps.settle(setback, "severity", actor, now)
    _told(setback, actor, before, {"severity": setback.severity, "answers": new})


@transaction.atomic
def overrule(*, setback: Setback, actor: User, level: int, why: str, seen: int) -> None:
    """Somebody knows better than the rules and says why. Holds until the questions are answered anew."""
    _must_run(setback, actor)
    if not 1 <= level <= HIGHEST:
        raise Refused("severity_unknown")
    if not why.strip():
        raise Refused("severity_needs_reason")
    before = {"severity": setback.severity}
    said = {"code": OVERRULED, "source": "", "why": why.strip()[:WHY], "by": actor.pk}
    change(setback, version=seen, severity=level, severity_why=[said])
    _told(setback, actor, before, {"severity": level, "overruled": True})


def _judged(answers: Mapping[str, Any]) -> Judgement:
    known = {code: Answer(answers[code]) for code in QUESTIONS if code in answers}
    charity = settings.load(settings.home()).organisation_type == "charity"
    return judge(known, charity=charity, finding_level=answers.get("finding_level"))


def _columns(judged: Judgement) -> dict[str, Any]:
    return {
        "severity": judged.level,
        "severity_why": [asdict(reason) for reason in judged.why],
        "redeemable": judged.redeemable.value,
        "redeemable_why": [asdict(reason) for reason in judged.why_redeemable],
    }


def _must_run(setback: Setback, actor: User) -> None:
    require(actor, setback.organisation, Role.EDITOR)
    if setback.over:
        raise Refused("setback_over")


def _told(setback: Setback, actor: User, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    record(
        actor=actor,
        organisation=setback.organisation,
        act="setback_severity",
        subject=setback,
        before=before,
        after=after,
    )
