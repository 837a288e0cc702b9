"""The course of a setback: its state, how bad it is, its clocks, who holds which role, and the steps."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, assert_never

from django.http import Http404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from pratfall.respond.lifecycle import State
from pratfall.respond.roles import Part
from pratfall.respond.severity import HIGHEST, Answer
from pratfall.site.language import language_of
from pratfall.site.people import grants
from pratfall.site.people.models import Membership, User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.at_hand import at_hand
from pratfall.site.setbacks.door import SHARED
from pratfall.site.setbacks.models import Setback, Step
from pratfall.site.setbacks.services import clocks, holders, reminders, severity, states, steps

from ..access import PLANS, ApiRequest, member, must
from ..answers import answers
from .fields import Code, Moment, Number, SeenIn, one, setback_of
from .showing import RoomOut, room

router = Router()

Why = Annotated[str, Field(max_length=500)]
Note = Annotated[str, Field(max_length=steps.NOTE)]
Stands = Literal["open", "done", "left_out"]


class MoveIn(SeenIn):
    """`sign`: close it although something is open, which takes a `why`."""

    to: State
    why: Annotated[str, Field(max_length=states.WHY)] = ""
    sign: bool = False


class GuestIn(Schema):
    guest: Number


class AnswersIn(SeenIn):
    """All of them, in place of those before: what is not named is unknown."""

    answers: dict[Code, Answer] = Field(max_length=50)


class OverruleIn(SeenIn):
    level: Annotated[int, Field(ge=1, le=HIGHEST)]
    why: Why


class DueIn(SeenIn):
    due_at: Moment


class PaceIn(SeenIn):
    """How often the team wants to say something new; null for the evidence's own pace."""

    minutes: Number | None


class ReminderIn(Schema):
    """`clock`: first_word, next_update, step:<id>, prevention:<id> or ally:<id>. Nobody is reminded before `until`, or
    where `off` not at all; with neither, reminders are on again.
    """

    clock: Code
    until: Moment | None = None
    off: bool = False
    why: Why = ""


class HandIn(Schema):
    """`note` goes to the timeline."""

    to: Number
    note: Note = ""


class StepIn(Schema):
    title: Annotated[str, Field(max_length=steps.TITLE)]
    part: Part
    due_at: Moment | None = None


class StepTickIn(SeenIn):
    stands: Stands
    note: Note = ""


class PlaybookIn(SeenIn):
    playbook: Code


class PlaybookOut(Schema):
    """`steps`: how many it asks for."""

    name: str
    title: str
    steps: int


@router.post("/{int:number}/move/", auth=PLANS, response=answers(RoomOut), summary="Move it to another state")
def move(request: ApiRequest, number: int, given: MoveIn) -> dict[str, Any]:
    """Closing and reopening take a manager; closing is refused while matters are open, unless somebody signs why."""
    if given.to in (State.CLOSED, State.REOPENED):
        must(request.auth, Role.MANAGER)
    states.move(setback=setback_of(request, number), actor=request.auth.user, now=timezone.now(), **given.model_dump())
    return room(request, number)


@router.post("/{int:number}/guests/", auth=PLANS, response=answers(None, 204), summary="Share it with a guest")
def share(request: ApiRequest, number: int, given: GuestIn) -> Status[None]:
    guest = _guest(request, given.guest)
    grants.grant(actor=request.auth, guest=guest, kind=SHARED, subject_id=setback_of(request, number).pk)
    return Status(204, None)


@router.delete(
    "/{int:number}/guests/{int:user_id}/", auth=PLANS, response=answers(None, 204), summary="Share it no longer"
)
def unshare(request: ApiRequest, number: int, user_id: int) -> Status[None]:
    guest = _guest(request, user_id)
    grants.withdraw_grant(actor=request.auth, guest=guest, kind=SHARED, subject_id=setback_of(request, number).pk)
    return Status(204, None)


@router.put("/{int:number}/severity/", auth=PLANS, response=answers(RoomOut), summary="Answer how bad it is")
def answer(request: ApiRequest, number: int, given: AnswersIn) -> dict[str, Any]:
    said = {code: answered.value for code, answered in given.answers.items()}
    severity.answer(
        setback=setback_of(request, number),
        actor=request.auth.user,
        answers=said,
        seen=given.seen,
        now=timezone.now(),
    )
    return room(request, number)


@router.put("/{int:number}/severity/level/", auth=PLANS, response=answers(RoomOut), summary="Overrule how bad it is")
def overrule(request: ApiRequest, number: int, given: OverruleIn) -> dict[str, Any]:
    """With a reason; holds until the questions are answered anew."""
    severity.overrule(setback=setback_of(request, number), actor=request.auth.user, **given.model_dump())
    return room(request, number)


