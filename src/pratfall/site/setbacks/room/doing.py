"""What the buttons of the room do. Everything is looked up again; nothing of a form is believed but what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from django.http import Http404

from pratfall.errors import Refused
from pratfall.respond.severity import QUESTIONS, Answer
from pratfall.site.campaigns.forms import number_of
from pratfall.site.people import grants
from pratfall.site.people.access import OrganisationRequest
from pratfall.site.people.models import Membership, User

from ..door import SHARED
from ..models import Setback, Step
from ..moments import CHOICES, moment, reader_zone
from ..services import clocks, holders, opening, reminders, severity, states, steps

Act = Callable[[OrganisationRequest, Setback, datetime], None]
PUT_OFF_HOURS = (1, 4, 24)


def do(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    """What `do` asks. Raises Refused, Conflict and Http404."""
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        raise Refused("not_allowed_here")
    act(request, setback, now)


def instant_of(request: OrganisationRequest, field: str) -> datetime:
    """What a field for day and time holds, in the zone its page named. Raises Refused.

    An hour that comes twice is its first: nobody is asked about it at 11 pm, and every time can be changed.
    """
    zone = request.POST.get("zone") or reader_zone(request).key
    return moment(request.POST.get(field, ""), zone, which=CHOICES[0])


def _describe(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    given = request.POST
    opening.describe(
        setback=setback,
        actor=request.user,
        title=given.get("title", ""),
        what=given.get("what", ""),
        began_at=instant_of(request, "began"),
        seen=_seen(request),
        now=now,
    )


def _move(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    given = request.POST
    states.move(
        setback=setback,
        actor=request.user,
        to=given.get("to", ""),
        seen=_seen(request),
        now=now,
        why=given.get("why", ""),
        sign=given.get("sign") == "1",
    )


def _severity(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    given = {code: request.POST.get(f"q_{code}", Answer.UNKNOWN.value) for code in QUESTIONS}
    severity.answer(setback=setback, actor=request.user, answers=given, seen=_seen(request), now=now)


def _overrule(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    level, why = number_of(request.POST.get("level")), request.POST.get("why", "")
    severity.overrule(setback=setback, actor=request.user, level=level, why=why, seen=_seen(request))


def _hand(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    given = request.POST
    holders.hand_over(
        setback=setback,
        actor=request.user,
        part=given.get("part", ""),
        to=_member(request, given.get("to")).user,
        note=given.get("note", ""),
        now=now,
    )


def _step_done(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    step, note = _step(request, setback), request.POST.get("note", "")
    steps.tick(step=step, actor=request.user, seen=_seen(request), now=now, note=note)


def _step_undo(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    steps.undo(step=_step(request, setback), actor=request.user, seen=_seen(request), now=now)


def _step_out(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    step, note = _step(request, setback), request.POST.get("note", "")
    steps.leave_out(step=step, actor=request.user, seen=_seen(request), now=now, note=note)


def _step_add(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    given = request.POST
    due = instant_of(request, "due") if given.get("due") else None
    title, part = given.get("title", ""), given.get("part", "")
    steps.add(setback=setback, actor=request.user, title=title, part=part, due_at=due, now=now)


def _playbook(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    playbook = request.POST.get("playbook", "")
    steps.choose(setback=setback, actor=request.user, playbook=playbook, seen=_seen(request), now=now)


def _due(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    clock, due_at = request.POST.get("clock", ""), instant_of(request, "due")
    clocks.set_due(setback=setback, actor=request.user, clock=clock, due_at=due_at, seen=_seen(request), now=now)


def _pace(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    given = request.POST.get("minutes", "").strip()
    minutes = number_of(given) if given else None
    clocks.set_pace(setback=setback, actor=request.user, minutes=minutes, seen=_seen(request))


def _put_off(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    hours = number_of(request.POST.get("hours"))
    if hours not in PUT_OFF_HOURS:
        raise Refused("not_allowed_here")
    clock, why = request.POST.get("clock", ""), request.POST.get("why", "")
    until = now + timedelta(hours=hours)
    reminders.put_off(setback=setback, actor=request.user, clock=clock, until=until, why=why, now=now)


def _off(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    clock, why = request.POST.get("clock", ""), request.POST.get("why", "")
    reminders.switch_off(setback=setback, actor=request.user, clock=clock, why=why, now=now)


def _on(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    reminders.switch_on(setback=setback, actor=request.user, clock=request.POST.get("clock", ""), now=now)


def _share(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    guest = _member(request, request.POST.get("to"))
    grants.grant(actor=request.membership, guest=guest, kind=SHARED, subject_id=setback.pk)


def _unshare(request: OrganisationRequest, setback: Setback, now: datetime) -> None:
    guest = _member(request, request.POST.get("to"))
    grants.withdraw_grant(actor=request.membership, guest=guest, kind=SHARED, subject_id=setback.pk)


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "describe": _describe,
        "move": _move,
        "severity": _severity,
        "overrule": _overrule,
        "hand": _hand,
        "step_done": _step_done,
        "step_undo": _step_undo,
        "step_out": _step_out,
        "step_add": _step_add,
        "playbook": _playbook,
        "due": _due,
        "pace": _pace,
        "put_off": _put_off,
        "off": _off,
        "on": _on,
        "share": _share,
        "unshare": _unshare,
    }
)


def _seen(request: OrganisationRequest) -> int:
    return number_of(request.POST.get("seen"))


def _step(request: OrganisationRequest, setback: Setback) -> Step:
    """Raises Http404 for a step of another setback."""
    step = setback.steps.filter(pk=number_of(request.POST.get("step"))).first()
    if step is None:
        raise Http404
    step.setback = setback
    return step


def _member(request: OrganisationRequest, number: str | None) -> Membership:
    """Of this organisation; guests too. Raises Refused."""
    members = request.organisation.memberships.select_related("user", "organisation")
    member: Membership | None = members.filter(user_id=number_of(number)).first()
    if member is None:
        raise Refused("role_to_stranger")
    return member


def by_name(users: list[User]) -> list[tuple[int, str]]:
    return [(user.pk, user.name) for user in users]
