"""What people think it was, held against the data where a family of causes can test it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from pratfall.errors import Refused
from pratfall.records.causes import Basis
from pratfall.reviews.render import codec
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.models import Hypothesis, Setback
from pratfall.site.setbacks.reasons import CAUSES, Reason, Tested, answer_of, reasons
from pratfall.site.setbacks.rights import require

from .keeping import storable

LONGEST = 2000  # characters
TWICE_WITHIN = timedelta(minutes=10)  # the same words once more are the same form sent again


def propose(*, setback: Setback, actor: User, text: str, cause: str, now: datetime) -> Hypothesis:
    """`cause`: the family that can test it, or "". Tested at once; the same form sent twice is one.

    Raises Refused for no or too much text, a family nobody knows, and for somebody who may change nothing.
    """
    require(actor, setback.organisation, Role.EDITOR)
    text = storable(text).strip()
    if not text:
        raise Refused("hypothesis_empty")
    if len(text) > LONGEST:
        raise Refused("hypothesis_too_long", n=len(text), most=LONGEST)
    if cause and cause not in CAUSES:
        raise Refused("hypothesis_cause_unknown")
    tested = _tested(cause, reasons(setback, "en", now))
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        mine = setback.hypotheses.filter(by=actor, text=text, cause=cause, withdrawn_at=None, at__gt=now - TWICE_WITHIN)
        if (there := mine.first()) is not None:
            return there
        made = Hypothesis.objects.create(
            setback=setback, text=text, cause=cause, basis=_basis(tested), tested=_kept(tested), by=actor, at=now
        )
        after = {"cause": cause, "basis": made.basis}
        record(actor=actor, organisation=setback.organisation, act="hypothesis_proposed", subject=made, after=after)
    return made


def ask_again(*, setback: Setback, actor: User, now: datetime) -> int:
    """Holds each that stands against the data as they are now; returns how many answers changed. Raises Refused."""
    require(actor, setback.organisation, Role.EDITOR)
    known = reasons(setback, "en", now)
    changed = 0
    with transaction.atomic():
        Setback.objects.select_for_update().get(pk=setback.pk)
        for each in setback.hypotheses.filter(withdrawn_at=None).exclude(cause=""):
            tested = _tested(each.cause, known)
            kept, before = _kept(tested), {"basis": each.basis, "verdict": (each.tested or {}).get("verdict", "")}
            if tested is None or kept == each.tested:
                continue  # what was measured once still was, though today's review asks about it no more
            Hypothesis.objects.filter(pk=each.pk).update(tested=kept, basis=_basis(tested))
            after = {"basis": _basis(tested), "verdict": tested.verdict}
            record(
                actor=actor,
                organisation=setback.organisation,
                act="hypothesis_tested",
                subject=each,
                before=before,
                after=after,
            )
            changed += 1
    return changed


def withdraw(*, hypothesis: Hypothesis, actor: User, now: datetime) -> None:
    """Whoever had it no longer thinks so; it stays to be seen. Twice is once. Raises Refused for anybody else."""
    if hypothesis.by_id != actor.pk:
        raise Refused("hypothesis_of_another")
    with transaction.atomic():
        if not Hypothesis.objects.filter(pk=hypothesis.pk, withdrawn_at=None).update(withdrawn_at=now):
            return
        organisation = hypothesis.setback.organisation
        record(actor=actor, organisation=organisation, act="hypothesis_withdrawn", subject=hypothesis)
    hypothesis.withdrawn_at = now


def tested_of(hypothesis: Hypothesis) -> Tested | None:
    """What the data said when it was last held against them."""
    if not hypothesis.tested:
        return None
    found: Tested = codec.decode(Tested, hypothesis.tested)
    return found


def _tested(cause: str, known: Sequence[Reason]) -> Tested | None:
    return answer_of(cause, known) if cause else None


def _basis(tested: Tested | None) -> str:
    """As sure as what it rests on: a supposition the data could not look at stays one."""
    return (tested.basis if tested else Basis.ASSUMED).value


def _kept(tested: Tested | None) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = codec.encode(tested) if tested else None
    return kept