@router.put("/{int:number}/clocks/{clock}/", auth=PLANS, response=answers(RoomOut), summary="Give a word another time")
def set_due(request: ApiRequest, number: int, clock: str, given: DueIn) -> dict[str, Any]:
    clocks.set_due(
        setback=setback_of(request, number),
        actor=request.auth.user,
        clock=clock,
        due_at=given.due_at,
        seen=given.seen,
        now=timezone.now(),
    )
    return room(request, number)


@router.put("/{int:number}/pace/", auth=PLANS, response=answers(RoomOut), summary="Say how often there is news")
def set_pace(request: ApiRequest, number: int, given: PaceIn) -> dict[str, Any]:
    clocks.set_pace(setback=setback_of(request, number), actor=request.auth.user, **given.model_dump())
    return room(request, number)


@router.post(
    "/{int:number}/reminders/", auth=PLANS, response=answers(RoomOut), summary="Put reminders off, or on again"
)
def remind(request: ApiRequest, number: int, given: ReminderIn) -> dict[str, Any]:
    whose: Any = {"setback": setback_of(request, number), "actor": request.auth.user, "now": timezone.now()}
    if given.until is not None:
        reminders.put_off(clock=given.clock, until=given.until, why=given.why, **whose)
    elif given.off:
        reminders.switch_off(clock=given.clock, why=given.why, **whose)
    else:
        reminders.switch_on(clock=given.clock, **whose)
    return room(request, number)


@router.put("/{int:number}/roles/{part}/", auth=PLANS, response=answers(RoomOut), summary="Hand a role over")
def hand_over(request: ApiRequest, number: int, part: Part, given: HandIn) -> dict[str, Any]:
    setback, to = setback_of(request, number), member(request, given.to)
    actor, now = request.auth.user, timezone.now()
    holders.hand_over(setback=setback, actor=actor, part=part.value, to=to, note=given.note, now=now)
    return room(request, number)


@router.post("/{int:number}/steps/", auth=PLANS, response=answers(RoomOut, 201), summary="Add a step of the team's own")
def add_step(request: ApiRequest, number: int, given: StepIn) -> Status[dict[str, Any]]:
    steps.add(
        setback=setback_of(request, number),
        actor=request.auth.user,
        title=given.title,
        part=given.part.value,
        due_at=given.due_at,
        now=timezone.now(),
    )
    return Status(201, room(request, number))


@router.put(
    "/{int:number}/steps/{int:step_id}/", auth=PLANS, response=answers(RoomOut), summary="Tick a step off, or undo that"
)
def tick(request: ApiRequest, number: int, step_id: int, given: StepTickIn) -> dict[str, Any]:
    _settle(_step(setback_of(request, number), step_id), request.auth.user, given, timezone.now())
    return room(request, number)


@router.get("/playbooks/", response=answers(list[PlaybookOut]), summary="Playbooks there are")
def playbooks(request: ApiRequest) -> list[dict[str, Any]]:
    lang = language_of(request)
    books = at_hand().books
    return [{"name": name, "title": book.title[lang], "steps": len(book.steps)} for name, book in books.items()]


@router.put("/{int:number}/playbook/", auth=PLANS, response=answers(RoomOut), summary="Take another playbook")
def choose(request: ApiRequest, number: int, given: PlaybookIn) -> dict[str, Any]:
    """Done steps stay, the others make room."""
    setback, now = setback_of(request, number), timezone.now()
    steps.choose(setback=setback, actor=request.auth.user, playbook=given.playbook, seen=given.seen, now=now)
    return room(request, number)


def _settle(step: Step, actor: User, given: StepTickIn, now: datetime) -> None:
    match given.stands:
        case "done":
            steps.tick(step=step, actor=actor, seen=given.seen, now=now, note=given.note)
        case "left_out":
            steps.leave_out(step=step, actor=actor, seen=given.seen, now=now, note=given.note)
        case "open":
            steps.undo(step=step, actor=actor, seen=given.seen, now=now)
        case _:
            assert_never(given.stands)


def _step(setback: Setback, step_id: int) -> Step:
    """Raises Http404 for a step of another setback."""
    step: Step = one(setback.steps, step_id)
    step.setback = setback
    return step


def _guest(request: ApiRequest, user_id: int) -> Membership:
    rows = request.organisation.memberships.select_related("user", "organisation")
    found: Membership | None = rows.filter(user_id=user_id).first()
    if found is None:
        raise Http404
    return found
