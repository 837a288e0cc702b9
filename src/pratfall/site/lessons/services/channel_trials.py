"""Begin to follow weeks of two channels drawn by lot, and end it: the review then reads weeks as they were drawn."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from pratfall.errors import Refused
from pratfall.reviews.channel_settings import FEWEST, MOST
from pratfall.site.campaigns.goals import BLOCK_DAYS
from pratfall.site.campaigns.models import ChannelTrial
from pratfall.site.people.audit import record
from pratfall.site.people.models import Organisation, User
from pratfall.site.people.roles import Role
from pratfall.site.people.versions import change
from pratfall.site.setbacks.rights import require
from pratfall.site.setbacks.services.keeping import storable

LONGEST_WHY = 2_000  # characters


def begin(
    *, organisation: Organisation, actor: User, first: str, second: str, start: date, blocks: int, now: datetime
) -> ChannelTrial:
    """From the Monday `start`, which is still to come: weeks known beforehand would be weeks chosen. Raises Refused.

    `first`, `second`: "email", "social" or a network. `blocks`: of four weeks. One that has run its days gives way.
    """
    require(actor, organisation, Role.EDITOR)
    if start.weekday() != 0 or start <= now.date():
        raise Refused("channel_trial_no_monday", day=start)
    if not FEWEST <= blocks <= MOST:
        raise Refused("channel_trial_blocks", fewest=FEWEST, most=MOST)
    if not first or not second or first == second:
        raise Refused("channel_trial_one_channel")
    try:
        with transaction.atomic():
            _make_room(organisation, now)
            made = ChannelTrial.objects.create(
                organisation=organisation, first=first, second=second, start=start, blocks=blocks, by=actor, at=now
            )
            after = {"first": first, "second": second, "start": start.isoformat(), "blocks": blocks}
            record(actor=actor, organisation=organisation, act="channel_trial_begun", subject=made, after=after)
    except IntegrityError as error:
        raise Refused("channel_trial_running") from error
    return made


def end(*, trial: ChannelTrial, actor: User, seen: int, why: str, now: datetime) -> None:
    """The blocks that were followed are still read. Raises Refused and Conflict."""
    require(actor, trial.organisation, Role.EDITOR)
    if trial.ended_at is not None:
        raise Refused("channel_trial_over")
    with transaction.atomic():
        change(trial, version=seen, ended_at=now, ended_why=storable(why).strip()[:LONGEST_WHY])
        before = {"start": trial.start.isoformat(), "blocks": trial.blocks}
        record(
            actor=actor, organisation=trial.organisation, act="channel_trial_ended", subject=trial, before=before
        )  # why stands in the row: words may speak of people


def running(organisation: Organisation) -> ChannelTrial | None:
    """The one nobody has ended; its days may be over."""
    return ChannelTrial.objects.filter(organisation=organisation, ended_at=None).first()


def last_day(trial: ChannelTrial) -> date:
    return trial.start + timedelta(days=trial.blocks * BLOCK_DAYS - 1)


def _make_room(organisation: Organisation, now: datetime) -> None:
    """Ends one whose days are over. Raises Refused where another runs."""
    before = running(organisation)
    if before is None:
        return
    if last_day(before) >= now.date():
        raise Refused("channel_trial_running")
    change(before, version=before.version, ended_at=now)
