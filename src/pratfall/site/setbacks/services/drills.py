"""Practise: a made-up setback, opened like a real one, that counts nowhere else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pratfall.errors import Refused
from pratfall.respond.drills import scenarios
from pratfall.respond.lifecycle import State
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from ..drilling import CODE
from ..models import Setback, Transition
from ..rights import require
from .opening import open_by_hand


def start(*, organisation: Organisation, actor: User, scenario: str, lang: str, now: datetime) -> Setback:
    """The clock runs from now; what happens is told in `lang`. One at a time. Raises Refused."""
    require(actor, organisation, Role.EDITOR)
    chosen = scenarios().get(scenario)
    if chosen is None:
        raise Refused("drill_unknown")
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        if Setback.objects.filter(organisation=organisation, drill=True, closed_at=None).exists():
            raise Refused("drill_running")
        told = f"{chosen.title[lang]}\n{chosen.what[lang]}"
        setback = open_by_hand(organisation=organisation, actor=actor, what=told, began_at=now, now=now, drill=True)
        change(setback, version=setback.version, code=f"{CODE}{chosen.name}")
        record(actor=actor, organisation=organisation, act="drill_started", subject=setback)
    return setback


def end(*, setback: Setback, actor: User, seen: int, now: datetime) -> None:
    """Over, however far it got: nothing of a drill is owed to anybody. Raises Refused and Conflict."""
    require(actor, setback.organisation, Role.EDITOR)
    if not setback.drill or setback.over:
        raise Refused("drill_not_running")
    with transaction.atomic():
        before = setback.state
        change(setback, version=seen, state=State.CLOSED.value, closed_at=now, next_update_due_at=None)
        Transition.objects.create(setback=setback, before=before, after=State.CLOSED.value, by=actor, at=now)
        record(actor=actor, organisation=setback.organisation, act="drill_ended", subject=setback)
