"""Habits over time: sentences first, then each habit with its months, and the repairs a team has taken on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from django.http import Http404, HttpResponse, HttpResponseRedirect

from pratfall.errors import Conflict, Refused
from pratfall.records.findings import Finding, Kind
from pratfall.records.habit_readings import HabitsThen
from pratfall.reviews.render.speech import Speech
from pratfall.reviews.render.wording import error_line
from pratfall.site.campaigns.forms import day_of, number_of
from pratfall.site.campaigns.pages.plan import people_of
from pratfall.site.lessons import habit_words, repair_words
from pratfall.site.lessons.framing import in_library
from pratfall.site.lessons.habit_words import Told
from pratfall.site.lessons.models import Repair, RepairState
from pratfall.site.lessons.services import audits, repairs
from pratfall.site.lessons.services.audits import Key
from pratfall.site.lessons.services.repairs import Task
from pratfall.site.people.access import OrganisationRequest, needs
from pratfall.site.people.models import User
from pratfall.site.people.roles import Role
from pratfall.site.setbacks.moments import words_of
from pratfall.site.today import desk

SHOWN = 200  # repairs
AUDITS = 24


@needs(Role.ANALYST, change=Role.EDITOR)
def page(request: OrganisationRequest) -> HttpResponse:
    words, now = words_of(request), datetime.now(UTC)
    if request.method == "POST":
        try:
            where = _do(request, now)
        except (Refused, Conflict) as error:
            return _shown(request, words, now, error_line(error, words.lang))
        return HttpResponseRedirect(f"{request.path}{where}")
    return _shown(request, words, now)


def _do(request: OrganisationRequest, now: datetime) -> str:
    """Where on the page it can be seen."""
    given, actor = request.POST, request.user
    do, seen = given.get("do", ""), number_of(given.get("seen"))
    if do == "audit":
        audits.make(organisation=request.organisation, actor=actor, now=now)
        return "#audits"
    if do == "accept":
        key, task = _key(given.get("habit", "")), _task(request)
        row = repairs.accept(organisation=request.organisation, actor=actor, key=key, task=task, now=now)
        return f"#repair-{row.pk}"
    row = _row(request, number_of(given.get("repair")))
    match do:
        case "revise":
            repairs.revise(repair=row, actor=actor, task=_task(request), seen=seen, now=now)
        case "done":
            repairs.done(repair=row, actor=actor, seen=seen, now=now)
        case "drop":
            repairs.drop(repair=row, actor=actor, why=given.get("why", ""), seen=seen, now=now)
        case "take_up":
            repairs.take_up(repair=row, actor=actor, seen=seen, now=now)
        case _:
            raise Refused("not_allowed_here")
    return f"#repair-{row.pk}"


def _row(request: OrganisationRequest, number: int) -> Repair:
    found = repairs.of(request.organisation).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _key(given: str) -> Key:
    """As the form names a habit: code, network and account. Whatever else comes names none."""
    code, _, rest = given.partition("|")
    platform, _, account_id = rest.partition("|")
    return code, platform, account_id


def _task(request: OrganisationRequest) -> Task:
    """Raises Refused for a day nobody can read, and for an owner who is no member."""
    given, due = request.POST, request.POST.get("due", "").strip()
    day = day_of(due) if due else None
    if due and day is None:
        raise Refused("time_unreadable")
    return Task(words=given.get("words", ""), owner=_owner(request, given.get("owner", "")), due=day)


def _owner(request: OrganisationRequest, given: str) -> User | None:
    if not given:
        return None
    members = request.organisation.memberships.select_related("user")
    found = members.filter(user_id=number_of(given)).first()
    if found is None:
        raise Refused("assigned_to_stranger")
    return found.user


def _shown(request: OrganisationRequest, words: Speech, now: datetime, error: str = "") -> HttpResponse:
    organisation, tried = request.organisation, request.POST if error else {}
    audit = audits.trend(organisation, now)
    kept = audits.of(organisation)[:AUDITS]
    rows = list(repairs.of(organisation)[:SHOWN])
    history: Sequence[HabitsThen] = audit.history if audit else ()
    said = habit_words.told(audit, words) if audit else None
    told = sorted((repair_words.told(row, history, words, now.date()) for row in rows), key=lambda one: not one.open)
    return in_library(
        request,
        "learn_habits.html",
        status=409 if error else 200,
        error=error,
        told=said,
        faults=list(_faults(request, said.faults, rows, words, now)) if said else [],
        fine_n=words.plural("learn.habits.fine_n", len(said.fine)) if said else "",
        uncounted_n=words.plural("learn.habits.uncounted_n", len(said.uncounted)) if said else "",
        made_later=words.say("learn.habits.made_later", on=audit.on) if audit else "",
        how=[words.say(f"learn.habits.how.{line}") for line in ("months", "compared", "paid", "limits", "repeats")],
        repairs=told,
        audits=[words.say("learn.habits.kept", day=row.on, n=len(row.readings)) for row in kept],
        people=list(people_of(organisation).items()),
        tried=tried,
        tried_repair=number_of(tried.get("repair")),
    )


def _faults(
    request: OrganisationRequest, told: Sequence[Told], rows: Sequence[Repair], words: Speech, now: datetime
) -> Iterator[tuple[Told, str, int]]:
    """Each fault with the smallest repair its finding names, and the number of the one taken on; 0 for none."""
    taken = {(r.code, r.platform, r.account_id): r.pk for r in rows if r.state == RepairState.ACCEPTED}
    smallest = _smallest(request, words, now)
    for one in told:
        yield one, smallest.get(one.reading.key, ""), taken.get(one.reading.key, 0)


def _smallest(request: OrganisationRequest, words: Speech, now: datetime) -> Mapping[Key, str]:
    """The smallest repair of each habit the review told, in words."""
    current = desk.current(request.organisation, now)
    findings: Sequence[Finding] = current.review.findings if current else ()
    return {
        (one.code, one.subject.platform, one.subject.account_id): words.say(f"repair.{one.repair}")
        for one in findings
        if one.kind is Kind.HABIT and one.repair
    }
