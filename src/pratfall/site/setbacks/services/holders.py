"""Who holds which role. Whoever opened it holds all, until somebody takes one over in one step."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pratfall.errors import Refused
from pratfall.respond.roles import Part
from pratfall.site.people.audit import record
from pratfall.site.people.models import Membership, User
from pratfall.site.people.roles import Role

from ..models import Holder, Setback, TimelineNote
from ..rights import require

NOTE = 2000


def everything(setback: Setback, user: User, now: datetime) -> None:
    """Within the caller's transaction: one person to begin with, which is enough."""
    Holder.objects.bulk_create([Holder(setback=setback, part=part.value, user=user, at=now) for part in Part])


@transaction.atomic
def hand_over(*, setback: Setback, actor: User, part: str, to: User, note: str, now: datetime) -> None:
    """`part` is `to`'s from now on. A note goes to the timeline. Raises Refused for guests and strangers."""
    require(actor, setback.organisation, Role.EDITOR)
    if setback.over:
        raise Refused("setback_over")
    if part not in set(Part):
        raise Refused("role_unknown")
    member = Membership.objects.filter(organisation=setback.organisation, user=to, user__is_active=True).first()
    if member is None or not member.may(Role.EDITOR):
        raise Refused("role_to_stranger")
    before = Holder.objects.select_for_update().filter(setback=setback, part=part).first()
    if before is not None and before.user_id == to.pk:
        return
    Holder.objects.update_or_create(setback=setback, part=part, defaults={"user": to, "at": now})
    if note.strip():
        TimelineNote.objects.create(setback=setback, happened_at=now, text=note.strip()[:NOTE], by=actor, at=now)
    record(
        actor=actor,
        organisation=setback.organisation,
        act="setback_role_handed",
        subject=setback,
        before={"part": part, "user": before.user_id if before else None},
        after={"part": part, "user": to.pk},
    )


def held(setback: Setback) -> dict[str, User]:
    """Who holds each role; a role nobody holds is the lead's, and one whose holder has left too."""
    rows = setback.holders.all() if _fetched(setback) else setback.holders.select_related("user")
    there = {holder.part: holder.user for holder in rows if holder.user.is_active}
    lead = there.get(Part.LEAD)
    return {part.value: user for part in Part if (user := there.get(part.value) or lead) is not None}


def _fetched(setback: Setback) -> bool:
    return "holders" in getattr(setback, "_prefetched_objects_cache", {})
