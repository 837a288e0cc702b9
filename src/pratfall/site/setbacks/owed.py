"""Promised actions somebody should hear of today, and who: for messages and for the Monday page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pratfall.respond.chasing import Call, Stage, call
from pratfall.respond.roles import Part
from pratfall.reviews.render.speech import Speech
from pratfall.site.people.models import Membership, Organisation, User
from pratfall.site.people.roles import Role

from .models import Prevention
from .promise_words import name_of
from .services import clocks, holders, preventions

ALSO_THE_LEAD = 2  # weeks late, from which whoever leads the setback hears of it too


@dataclass(frozen=True)
class Owed:
    """One action nobody has proved. `people`: who hears of it, its owner first."""

    row: Prevention
    call: Call
    people: tuple[User, ...]

    @property
    def key(self) -> str:
        """One message: another day, or another week late, makes another."""
        day = self.row.due.isoformat() if self.row.due else "none"
        return f"prevention:{self.row.pk}:{day}:{self.call.stage.value}:{self.call.times}"

    @property
    def href(self) -> str:
        return f"{self.row.setback.path}prevention/#action-{self.row.pk}"

    def sentence(self, words: Speech) -> str:
        facts = {"who": name_of(self.row.owner, words), "day": self.row.due, "about": self.row.setback.title}
        return words.say(f"owed.{self.call.stage.value}", weeks=self.call.times, **facts)


def owed(organisation: Organisation, now: datetime) -> Iterator[Owed]:
    """Open actions, of closed setbacks as of open ones; what somebody put off or switched off is left alone."""
    members = _members(organisation)
    for row in preventions.open_of(organisation).prefetch_related("setback__reminders", "setback__holders__user"):
        due = call(row.due, promised=row.at.date(), today=now.date())
        if due is not None and not _asleep(row, now):
            yield Owed(row, due, tuple(_people(row, due, members)))


def _asleep(row: Prevention, now: datetime) -> bool:
    said = clocks.newest(row.setback.reminders.all()).get(f"prevention:{row.pk}")
    return said is not None and (said.off or (said.until is not None and said.until > now))


def _members(organisation: Organisation) -> dict[int, Membership]:
    """Everybody who still works there, by their number."""
    rows = organisation.memberships.select_related("user").filter(user__is_active=True).exclude(role=Role.GUEST)
    return {row.user_id: row for row in rows.order_by("pk")}


def _people(row: Prevention, due: Call, members: dict[int, Membership]) -> Iterator[User]:
    """The owner; the lead where there is none any more, or it has been late for long; else whoever may decide."""
    owner = members.get(row.owner_id or 0)
    if owner is not None:
        yield owner.user
    lead = holders.held(row.setback).get(Part.LEAD)
    late = due.stage in (Stage.OVERDUE, Stage.NO_DAY) and due.times >= ALSO_THE_LEAD
    asked = members.get(lead.pk) if lead else None
    if asked is not None and asked != owner and (late or owner is None):
        yield asked.user
    if owner is None and asked is None:
        yield from (member.user for member in members.values() if member.may(Role.MANAGER))
