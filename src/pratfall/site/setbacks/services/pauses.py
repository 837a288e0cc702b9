"""One step, and nothing planned goes out: no campaign is launched, and every other queue is on a list to tick off."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from pratfall.errors import Refused
from pratfall.site import place
from pratfall.site.campaigns.models import Campaign, State
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role

from ..models import Pause, PausedPlace, Setback
from ..queues import queues_for
from ..rights import require
from . import steps
from .statements import tidy

LONGEST_REASON = 500
CAMPAIGN, LAUNCH = "campaign", "launch"  # "campaign:7": its own mailings and adverts; "launch:7": allowed all the same


def pause(*, setback: Setback, actor: User, now: datetime, why: str = "") -> Pause:
    """From now on. Pressed twice, or by two people, it is one pause. Raises Refused."""
    require(actor, setback.organisation, Role.EDITOR)
    if setback.over:
        raise Refused("setback_over")
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Pause.objects.create(setback=setback, why=tidy(why)[:LONGEST_REASON], by=actor, at=now)
        except IntegrityError:
            return Pause.objects.get(setback=setback, lifted_at=None)
        PausedPlace.objects.bulk_create(PausedPlace(pause=made, place=code) for code in places(setback.organisation))
        record(actor=actor, organisation=setback.organisation, act="pause_begun", subject=setback)
        _settle(made, actor, now)
    return made


def places(organisation: Organisation) -> tuple[str, ...]:
    """Codes of what has to be paused elsewhere: queues, and what running campaigns send by themselves."""
    known = set(place.lake(organisation).accounts()["platform"].to_pylist())
    running = Campaign.objects.filter(organisation=organisation, state=State.RUNNING).order_by("pk")
    campaigns = (f"{CAMPAIGN}:{number}" for number in running.values_list("pk", flat=True))
    return (*(queue.code for queue in queues_for(known)), *campaigns)


def tick(*, paused: PausedPlace, actor: User, done: bool, now: datetime) -> None:
    """Somebody paused it there, or it runs again there. Once the pause is lifted there is only the latter: Refused."""
    setback = paused.pause.setback
    require(actor, setback.organisation, Role.EDITOR)
    with transaction.atomic():
        if done and Pause.objects.select_for_update().get(pk=paused.pause_id).lifted_at is not None:
            raise Refused("pause_lifted")
        values = {"done_at": now, "done_by": actor} if done else {"done_at": None, "done_by": None}
        changed = PausedPlace.objects.filter(pk=paused.pk, done_at__isnull=done).update(**values)
        if changed:
            act = "pause_place_done" if done else "pause_place_undone"
            record(actor=actor, organisation=setback.organisation, act=act, subject=setback, after={"at": paused.place})
            _settle(paused.pause, actor, now)


def _settle(pause: Pause, actor: User, now: datetime) -> None:
    """The playbook's step is done once nothing is left to be paused elsewhere."""
    if not pause.places.filter(done_at=None).exists():
        steps.settle(pause.setback, "pause", actor, now)


def lift(*, pause: Pause, actor: User, now: datetime) -> None:
    """Over for all of it; what was ticked has to be switched on again there. Raises Refused where it already is."""
    organisation = pause.setback.organisation
    require(actor, organisation, Role.MANAGER)
    with transaction.atomic():
        if not Pause.objects.filter(pk=pause.pk, lifted_at=None).update(lifted_at=now, lifted_by=actor):
            raise Refused("pause_lifted")
        record(actor=actor, organisation=organisation, act="pause_lifted", subject=pause.setback)
    pause.refresh_from_db()


def allow(*, pause: Pause, campaign: Campaign, actor: User, now: datetime) -> None:
    """A manager signs that this campaign may be launched all the same. Raises Refused."""
    require(actor, pause.setback.organisation, Role.MANAGER)
    if campaign.organisation_id != pause.setback.organisation_id or pause.lifted_at is not None:
        raise Refused("pause_lifted")
    with transaction.atomic():
        _, made = PausedPlace.objects.get_or_create(
            pause=pause, place=f"{LAUNCH}:{campaign.pk}", defaults={"done_at": now, "done_by": actor}
        )
        if made:
            record(actor=actor, organisation=campaign.organisation, act="pause_launch_allowed", subject=campaign)


def of(setback: Setback) -> Pause | None:
    """The one that holds."""
    return Pause.objects.filter(setback=setback, lifted_at=None).select_related("by", "setback__organisation").first()


def holding(organisation: Organisation) -> list[Pause]:
    """Every one that holds in an organisation, oldest first."""
    of_these = Pause.objects.filter(setback__organisation=organisation, setback__drill=False)  # a drill holds nothing
    rows = of_these.filter(lifted_at=None).order_by("at", "pk")
    return list(rows.select_related("by", "setback").prefetch_related("places"))


def against(campaign: Campaign) -> Pause | None:
    """The pause that stands against its launch: one that holds, and that nobody signed an exception from."""
    allowed = f"{LAUNCH}:{campaign.pk}"
    pauses = holding(campaign.organisation)
    return next((pause for pause in pauses if all(row.place != allowed for row in pause.places.all())), None)
