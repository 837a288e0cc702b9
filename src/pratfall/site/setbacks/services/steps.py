"""The steps of a setback: laid out by its playbook, ticked, undone, left out, added; every one kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max

from pratfall.errors import Refused
from pratfall.respond.lifecycle import State
from pratfall.respond.playbooks import PlaybookStep
from pratfall.respond.roles import Part
from pratfall.site.people.audit import record
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change

from ..at_hand import BETWEEN, AtHand, at_hand
from ..models import Setback, Step, Transition
from ..rights import require

TITLE, NOTE, MOST = 300, 2000, 120


def lay(setback: Setback, playbook: str, now: datetime) -> None:
    """The steps of `playbook`, due from `now`. Within the caller's transaction. Raises Refused for an unknown one.

    What was done, added or written on stays; a step of the same key that is done is not asked for again.
    """
    book = at_hand().books.get(playbook)
    if book is None:
        raise Refused("playbook_unknown")
    steps = list(setback.steps.all())
    kept = [step for step in steps if step.done_at or step.note or not step.key]
    Step.objects.filter(pk__in=[step.pk for step in steps if step not in kept]).delete()
    done = {step.key.partition(BETWEEN)[2] for step in kept if step.key}
    first = max((step.place for step in kept), default=0) + 1
    reached = set(Transition.objects.filter(setback=setback).values_list("after", flat=True)) | {setback.state}
    Step.objects.bulk_create(
        Step(
            setback=setback,
            place=place,
            key=f"{playbook}{BETWEEN}{step.key}",
            part=step.part.value,
            due_at=_due(step, setback, now, reached),
        )
        for place, step in enumerate((s for s in book.steps if s.key not in done), first)
    )
    Setback.objects.filter(pk=setback.pk).update(playbook=playbook)
    setback.playbook = playbook


@transaction.atomic
def choose(*, setback: Setback, actor: User, playbook: str, seen: int, now: datetime) -> None:
    """Another playbook: done steps stay, the others make room. Raises Refused and Conflict."""
    _must_run(setback, actor)
    before = setback.playbook
    change(setback, version=seen, playbook=playbook)
    lay(setback, playbook, now)
    _told(setback, actor, "setback_playbook", {"playbook": before}, {"playbook": playbook})


@transaction.atomic
def add(*, setback: Setback, actor: User, title: str, part: str, due_at: datetime | None, now: datetime) -> Step:
    """A step of the team's own, at the end. The same words sent twice make one. Raises Refused."""
    _must_run(setback, actor)
    title = " ".join(title.split())[:TITLE]
    if not title:
        raise Refused("step_says_nothing")
    if part not in set(Part):
        raise Refused("role_unknown")
    Setback.objects.select_for_update().get(pk=setback.pk)  # the same step, sent twice at once, is one
    if (there := setback.steps.filter(title=title, done_at=None, left_out=False).first()) is not None:
        return there
    if setback.steps.count() >= MOST:
        raise Refused("steps_too_many", most=MOST)
    place = (setback.steps.aggregate(last=Max("place"))["last"] or 0) + 1
    step = Step.objects.create(setback=setback, place=place, title=title, part=part, due_at=due_at)
    _told(setback, actor, "setback_step_added", {}, {"step": step.pk})
    return step


@transaction.atomic
def tick(*, step: Step, actor: User, seen: int, now: datetime, note: str = "") -> None:
    """Done. Somebody who ticks what is ticked already changes nothing. Raises Refused and Conflict."""
    _must_run(step.setback, actor)
    if step.done_at is not None and step.version != seen:
        return
    change(step, version=seen, done_at=now, done_by=actor, left_out=False, note=note.strip()[:NOTE] or step.note)
    _told(step.setback, actor, "setback_step_done", {"step": step.pk}, {"step": step.pk, "done": True})


@transaction.atomic
def undo(*, step: Step, actor: User, seen: int, now: datetime) -> None:
    """Not done after all, or needed after all. Raises Refused and Conflict."""
    _must_run(step.setback, actor)
    change(step, version=seen, done_at=None, done_by=None, left_out=False)
    _told(step.setback, actor, "setback_step_undone", {"step": step.pk}, {"step": step.pk, "done": False})


@transaction.atomic
def leave_out(*, step: Step, actor: User, seen: int, now: datetime, note: str = "") -> None:
    """Not needed here, which is an answer. Raises Refused and Conflict."""
    _must_run(step.setback, actor)
    change(step, version=seen, left_out=True, done_at=None, done_by=None, note=note.strip()[:NOTE] or step.note)
    _told(step.setback, actor, "setback_step_left_out", {"step": step.pk}, {"step": step.pk, "left_out": True})


def reached(setback: Setback, state: str, now: datetime) -> None:
    """Steps that wait for `state` are due from now on. Within the caller's transaction."""
    books = at_hand()
    for row in setback.steps.filter(due_at=None, done_at=None, left_out=False).exclude(key=""):
        step = books.step(row)
        if step is not None and step.after == state and step.due_minutes is not None:
            Step.objects.filter(pk=row.pk, due_at=None).update(due_at=now + timedelta(minutes=step.due_minutes))


def settle(setback: Setback, key: str, actor: User | None, now: datetime) -> None:
    """The open step of that key is done, because what it asks for just was. Within the caller's transaction.

    Somebody who ticks it at the same moment is not stopped by it, nor stops it.
    """
    rows = setback.steps.filter(key__endswith=f"{BETWEEN}{key}", done_at=None, left_out=False)
    for number in list(rows.values_list("pk", flat=True)):
        open_still = Step.objects.filter(pk=number, done_at=None, left_out=False)
        if open_still.update(done_at=now, done_by=actor, version=F("version") + 1):
            _told(setback, actor, "setback_step_done", {"step": number}, {"step": number, "done": True})


def words_of(row: Step, books: AtHand, lang: str) -> tuple[str, str]:
    """What is to be done, and when it counts as done, in the reader's language; ("…", "") for one of a lost file."""
    step = books.step(row)
    if step is None:
        return row.title or row.key.partition(BETWEEN)[2].replace("_", " "), ""
    return step.do[lang], step.done_when[lang]


def _due(step: PlaybookStep, setback: Setback, now: datetime, reached: set[str]) -> datetime | None:
    """Those that wait for a state are due once it was reached; a whole playbook counts from `now`."""
    if step.due_minutes is None or (step.after is not None and step.after not in reached):
        return None
    return now + timedelta(minutes=step.due_minutes)


def _must_run(setback: Setback, actor: User) -> None:
    require(actor, setback.organisation, Role.EDITOR)
    if setback.state == State.CLOSED:
        raise Refused("setback_over")


def _told(setback: Setback, actor: User | None, act: str, before: dict[str, object], after: dict[str, object]) -> None:
    record(actor=actor, organisation=setback.organisation, act=act, subject=setback, before=before, after=after)
