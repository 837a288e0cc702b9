"""Lessons that were shown where they fitted: recorded once each, answered once each, counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Min, Q

from pratfall.errors import Refused
from pratfall.records.numbers import Estimate, NotEnoughData, Unit, Window
from pratfall.site.lessons.models import Lesson, Showing
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services.keeping import storable
from pratfall.stats.shares import wilson

from .fits import FitShown

FEWEST_ANSWERS = 10  # below it a share is not told
LONGEST_NOTE = 600
LONGEST_TITLE = 300
METHOD = "wilson"
ANSWERS = ("used", "not_used", "helped", "not_helped", "open")


@dataclass(frozen=True)
class Place:
    """Where a lesson is shown. `kind`: "plan", "idea", "finding" or "setback"; `ref`: its number, or a slug."""

    kind: str
    ref: str
    title: str

    @property
    def href(self) -> str:
        """Its page, below the organisation's address."""
        return href_of(self.kind, self.ref)


@dataclass(frozen=True)
class Tally:
    """`used`: share of answers that say a lesson was used; `helped`: of the used ones, share that says it helped.

    `window`: the day the first one was shown to today. Who said nothing is in neither.
    """

    shown: int
    answered: int
    used: Estimate | NotEnoughData
    judged: int
    helped: Estimate | NotEnoughData
    window: Window | None
    method: str = METHOD


def href_of(kind: str, ref: str) -> str:
    """Raises ValueError for a place there is none of."""
    match kind:
        case "plan":
            return f"/plans/{ref}/"
        case "idea":
            return f"/ideas/{ref}/"
        case "finding":
            return f"/findings/{ref}/"
        case "setback":
            return f"/setbacks/{ref}/"
        case _:
            raise ValueError(f"no place {kind!r}")


def shown(*, organisation: Organisation, place: Place, fits: Sequence[FitShown], now: datetime) -> list[Showing]:
    """Every showing at `place`, those of `fits` first and recorded where they were not. Nothing is written again."""
    there = {row.lesson_id: row for row in at(organisation, place.kind, place.ref)}
    new = [fit for fit in fits if fit.lesson.pk not in there]
    if new:
        Showing.objects.bulk_create([_row(fit, place, now) for fit in new], ignore_conflicts=True)
        there = {row.lesson_id: row for row in at(organisation, place.kind, place.ref)}
    first = [there[fit.lesson.pk] for fit in fits]
    return first + [row for row in there.values() if row not in first]


def at(organisation: Organisation, kind: str, ref: str) -> Sequence[Showing]:
    """Lessons shown there, with them, in the order they came."""
    rows = Showing.objects.filter(lesson__organisation=organisation, place=kind, ref=ref)
    return list(rows.select_related("lesson").order_by("first_at", "pk"))


def answer(*, showing: Showing, actor: User, said: str, seen: int, note: str = "", now: datetime) -> None:
    """`said`: one of ANSWERS; "open" takes the answer back. To say that it helped is to say that it was used.

    Raises Refused for somebody who may change nothing and for what is no answer, Conflict where it moved since `seen`.
    """
    organisation = showing.lesson.organisation
    require(actor, organisation, Role.EDITOR)
    used, helped = _meant(said, showing)
    before = {"used": showing.used, "helped": showing.helped}
    with transaction.atomic():
        values = {"used": used, "helped": helped, "note": storable(note).strip()[:LONGEST_NOTE] or showing.note}
        change(showing, version=seen, **values, by=actor, at=now)
        after = {"used": used, "helped": helped}
        record(
            actor=actor, organisation=organisation, act="lesson_answered", subject=showing, before=before, after=after
        )


def tally(organisation: Organisation, now: datetime, lesson: Lesson | None = None) -> Tally:
    """How lessons served, all of them or one; shares with Wilson's interval, from FEWEST_ANSWERS answers on."""
    rows = Showing.objects.filter(lesson__organisation=organisation)
    rows = rows if lesson is None else rows.filter(lesson=lesson)
    got = rows.aggregate(
        shown_n=Count("pk"),
        answered_n=Count("pk", filter=Q(used__isnull=False)),
        used_n=Count("pk", filter=Q(used=True)),
        judged_n=Count("pk", filter=Q(used=True, helped__isnull=False)),
        helped_n=Count("pk", filter=Q(used=True, helped=True)),
        began=Min("first_at"),
    )
    window = Window(min(got["began"], now).date(), now.date()) if got["began"] else None
    return Tally(
        shown=got["shown_n"],
        answered=got["answered_n"],
        used=_share(got["used_n"], got["answered_n"]),
        judged=got["judged_n"],
        helped=_share(got["helped_n"], got["judged_n"]),
        window=window,
    )


def unanswered(organisation: Organisation, places: Sequence[tuple[str, str]]) -> Sequence[Showing]:
    """Showings at these places (kind and ref) that nobody answered, of lessons that stand."""
    if not places:
        return ()
    wanted = Q()
    for kind in {kind for kind, _ in places}:
        wanted |= Q(place=kind, ref__in=[ref for other, ref in places if other == kind])
    rows = Showing.objects.filter(wanted, lesson__organisation=organisation, lesson__retired_at=None, used=None)
    return list(rows.select_related("lesson").order_by("first_at", "pk"))


def _share(hits: int, of: int) -> Estimate | NotEnoughData:
    if of < FEWEST_ANSWERS:
        return NotEnoughData(FEWEST_ANSWERS, of, "answers")
    low, high = wilson(hits, of)
    return Estimate(hits / of, low, high, Unit.SHARE)


def _meant(said: str, showing: Showing) -> tuple[bool | None, bool | None]:
    """Used, and helped."""
    match said:
        case "used":
            return True, showing.helped
        case "not_used":
            return False, None
        case "helped":
            return True, True
        case "not_helped":
            return True, False
        case "open":
            return None, None
        case _:
            raise Refused("lesson_answer_unknown")


def _row(fit: FitShown, place: Place, now: datetime) -> Showing:
    return Showing(
        lesson=fit.lesson,
        place=place.kind,
        ref=place.ref[:200],
        title=place.title[:LONGEST_TITLE],
        why=[asdict(why) for why in fit.why],
        score=fit.score,
        first_at=now,
    )
